import Foundation
import JobAPI
import Testing

/// Conversations, written out exactly.
@Suite struct ResultFormatTests {
  private static let ann = ConversationMember(id: "m1", name: "Ann", email: "ann@example.com")
  private static let bob = ConversationMember(id: nil, name: "Bob", email: nil)

  private static func message(
    _ text: String, from: ConversationMember? = nil, at offset: Double? = nil, for duration: Double? = nil
  ) -> ConversationMessage {
    ConversationMessage(
      id: "1", text: text, from: from, startTime: nil, endTime: nil, timeOffset: offset, duration: duration,
      conversationId: nil)
  }

  private static func insight(_ text: String, assignee: ConversationMember? = nil) -> ConversationInsight {
    ConversationInsight(id: "9", text: text, type: nil, score: 0.5, messageIds: nil, assignee: assignee)
  }

  private static func report(
    name: String? = nil, _ messages: [ConversationMessage] = [], topics: [ConversationInsight] = []
  ) -> ConversationReport {
    ConversationReport(
      conversation: Conversation(
        id: "581", name: name, startTime: nil, endTime: nil, members: nil, metadata: nil),
      messages: messages, topics: topics)
  }

  private static let planning = ConversationReport(
    conversation: Conversation(
      id: "581", name: "Planning", startTime: "2020-07-21T16:02:19.990Z", endTime: "2020-07-21T17:02:19.990Z",
      members: [ann, bob]),
    messages: [
      message("Hello Bob.\nWhat is the budget?", from: ann, at: 0, for: 4),
      message("I'll send it.", from: bob, at: 3_665.25, for: 1.5),
    ],
    topics: [insight("budget")], questions: [insight("What is the budget?")],
    actionItems: [insight("I'll send it.", assignee: bob)], followUps: [insight("Let's meet.")])

  @Test("text is a transcript with the insights below it")
  func text() throws {
    #expect(
      try ResultFormat.text.written(Self.planning) == """
        Planning
        Time: 2020-07-21T16:02:19.990Z to 2020-07-21T17:02:19.990Z
        Members: Ann <ann@example.com>, Bob

        [00:00:00] Ann: Hello Bob.
            What is the budget?
        [01:01:05] Bob: I'll send it.

        Topics
        - budget

        Questions
        - What is the budget?

        Action items
        - I'll send it. (for Bob)

        Follow-ups
        - Let's meet.

        """)
  }

  @Test("markdown has a heading for each part, and lists")
  func markdown() throws {
    #expect(
      try ResultFormat.markdown.written(Self.planning) == """
        # Planning

        - Time: 2020-07-21T16:02:19.990Z to 2020-07-21T17:02:19.990Z
        - Members: Ann \\<ann@example.com\\>, Bob

        ## Messages

        - **Ann** (00:00:00): Hello Bob.\\
          What is the budget?
        - **Bob** (01:01:05): I'll send it.

        ## Topics

        - budget

        ## Questions

        - What is the budget?

        ## Action items

        - I'll send it. (for Bob)

        ## Follow-ups

        - Let's meet.

        """)
  }

  @Test("subtitles are numbered cues with their times")
  func subtitles() throws {
    #expect(
      try ResultFormat.srt.written(Self.planning) == """
        1
        00:00:00,000 --> 00:00:04,000
        Ann: Hello Bob.
        What is the budget?

        2
        01:01:05,250 --> 01:01:06,750
        Bob: I'll send it.

        """)
  }

  @Test("JSON is one object whose keys are always there")
  func json() throws {
    let messages = [Self.message("Hi \"Bob\"/\n", from: Self.bob, at: 1.5)]
    #expect(
      try ResultFormat.json.written(Self.report(messages)) == #"""
        {
          "actionItems" : [

          ],
          "conversationId" : "581",
          "endTime" : null,
          "followUps" : [

          ],
          "members" : [

          ],
          "messages" : [
            {
              "from" : {
                "name" : "Bob"
              },
              "id" : "1",
              "text" : "Hi \"Bob\"/\n",
              "timeOffset" : 1.5
            }
          ],
          "name" : null,
          "questions" : [

          ],
          "startTime" : null,
          "topics" : [

          ]
        }

        """#)
  }

  @Test("what is not known is left out of the text")
  func sparse() throws {
    let report = Self.report([
      Self.message("Hello"), Self.message("Hi", from: Self.bob), Self.message("", at: 5),
    ])
    #expect(try ResultFormat.text.written(report) == "581\n\nHello\nBob: Hi\n[00:00:05] \n")
    #expect(
      try ResultFormat.markdown.written(report) == """
        # 581

        ## Messages

        - Hello
        - **Bob**: Hi
        - (00:00:05):\u{20}

        """)
  }

  @Test("an empty conversation is its name, no subtitles at all")
  func empty() throws {
    #expect(try ResultFormat.text.written(Self.report(name: "Quiet")) == "Quiet\n")
    #expect(try ResultFormat.markdown.written(Self.report(name: "Quiet")) == "# Quiet\n")
    #expect(try ResultFormat.srt.written(Self.report(name: "Quiet")) == "")
  }

  @Test(
    "a message without a time is no subtitle, and the sentence says which",
    arguments: [
      (nil, 1), (1, nil), (-1, 1), (.nan, 1), (1, .infinity), (1e300, 1),
    ] as [(Double?, Double?)])
  func noTimes(offset: Double?, duration: Double?) {
    let messages = [Self.message("a", at: 0, for: 1), Self.message("b", at: offset, for: duration)]
    #expect(throws: ResultFormatError.noTimes(message: 2)) {
      try ResultFormat.srt.written(Self.report(messages))
    }
  }

  @Test("blank lines and arrows in a message break no cue, and one that says nothing is none")
  func subtitleText() throws {
    let messages = [
      Self.message(" \n", at: 0, for: 1),
      Self.message("one\r\n\r\n2\n00:00:09,000 --> 00:00:10,000\n", at: 1, for: -1),
    ]
    #expect(
      try ResultFormat.srt.written(Self.report(messages)) == """
        1
        00:00:01,000 --> 00:00:01,000
        one
        2
        00:00:09,000 → 00:00:10,000

        """)
  }

  @Test(
    "markup in what was said is text in markdown",
    arguments: [
      ("*a* _b_ `c` [d](e) <f>", #"\*a\* \_b\_ \`c\` \[d\](e) \<f\>"#), ("# a", ##"\# a"##),
      ("- a", #"\- a"#),
      ("+ a", #"\+ a"#), ("1. a", #"1\. a"#), ("12) a", #"12\) a"#), ("1.5 a", #"1\.5 a"#), ("---", #"\---"#),
      ("===", #"\==="#), (#"\a"#, #"\\a"#), ("&amp; a|b ~~c~~ $d$", #"\&amp; a\|b \~\~c\~\~ \$d\$"#),
      ("a - b + 1. c", "a - b + 1. c"), ("a\n# b\n- c", "a\\\n  \\# b\\\n  \\- c"),
    ])
  func markdownEscapes(text: String, written: String) throws {
    let report = Self.report(topics: [Self.insight(text)])
    #expect(try ResultFormat.markdown.written(report) == "# 581\n\n## Topics\n\n- \(written)\n")
  }

  @Test("what could act on a terminal is made visible, and what languages need stays")
  func visible() throws {
    let said = Self.message("a\u{1B}[2J\u{9B}1m\u{202E}b\tc\u{7F}", from: Self.bob, at: 0, for: 1)
    let joined = Self.message("می\u{200C}خواهم 👩\u{200D}👩\u{200D}👧", at: 1, for: 1)
    let report = Self.report([said, joined])
    #expect(
      try ResultFormat.text.written(report)
        == "581\n\n[00:00:00] Bob: a\\u{1b}[2J\\u{9b}1m\\u{202e}b c\\u{7f}\n"
        + "[00:00:01] می\u{200C}خواهم 👩\u{200D}👩\u{200D}👧\n")
  }

  @Test("no format lets a control character through, wherever it stands", arguments: ResultFormat.allCases)
  func sanitised(format: ResultFormat) throws {
    let hostile = String(
      String.UnicodeScalarView(
        (0...0x9F).compactMap { Unicode.Scalar(UInt32($0)) } + ["\u{202E}", "\u{2028}"]))
    let member = ConversationMember(id: hostile, name: hostile, email: hostile)
    let insight = Self.insight(hostile, assignee: member)
    let report = ConversationReport(
      conversation: Conversation(
        id: hostile, name: hostile, startTime: hostile, endTime: hostile, members: [member]),
      messages: [Self.message(hostile, from: member, at: 0, for: 1)], topics: [insight], questions: [insight],
      actionItems: [insight], followUps: [insight])
    let written = try format.written(report)
    let controls = written.unicodeScalars.filter {
      $0 != "\n" && ($0.properties.generalCategory == .control || $0 == "\u{202E}" || $0 == "\u{2028}")
    }
    #expect(controls.isEmpty)
    if format == .json {
      let object = try JSONSerialization.jsonObject(with: Data(written.utf8)) as? [String: Any]
      #expect(object?["name"] as? String == hostile)
    }
  }
}

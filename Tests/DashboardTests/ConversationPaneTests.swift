import Dashboard
import JobAPI
import JobTracking
import Terminal
import Testing

/// How a conversation reads in the detail pane.
@Suite struct ConversationPaneTests {
  /// A conversation on the whole screen.
  private func reading(
    _ report: ConversationReport = talk(), size: Size = roomy, glyphs: GlyphSet = .unicode
  ) -> Session {
    var session = Session([talked()], size: size, glyphs: glyphs)
    session.press(.enter, .enter)
    session.read(report)
    return session
  }

  @Test("name, time, members, messages, topics, questions and action items are under the essentials")
  func whole() {
    #expect(
      reading().screen.rows[2..<20].map { $0.trimmingCharacters(in: .whitespaces) } == [
        "── Monday call ─────────────────────────────────────────────────────────────────",
        "Job id        talk", "Status        ✓ completed", "Name          Planning",
        "Time          2026-11-25 14:00:00 to 2026-11-25 14:01:05 (1m05s)",
        "Members       Ann <ann@example.com>, Bob", "Messages      3", "00:00:00     Ann: message 0",
        "00:00:10     Bob: message 1", "00:00:20     Ann: message 2", "Topics        budget", "schedule",
        "Questions     What is the budget?", "Action items  Send it. (for Bob)", "Follow-ups    none",
        "History       2026-11-25 14:02:05  ✓ completed",
        "Last answer   2026-11-25 14:02:05; it has ended, r asks once more",
        "Response      …",
      ])
  }

  @Test("beside the table the pane shows as much as it has room for")
  func pane() {
    var session = reading()
    session.press(.escape)
    #expect(session.screen.contains("STATUS"))
    #expect(session.screen.contains("Messages      3"))
    #expect(session.screen.contains("00:00:10     Bob: message 1"))
    #expect(!session.screen.contains("History"))
  }

  @Test("what is empty is said to be, and what is no time stands as it came")
  func sparse() {
    let report = ConversationReport(
      conversation: Conversation(
        id: "581", name: nil, startTime: "yesterday", endTime: nil, members: nil),
      messages: [
        ConversationMessage(
          id: "1", text: "one\ntwo", from: nil, startTime: nil, endTime: nil, timeOffset: nil, duration: nil,
          conversationId: nil)
      ])
    let screen = reading(report).screen
    #expect(screen.contains("Name          581"))
    #expect(screen.contains("Time          yesterday"))
    #expect(screen.contains("Members       none named"))
    #expect(screen.rows.contains { $0.trimmingCharacters(in: .whitespaces) == "one" })
    #expect(screen.rows.contains { $0.trimmingCharacters(in: .whitespaces) == "two" })
    #expect(screen.contains("Topics        none"))
  }

  @Test("what was said reaches the screen only as glyphs", arguments: [GlyphSet.unicode, .ascii])
  func hostile(glyphs: GlyphSet) {
    let screen = reading(talk(name: "\u{1B}[2J") { _ in "a\u{1B}]0;x\u{07}\u{202E}b\tc" }, glyphs: glyphs)
      .screen
    #expect(screen.contains("Name          \\e[2J"))
    #expect(screen.contains("Ann: a\\e]0;x\\a\\u{202e}b\\tc"))
    let scalars = screen.rows.joined().unicodeScalars
    #expect(!scalars.contains { $0.properties.generalCategory == .control || $0 == "\u{202E}" })
    if glyphs == .ascii { #expect(scalars.allSatisfy { $0.isASCII }) }
  }

  @Test("long messages go on in further lines, and nothing of them is lost", arguments: [roomy, small])
  func wrapped(size: Size) {
    let words = (0..<60).map { "w\($0)" }
    var session = reading(talk(messages: 1) { _ in words.joined(separator: " ") }, size: size)
    var seen: Set<String> = []
    for _ in 0..<60 {
      seen.formUnion(session.screen.rows.flatMap { $0.split(separator: " ").map(String.init) })
      session.press(.down)
    }
    #expect(seen.isSuperset(of: words))
  }
}

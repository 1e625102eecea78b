import JobAPI
import JobServer
import NIOCore
import TestTools
import Testing

@Suite(.timeLimit(.minutes(1))) struct ConversationRequestTests {
  private let clock = ManualClock()
  private let registry: JobRegistry

  init() { registry = JobRegistry(maxConcurrentJobs: 50, clock: clock) }

  private static let talk = #"""
    {"name":"Planning","messages":[
    {"payload":{"content":"Hello Bob. What is the budget?"},"from":{"name":"Ann","userId":"ann@example.com"},
     "duration":{"startTime":"2020-07-21T16:02:19.990Z","endTime":"2020-07-21T16:02:23.990Z"}},
    {"payload":{"content":"I'll send you the budget tomorrow."},"from":{"name":"Bob","userId":"bob"},
     "duration":{"startTime":"2020-07-21T16:02:24.990Z","endTime":"2020-07-21T16:02:28.990Z"}},
    {"payload":{"content":"Let's schedule the next meeting."},"from":{"name":"Ann","userId":"ann@example.com"}}]}
    """#

  /// Submits the talk, and works on its conversation when the job is completed.
  private func withTalk(
    _ body: String = talk, _ work: @escaping @Sendable (RunningServer, String) async throws -> Void
  ) async throws {
    try await RunningServer.with(registry) { [clock] server in
      let submission = try await server.submit(body)
      clock.advance(by: .seconds(6))
      try await work(server, "/v1/conversations/\(submission.conversationId)")
    }
  }

  @Test("a conversation has its name, its times and its members")
  func overview() async throws {
    try await withTalk { server, path in
      let conversation: Conversation = try await server.get(path)
      #expect(path.hasSuffix(conversation.id))
      #expect(conversation.type == "meeting")
      #expect(conversation.name == "Planning")
      #expect(conversation.startTime == "2020-07-21T16:02:19.990Z")
      // The last message says no time: it follows, and its five words take 0.4 s each.
      #expect(conversation.endTime == "2020-07-21T16:02:30.990Z")
      #expect(conversation.metadata == [:])
      #expect(conversation.members?.map(\.name) == ["Ann", "Bob"])
    }
  }

  @Test("a conversation without a name is called by its id")
  func nameless() async throws {
    try await withTalk(#"{"messages":[{"payload":{"content":"Hello"}}]}"#) { server, path in
      let conversation: Conversation = try await server.get(path)
      #expect(conversation.name == conversation.id)
      #expect(conversation.members == [])
    }
  }

  @Test("the messages submitted are the messages returned, in their order")
  func messages() async throws {
    try await withTalk { server, path in
      let messages = try await server.get("\(path)/messages", as: ConversationList.Messages.self).messages
      #expect(
        messages.map(\.text) == [
          "Hello Bob. What is the budget?", "I'll send you the budget tomorrow.",
          "Let's schedule the next meeting.",
        ])
      #expect(Set(messages.map(\.id)).count == 3)
      #expect(messages.allSatisfy { $0.id.wholeMatch(of: /[1-9][0-9]{15}/) != nil })
      #expect(messages.map(\.from?.name) == ["Ann", "Bob", "Ann"])
      #expect(messages.map(\.from?.email) == ["ann@example.com", nil, "ann@example.com"])
      #expect(messages.map(\.timeOffset) == [0, 5, 9])
      #expect(messages.map(\.duration) == [4, 4, 2])
      #expect(messages[1].startTime == "2020-07-21T16:02:24.990Z")
      #expect(messages[1].endTime == "2020-07-21T16:02:28.990Z")
      #expect(messages.allSatisfy { path.hasSuffix($0.conversationId ?? "none") })
      let again = try await server.get("\(path)/messages", as: ConversationList.Messages.self).messages
      #expect(again == messages)
    }
  }

  @Test("members are told with their e-mail addresses, once each")
  func members() async throws {
    try await withTalk { server, path in
      let members = try await server.get("\(path)/members", as: ConversationList.Members.self).members
      #expect(members.map(\.name) == ["Ann", "Bob"])
      #expect(members.map(\.email) == ["ann@example.com", nil])
      #expect(Set(members.compactMap(\.id)).count == 2)
    }
  }

  @Test("questions, action items, follow-ups and topics name the messages they come from")
  func insights() async throws {
    try await withTalk { server, path in
      let messages = try await server.get("\(path)/messages", as: ConversationList.Messages.self).messages
      let questions = try await server.get("\(path)/questions", as: ConversationList.Questions.self).questions
      #expect(questions.map(\.text) == ["What is the budget?"])
      #expect(questions.map(\.type) == ["question"])
      #expect(questions.map(\.messageIds) == [[messages[0].id]])
      #expect(questions.map(\.from?.name) == ["Ann"])

      let items = try await server.get("\(path)/action-items", as: ConversationList.ActionItems.self)
        .actionItems
      #expect(
        items.map(\.text) == ["I'll send you the budget tomorrow.", "Let's schedule the next meeting."])
      #expect(items.map(\.type) == ["action_item", "action_item"])
      #expect(items.map(\.assignee?.name) == ["Bob", nil])

      let followUps = try await server.get("\(path)/follow-ups", as: ConversationList.FollowUps.self)
        .followUps
      #expect(followUps.map(\.text) == ["Let's schedule the next meeting."])
      #expect(followUps.map(\.type) == ["follow_up"])

      let topics = try await server.get("\(path)/topics", as: ConversationList.Topics.self).topics
      #expect(topics.map(\.text) == ["budget"])
      #expect(topics.map(\.type) == ["topic"])
      #expect(topics.map(\.score) == [0.667])
      #expect(topics.map(\.messageIds) == [[messages[0].id, messages[1].id]])
      #expect(Set((questions + items + followUps + topics).map(\.id)).count == 5)
    }
  }

  @Test("a threshold leaves out what scores less")
  func threshold() async throws {
    let body = Self.talk.replacing(
      #"{"name":"Planning","#, with: #"{"name":"Planning","confidenceThreshold":0.9,"#)
    try await withTalk(body) { server, path in
      let items = try await server.get("\(path)/action-items", as: ConversationList.ActionItems.self)
        .actionItems
      #expect(items == [])
      let questions = try await server.get("\(path)/questions", as: ConversationList.Questions.self).questions
      #expect(questions.count == 1)
    }
  }

  @Test("the analytics add up who speaks how long")
  func analytics() async throws {
    try await withTalk { server, path in
      let body = try await server.get("\(path)/analytics").body
      #expect(
        body.contains(
          #"{"percent":9.091,"seconds":1,"type":"total_silence"},"#
            + #"{"percent":90.909,"seconds":10,"type":"total_talk_time"},"#
            + #"{"percent":0,"seconds":0,"type":"total_overlap"}"#))
      #expect(
        body.contains(
          #""pace":{"wpm":110},"talkTime":{"percentage":60,"seconds":6},"userId":"ann@example.com""#))
      #expect(body.contains(#""listenTime":{"percentage":60,"seconds":6},"name":"Bob","pace":{"wpm":90}"#))
    }
  }

  @Test(
    "before the job is completed the conversation is known, and empty",
    arguments: ["messages", "members", "topics", "questions", "action-items", "follow-ups"]
  )
  func early(part: String) async throws {
    try await RunningServer.with(registry) { [clock] server in
      let path = "/v1/conversations/\(try await server.submit(Self.talk).conversationId)"
      clock.advance(by: .milliseconds(5_999))
      #expect(try await server.get(path, as: Conversation.self).name == "Planning")
      #expect(try await server.get("\(path)/\(part)").body.hasSuffix(":[]}"))
      clock.advance(by: .milliseconds(1))
      #expect(try await server.get("\(path)/\(part)").body.hasSuffix(":[]}") == false)
    }
  }

  @Test("a job that fails brings nothing")
  func failed() async throws {
    try await withTalk(#"{"messages":[{"payload":{"content":"???"}}]}"#) { server, path in
      let body = try await server.get("\(path)/messages").body
      #expect(body == #"{"messages":[]}"#)
    }
  }

  @Test(
    "an unknown conversation is 404 in all its parts",
    arguments: [
      "", "/messages", "/members", "/topics", "/questions", "/action-items", "/follow-ups", "/analytics",
    ]
  )
  func unknown(part: String) async throws {
    try await RunningServer.with(registry) { server in
      let answer = try await server.get("/v1/conversations/5815170693595136\(part)")
      #expect(answer.status == 404)
      #expect(answer.body == #"{"message":"There is no conversation with this id."}"#)
    }
  }

  @Test("what is appended comes after what is there, under the same id and a new job")
  func appended() async throws {
    try await RunningServer.with(registry) { [clock] server in
      let first = try await server.submit(Self.talk)
      let second = try await server.submit(
        #"{"messages":[{"payload":{"content":"One more thing"},"from":{"name":"Cy"}}]}"#,
        to: "/v1/process/text/\(first.conversationId)", by: "PUT")
      #expect(second.conversationId == first.conversationId)
      #expect(second.jobId != first.jobId)
      clock.advance(by: .seconds(6))
      let path = "/v1/conversations/\(first.conversationId)"
      let messages = try await server.get("\(path)/messages", as: ConversationList.Messages.self).messages
      #expect(messages.map(\.from?.name) == ["Ann", "Bob", "Ann", "Cy"])
      #expect(messages.last?.timeOffset == 11)
      #expect(Set(messages.map(\.id)).count == 4)
      #expect(try await server.get(path, as: Conversation.self).name == "Planning")
    }
  }

  @Test(
    "appending to an unknown conversation is 404, and makes no job",
    arguments: ["text", "audio/url", "video/url"])
  func appendedToNothing(kind: String) async throws {
    try await RunningServer.with(registry) { server in
      let answer = try await server.send(
        "PUT", "/v1/process/\(kind)/5815170693595136",
        headers: ["Authorization": "Bearer \(RunningServer.token)", "Content-Type": "application/json"],
        body: .bytes(ByteBuffer(string: "{}")))
      #expect(answer.status == 404)
      #expect(answer.body.contains("no conversation"))
    }
  }
}

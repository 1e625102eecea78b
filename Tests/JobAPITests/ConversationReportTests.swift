import JobAPI
import JobServer
import TestTools
import Testing

/// The conversation of a job, asked for over loopback HTTP.
@Suite(.timeLimit(.minutes(1))) struct ConversationReportTests {
  private static let overview = #"{"id":"c","type":"meeting","name":"Planning"}"#

  /// Asks a server that answers so for each part of the conversation `c`; `nil` is a 404.
  private func report(
    _ id: String = "c", _ answers: @escaping @Sendable (_ path: String) -> String?
  ) async throws -> (report: Result<ConversationReport, JobAPIError>, paths: Set<String>) {
    let outcome = Box<(Result<ConversationReport, JobAPIError>, Set<String>)>()
    try await FaultServer.with { connection in
      let path = try await connection.requestedPath()
      let body = answers(path)
      try await connection.send(
        FaultServer.response(body == nil ? "404 Not Found" : "200 OK", body: body ?? "{}"))
    } _: { server in
      let result: Result<ConversationReport, JobAPIError>
      do {
        result = .success(
          try await Asking.with(server.baseURL) { try await $0.report(on: ConversationID(id)) })
      } catch let error as JobAPIError {
        result = .failure(error)
      }
      let paths = server.requests.map { $0.split(separator: " ").dropFirst().first.map(String.init) ?? "" }
      await outcome.set((result, Set(paths)))
    }
    return try #require(await outcome.value)
  }

  @Test("the server's own conversation arrives with all its parts")
  func whole() async throws {
    let clock = ManualClock()
    let registry = JobRegistry(clock: clock)
    try await Asking.withJobServer(registry) { baseURL in
      try await Asking.with(baseURL) { api in
        let text = """
          Hello Bob. What is the budget?
          I'll send you the budget tomorrow.
          Let's schedule the next meeting.
          """
        let submission = try await api.submit(text: text, name: "Planning")
        clock.advance(by: .seconds(6))
        let report = try await api.report(on: ConversationID(submission.conversationId))
        #expect(report.id.rawValue == submission.conversationId)
        #expect(report.name == "Planning")
        #expect(report.messages.map(\.text) == text.split(separator: "\n").map(String.init))
        #expect(report.messages.first?.timeOffset == 0)
        #expect(report.topics.contains { $0.text == "budget" })
        #expect(report.questions.map(\.text) == ["What is the budget?"])
        #expect(report.actionItems.map(\.text).contains("I'll send you the budget tomorrow."))
        #expect(report.followUps.map(\.text) == ["Let's schedule the next meeting."])
      }
    }
  }

  @Test("a conversation that the service does not know is not found")
  func unknown() async throws {
    try await Asking.withJobServer(JobRegistry()) { baseURL in
      await #expect(throws: JobAPIError.notFound) {
        try await Asking.with(baseURL) { try await $0.report(on: ConversationID("1")) }
      }
    }
  }

  @Test("a part that the service does not know is empty")
  func partsMissing() async throws {
    let outcome = try await report { path in
      switch path {
      case "/v1/conversations/c": Self.overview
      case "/v1/conversations/c/messages": #"{"messages":[{"id":"1","text":"Hello"}]}"#
      default: nil
      }
    }
    let report = try outcome.report.get()
    #expect(report.messages.map(\.text) == ["Hello"])
    #expect(report.topics.isEmpty && report.questions.isEmpty && report.followUps.isEmpty)
  }

  @Test("every part is asked for once, the id percent-encoded into one segment")
  func paths() async throws {
    let outcome = try await report("a/b?ü") { _ in #"{}"# }
    let start = "/v1/conversations/a%2Fb%3F%C3%BC"
    let parts = ["messages", "topics", "questions", "action-items", "follow-ups"]
    #expect(outcome.paths == Set([start] + parts.map { "\(start)/\($0)" }))
    #expect(try outcome.report.get().id == ConversationID("a/b?ü"))
  }

  @Test("an id that would mean another path is not asked for", arguments: ["", ".", ".."])
  func otherPath(id: String) async throws {
    let outcome = try await report(id) { _ in Self.overview }
    #expect(outcome.report == .failure(.notFound))
    #expect(outcome.paths.isEmpty)
  }

  @Test("what is missing or of another kind than documented loses nothing of the rest")
  func lenient() async throws {
    let outcome = try await report { path in
      switch path {
      case "/v1/conversations/c":
        #"{"id":"c","name":"N","members":[{"name":"Ann"},7,{}],"metadata":{"a":{"b":[1]},"c":null}}"#
      case "/v1/conversations/c/messages":
        #"{"messages":[{"text":"Hi","from":"Ann","timeOffset":"1.5"},null,{"id":12,"text":null}],"more":1}"#
      case "/v1/conversations/c/topics": #"{"topics":null}"#
      case "/v1/conversations/c/questions": #"{"questions":[{"text":"Why?","assignee":[]}]}"#
      default: "{}"
      }
    }
    let report = try outcome.report.get()
    #expect(report.name == "N")
    #expect(report.members.map(\.name) == ["Ann", nil])
    #expect(report.messages.map(\.text) == ["Hi", ""])
    #expect(report.messages.map(\.id) == ["", "12"])
    #expect(report.messages.first?.timeOffset == 1.5)
    #expect(report.questions.map(\.text) == ["Why?"])
    #expect(report.topics.isEmpty && report.actionItems.isEmpty)
  }

  @Test(
    "what is no answer of the API is told, and is not taken for an empty part",
    arguments: [
      ("<html>", JobAPIError.webPage(title: nil)), ("[]", .malformed(detail: "'[]'")),
      (#"{"messages":"none"}"#, .malformed(detail: #"'{"messages":"none"}'"#)),
    ])
  func garbage(body: String, error: JobAPIError) async throws {
    let outcome = try await report { $0.hasSuffix("/messages") ? body : Self.overview }
    #expect(outcome.report == .failure(error))
  }

  @Test("an answer about another conversation is refused")
  func other() async throws {
    let outcome = try await report("d") { _ in Self.overview }
    #expect(
      outcome.report == .failure(.malformed(detail: "it is about another conversation, 'c'")))
  }

  @Test("ten thousand messages, more than 1 MiB, are read whole")
  func large() async throws {
    let message = #"{"id":"5815170695593136","text":"\#(String(repeating: "word ", count: 60))"}"#
    let body = #"{"messages":[\#(Array(repeating: message, count: 10_000).joined(separator: ","))]}"#
    let outcome = try await report { $0.hasSuffix("/messages") ? body : Self.overview }
    #expect(body.utf8.count > HTTPJobAPI.largestBody)
    #expect(try outcome.report.get().messages.count == 10_000)
  }
}

/// What a closure leaves for the test.
private actor Box<Value: Sendable> {
  private(set) var value: Value?

  func set(_ value: Value) { self.value = value }
}

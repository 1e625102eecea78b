import GRDB
import JobAPI
import JobTracking
import Testing

@Suite struct ConversationStoreTests {
  private let folder: TemporaryFolder
  private let store: JobStore

  init() throws {
    folder = try TemporaryFolder()
    store = try JobStore(path: folder.storePath)
  }

  private static let id = ConversationID("5815170695593136")

  private static func report(name: String = "Planning \0 \u{1B}[2J") -> ConversationReport {
    let ann = ConversationMember(id: "1", name: "Ann", email: "ann@example.com")
    return ConversationReport(
      conversation: Conversation(
        id: id.rawValue, name: name, startTime: "2020-07-21T16:02:19.990Z", endTime: nil, members: [ann],
        metadata: ["a": "b"]),
      messages: [
        ConversationMessage(
          id: "2", text: "Ünïcode\nHello", from: ann, startTime: nil, endTime: nil, timeOffset: 0.1,
          duration: 4, conversationId: id.rawValue)
      ],
      actionItems: [
        ConversationInsight(
          id: "3", text: "Go", type: "action_item", score: 0.9, messageIds: ["2"], assignee: ann)
      ])
  }

  private func job(_ name: String, in conversation: ConversationID) throws -> TrackedJob {
    TrackedJob(key: try Fixture.key(name), conversation: conversation, addedAt: Fixture.start)
  }

  private func complete(_ name: String) async throws {
    let completion = StatusTransition(from: nil, to: .completed, earliest: nil, seenAt: Fixture.date(1))
    try await store.record([(try Fixture.key(name), completion)])
  }

  @Test("a conversation is there after a restart, as it was")
  func kept() async throws {
    try await store.keep(Self.report(), profile: "test")
    let reopened = try JobStore(path: folder.storePath)
    #expect(try reopened.conversation(Self.id, profile: "test") == Self.report())
  }

  @Test("each profile has its own conversations")
  func profiles() async throws {
    try await store.keep(Self.report(), profile: "test")
    #expect(try store.conversation(Self.id, profile: "other") == nil)
    #expect(try store.conversation(ConversationID("1"), profile: "test") == nil)
  }

  @Test("a conversation that is kept again replaces what was kept")
  func replaced() async throws {
    try await store.keep(Self.report(name: "first"), profile: "test")
    try await store.keep(Self.report(name: "second"), profile: "test")
    #expect(try store.conversation(Self.id, profile: "test")?.name == "second")
  }

  @Test("a job that completes outdates its conversation and no other one")
  func appended() async throws {
    _ = try await store.track([
      try job("mine", in: Self.id), try job("other", in: ConversationID("1")), try Fixture.job("none"),
    ])
    try await store.keep(Self.report(), profile: "test")
    try await complete("other")
    try await complete("none")
    #expect(try store.conversation(Self.id, profile: "test") != nil)
    try await complete("mine")
    #expect(try store.conversation(Self.id, profile: "test") == nil)
  }

  @Test("a store of the first version keeps its jobs, and conversations from then on")
  func migrated() async throws {
    _ = try await store.track([try Fixture.job("a", label: "Sales")])
    try await DatabaseQueue(path: folder.storePath).write {
      try $0.execute(
        sql: "DROP TABLE conversation; DELETE FROM grdb_migrations WHERE identifier LIKE '2:%'")
    }
    let reopened = try JobStore(path: folder.storePath)
    #expect(try reopened.trackedJobs(profile: "test").map(\.label) == ["Sales"])
    try await reopened.keep(Self.report(), profile: "test")
    #expect(try reopened.conversation(Self.id, profile: "test") == Self.report())
  }

  @Test("a job is found under its key, untracked or not")
  func job() async throws {
    let tracked = try await store.track([try job("a", in: Self.id)])
    #expect(try store.job(try Fixture.key("a")) == tracked.first)
    try await store.untrack([try Fixture.key("a")], at: Fixture.date(1))
    #expect(try store.job(try Fixture.key("a"))?.conversation == Self.id)
    #expect(try store.job(try Fixture.key("b")) == nil)
  }

  @Test("submitted jobs that are tracked and have not ended are found")
  func unfinished() async throws {
    let names = ["waits", "runs", "done", "gone", "failed"]
    _ = try await store.track(try names.map { try job($0, in: Self.id) } + [try Fixture.job("added")])
    try await store.untrack([try Fixture.key("gone")], at: Fixture.date(1))
    for (name, status) in [("runs", .inProgress), ("done", .completed), ("failed", .failed)]
      as [(String, JobStatus)]
    {
      let transition = StatusTransition(from: nil, to: status, earliest: nil, seenAt: Fixture.date(1))
      try await store.record([(try Fixture.key(name), transition)])
    }
    #expect(try store.unfinishedSubmissions(profile: "test") == [try JobID("waits"), try JobID("runs")])
    #expect(try store.unfinishedSubmissions(profile: "other") == [])
  }

  @Test("what is kept cannot be read any more: the error says so")
  func unreadable() async throws {
    try await store.keep(Self.report(), profile: "test")
    try await DatabaseQueue(path: folder.storePath).write {
      try $0.execute(sql: "UPDATE conversation SET report = '{'")
    }
    let error = #expect(throws: JobStoreError.self) { try store.conversation(Self.id, profile: "test") }
    #expect(error?.description.hasPrefix("The job store cannot be read: ") == true)
  }

  @Test("a reader asks once, keeps what came, and does not ask again")
  func readOnce() async throws {
    let api = CountingConversations(answer: Self.report())
    let reader = ConversationReader(api: api, store: store, profile: "test")
    #expect(try await reader.read(Self.id) == .init(Self.report()))
    #expect(try await reader.read(Self.id) == .init(Self.report()))
    #expect(await api.questions == 1)
  }

  @Test("a conversation in which a job completes while it is read is read again")
  func appendedWhileReading() async throws {
    _ = try await store.track([try job("mine", in: Self.id)])
    let key = try Fixture.key("mine")
    let api = CountingConversations(answer: Self.report()) { [store] questions in
      let completion = StatusTransition(from: nil, to: .completed, earliest: nil, seenAt: Fixture.date(1))
      if questions == 1 { try await store.record([(key, completion)]) }
    }
    let reading = try await ConversationReader(api: api, store: store, profile: "test").read(Self.id)
    #expect(reading == .init(Self.report()))
    #expect(await api.questions == 2)
    #expect(try store.conversation(Self.id, profile: "test") == Self.report())
  }

  @Test("what cannot be kept is told all the same, with the reason")
  func notKept() async throws {
    try await DatabaseQueue(path: folder.storePath).write {
      try $0.execute(
        sql: "CREATE TRIGGER full BEFORE INSERT ON conversation BEGIN SELECT RAISE(FAIL, 'disk full'); END")
    }
    let api = CountingConversations(answer: Self.report())
    let reading = try await ConversationReader(api: api, store: store, profile: "test").read(Self.id)
    #expect(reading.report == Self.report())
    #expect(reading.keepingTrouble == .cannotWrite(reason: "disk full"))
  }
}

/// A service that has one conversation and counts who asks for it.
private actor CountingConversations: ConversationAPI {
  private let answer: ConversationReport
  private let meanwhile: @Sendable (_ questions: Int) async throws -> Void
  private(set) var questions = 0

  /// - Parameter meanwhile: happens while an answer is on its way.
  init(
    answer: ConversationReport,
    meanwhile: @escaping @Sendable (_ questions: Int) async throws -> Void = { _ in }
  ) {
    self.answer = answer
    self.meanwhile = meanwhile
  }

  func report(on id: ConversationID) async throws -> ConversationReport {
    questions += 1
    try await meanwhile(questions)
    return answer
  }
}

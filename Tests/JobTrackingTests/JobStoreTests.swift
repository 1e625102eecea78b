import Foundation
import GRDB
import JobAPI
import JobTracking
import Testing

@Suite struct JobStoreTests {
  private let folder: TemporaryFolder
  private let store: JobStore

  init() throws {
    folder = try TemporaryFolder()
    store = try JobStore(path: folder.storePath)
  }

  private func reopened() throws -> JobStore { try JobStore(path: folder.storePath) }

  /// The transitions of a job that was seen at one status after another, a second apart.
  private static func transitions(_ statuses: JobStatus...) -> [StatusTransition] {
    var previous: StatusTransition?
    return statuses.enumerated().map { index, status in
      let transition = StatusTransition(
        from: previous?.to, to: status, earliest: previous?.seenAt,
        seenAt: Fixture.date(Double(index) + 0.25),
        serverDate: index == 0 ? nil : Fixture.date(Double(index) - 3600))
      previous = transition
      return transition
    }
  }

  @Test("jobs and their transitions are there after a restart, as they were")
  func restart() async throws {
    let key = try Fixture.key("ü/1")
    let job = TrackedJob(
      key: key, label: "Ünïcode \u{1B}[2J", conversation: ConversationID("5815170695593136"),
      addedAt: Fixture.date(0.123456))
    _ = try await store.track([job])
    let history = Self.transitions(.scheduled, .inProgress, .unrecognized("Paused"), .failed)
    try await store.record(history.map { (key, $0) })
    let restored = try #require(try reopened().trackedJobs(profile: "test").first)
    #expect(restored.key == key && restored.label == job.label)
    #expect(restored.conversation == job.conversation && restored.addedAt == job.addedAt)
    #expect(restored.history == history)
    #expect(restored.status == .failed && restored.lastCheckedAt == Fixture.date(3.25))
    #expect(restored.health == .ok)
  }

  @Test("what kind of job it is stays known")
  func kind() async throws {
    let job = TrackedJob(key: try Fixture.key("a"), kind: "audio", addedAt: Fixture.start)
    _ = try await store.track([job])
    #expect(try reopened().trackedJobs(profile: "test").map(\.kind) == ["audio"])
  }

  @Test("the file is in WAL mode")
  func wal() throws {
    let database = try DatabaseQueue(path: folder.storePath)
    #expect(try database.read { try String.fetchOne($0, sql: "PRAGMA journal_mode") } == "wal")
  }

  @Test("newest jobs come first, jobs added together in their order")
  func order() async throws {
    for (ids, seconds) in [(["c", "a"], 1.0), (["d", "b"], 2.0)] {
      _ = try await store.track(
        try ids.map { TrackedJob(key: try Fixture.key($0), addedAt: Fixture.date(seconds)) })
    }
    #expect(try store.trackedJobs(profile: "test").map(\.key.id.rawValue) == ["d", "b", "c", "a"])
  }

  @Test("an untracked job is gone, also after a restart")
  func untracked() async throws {
    _ = try await store.track([try Fixture.job("a"), try Fixture.job("b")])
    try await store.untrack([try Fixture.key("a")], at: Fixture.date(9))
    #expect(try store.trackedJobs(profile: "test").map(\.key) == [try Fixture.key("b")])
    #expect(try reopened().trackedJobs(profile: "test").count == 1)
  }

  @Test("a job that is tracked again has its history and its label back")
  func trackedAgain() async throws {
    let key = try Fixture.key("a")
    _ = try await store.track([try Fixture.job("a", label: "Sales")])
    let history = Self.transitions(.scheduled, .inProgress)
    try await store.record(history.map { (key, $0) })
    try await store.untrack([key], at: Fixture.date(9))
    let again = try await store.track([try Fixture.job("a")])
    #expect(again.map(\.history) == [history])
    #expect(again.map(\.label) == ["Sales"])
    #expect(try store.trackedJobs(profile: "test") == again)
  }

  @Test("a transition that two processes have seen is kept once, and one back and forth is kept whole")
  func seenTwice() async throws {
    let key = try Fixture.key("a")
    _ = try await store.track([try Fixture.job("a")])
    let history = Self.transitions(.inProgress, .completed, .inProgress, .completed)
    for transition in history + [history[3]] { try await store.record([(key, transition)]) }
    #expect(try reopened().trackedJobs(profile: "test").map(\.history) == [history])
  }

  @Test("a job that is tracked already stays as it is")
  func duplicate() async throws {
    let first = try await store.track([try Fixture.job("a", label: "one")])
    let second = try await store.track([
      try Fixture.job("a", label: "two"), try Fixture.job("a", label: "three"),
    ])
    #expect(second == [first[0], first[0]])
    #expect(try store.trackedJobs(profile: "test") == first)
  }

  @Test("the same id under two profiles is two jobs, each with its own history")
  func profiles() async throws {
    _ = try await store.track([try Fixture.job("a", profile: "one"), try Fixture.job("a", profile: "two")])
    let history = Self.transitions(.completed)
    try await store.record(history.map { (try Fixture.key("a", profile: "one"), $0) })
    try await store.untrack([try Fixture.key("a", profile: "three")], at: Fixture.date(1))
    #expect(try store.trackedJobs(profile: "one").map(\.history) == [history])
    #expect(try store.trackedJobs(profile: "two").map(\.history) == [[]])
    #expect(try store.trackedJobs(profile: "three") == [])
  }

  @Test("ids that only look the same are two jobs")
  func lookalikes() async throws {
    _ = try await store.track([try Fixture.job("\u{E9}"), try Fixture.job("e\u{301}")])
    let ids = try reopened().trackedJobs(profile: "test").map { Array($0.key.id.rawValue.utf8) }
    #expect(ids == [[0xC3, 0xA9], [0x65, 0xCC, 0x81]])
  }

  @Test("transitions are stored all or none")
  func allOrNone() async throws {
    _ = try await store.track([try Fixture.job("a")])
    let transition = Self.transitions(.scheduled)[0]
    let both = [
      (key: try Fixture.key("a"), transition: transition), (try Fixture.key("unknown"), transition),
    ]
    await #expect(throws: JobStoreError.self) { try await store.record(both) }
    #expect(try store.trackedJobs(profile: "test").first?.history == [])
  }

  @Test("a change that was begun is carried out although the caller was cancelled")
  func cancelled() async throws {
    let job = try Fixture.job("a")
    let tracking = Task {
      withUnsafeCurrentTask { $0?.cancel() }
      return try await store.track([job])
    }
    #expect(try await tracking.value == [job])
    #expect(try reopened().trackedJobs(profile: "test") == [job])
  }

  @Test("two processes' worth of stores on one file see each other's jobs")
  func shared() async throws {
    let other = try reopened()
    try await withThrowingTaskGroup { group in
      for number in 0..<40 {
        let job = try Fixture.job("\(number)")
        group.addTask { [store] in _ = try await (number.isMultiple(of: 2) ? store : other).track([job]) }
      }
      try await group.waitForAll()
    }
    #expect(try store.trackedJobs(profile: "test").count == 40)
    #expect(try other.trackedJobs(profile: "test").count == 40)
  }

  @Test("a lost table is an error that says that changes are not saved")
  func lostTable() async throws {
    try await DatabaseQueue(path: folder.storePath).write {
      try $0.execute(sql: "DROP TABLE statusTransition; DROP TABLE job")
    }
    let error = await #expect(throws: JobStoreError.self) {
      _ = try await store.track([try Fixture.job("a")])
    }
    #expect(error?.description.hasPrefix("Changes are not being saved: ") == true)
    #expect(throws: JobStoreError.self) { try store.trackedJobs(profile: "test") }
  }
}

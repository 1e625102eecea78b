import Foundation
import GRDB
import JobAPI
import Testing

@testable import JobTracking

@Suite struct StoreUpkeepTests {
  private let folder: TemporaryFolder
  private let store: JobStore

  init() throws {
    folder = try TemporaryFolder()
    store = try JobStore(path: folder.storePath)
  }

  /// Tracks a job that was seen at statuses a second apart from an instant on.
  private func track(
    _ id: String, _ statuses: JobStatus..., at second: Double, conversation: String? = nil
  ) async throws {
    let key = try Fixture.key(id)
    let job = TrackedJob(
      key: key, conversation: conversation.map(ConversationID.init), addedAt: Fixture.date(second))
    _ = try await store.track([job])
    var from: JobStatus?
    for (index, status) in statuses.enumerated() {
      let transition = StatusTransition(
        from: from, to: status, earliest: nil, seenAt: Fixture.date(second + Double(index)))
      try await store.record([(key, transition)])
      from = status
    }
  }

  private func keep(_ conversation: String) async throws {
    let conversation = Conversation(
      id: conversation, name: "Talk", startTime: nil, endTime: nil, members: [], metadata: [:])
    try await store.keep(ConversationReport(conversation: conversation), profile: "test")
  }

  private var ids: [String] {
    get throws { try store.trackedJobs(profile: "test").map(\.key.id.rawValue).sorted() }
  }

  @Test("a check counts what is there and finds nothing wrong with a sound store")
  func check() async throws {
    try await track("a", .scheduled, .completed, at: 0)
    try await track("b", at: 0)
    try await store.untrack([try Fixture.key("b")], at: Fixture.date(1))
    try await keep("c")
    let findings = try store.check()
    #expect(findings.tracked == 1 && findings.untracked == 1)
    #expect(findings.transitions == 2 && findings.conversations == 1)
    #expect(findings.problems == [])
  }

  @Test("a check finds status changes that belong to no job")
  func orphans() async throws {
    try await track("a", .scheduled, at: 0)
    try await store.database.writeWithoutTransaction {
      try $0.execute(sql: "PRAGMA foreign_keys = OFF; DELETE FROM job; PRAGMA foreign_keys = ON")
    }
    #expect(try store.check().problems == ["row 1 of statusTransition belongs to no job"])
  }

  @Test("pruning removes what was untracked or has ended before, with its history, and nothing else")
  func prune() async throws {
    try await track("old-done", .scheduled, .completed, at: 0, conversation: "gone")
    try await track("old-failed", .failed, at: 0, conversation: "shared")
    try await track("new-done", .scheduled, .completed, at: 100)
    try await track("running", .scheduled, .inProgress, at: 0, conversation: "shared")
    try await track("unknown", at: 0)
    try await track("again", .completed, .inProgress, at: 0)
    try await track("old-left", .scheduled, at: 0)
    try await track("new-left", .scheduled, at: 0)
    try await store.untrack([try Fixture.key("old-left")], at: Fixture.date(5))
    try await store.untrack([try Fixture.key("new-left")], at: Fixture.date(100))
    for conversation in ["gone", "shared", "foreign"] { try await keep(conversation) }

    let expected = JobStore.Pruned(jobs: 3, transitions: 4, conversations: 1)
    let before = try ids
    #expect(try await store.prune(before: Fixture.date(50), isTrial: true) == expected)
    #expect(try ids == before)
    #expect(try store.check().transitions == 11)

    #expect(try await store.prune(before: Fixture.date(50)) == expected)
    #expect(try ids == ["again", "new-done", "running", "unknown"])
    #expect(try store.job(Fixture.key("new-left")) != nil)
    #expect(try store.job(Fixture.key("old-left")) == nil)
    let findings = try store.check()
    #expect(findings.transitions == 7 && findings.conversations == 2 && findings.problems == [])
    #expect(try await store.prune(before: Fixture.date(50)).jobs == 0)
  }

  @Test("an open dashboard hears of what was pruned")
  func prunedElsewhere() async throws {
    try await track("a", .completed, at: 0)
    let sequence = try #require(try store.share(profile: "test").sharing?.sequence)
    var version: Int64 = -1
    _ = try store.news(after: sequence, profile: "test", version: &version)
    _ = try await JobStore(path: folder.storePath).prune(before: Fixture.date(50))
    let news = try store.news(after: sequence, profile: "test", version: &version)
    #expect(news?.removed == [try Fixture.key("a")])
  }

  @Test("compacting gives back what is not used, and keeps the rest")
  func compact() async throws {
    let names = (0..<2000).map { "job-\($0)-" + String(repeating: "x", count: 100) }
    _ = try await store.track(try names.map { try Fixture.job($0) })
    try await track("kept", .scheduled, at: 0)
    try await store.untrack(try names.map { try Fixture.key($0) }, at: Fixture.date(1))
    _ = try await store.prune(before: Fixture.date(50))
    let (before, after) = try await store.compact()
    #expect(after < before / 4)
    let attributes = try FileManager.default.attributesOfItem(atPath: folder.storePath)
    #expect(attributes[.size] as? Int64 == after || attributes[.size] as? Int == Int(after))
    #expect(try ids == ["kept"])
  }
}

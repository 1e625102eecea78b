import Foundation
import GRDB
import JobAPI
import Testing

@testable import JobTracking

@Suite struct AnnotationStoreTests {
  private let folder: TemporaryFolder
  private let store: JobStore

  init() throws {
    folder = try TemporaryFolder()
    store = try JobStore(path: folder.storePath)
  }

  @Test("labels and notes are there after a restart, and after untracking")
  func kept() async throws {
    let key = try Fixture.key("a")
    _ = try await store.track([try Fixture.job("a"), try Fixture.job("b")])
    try await store.annotate([key], .label, "It's \"one\"")
    try await store.annotate([key], .note, "naïve \u{1B}")
    try await store.untrack([key], at: Fixture.date(1))
    let again = try await store.track([try Fixture.job("a")])
    #expect(again.map(\.label) == ["It's \"one\""])
    let reopened = try JobStore(path: folder.storePath).trackedJobs(profile: "test")
    #expect(reopened.first { $0.key == key }?.note == "naïve \u{1B}")
    #expect(reopened.first { $0.key != key }?.note == "")
  }

  @Test("a store from before there were notes keeps its jobs, and takes notes from then on")
  func migrated() async throws {
    let key = try Fixture.key("a")
    _ = try await store.track([try Fixture.job("a")])
    try await store.annotate([key], .label, "mine")
    try await DatabaseQueue(path: folder.storePath).write {
      try $0.execute(
        sql: "ALTER TABLE job DROP COLUMN note; DELETE FROM grdb_migrations WHERE identifier LIKE '9:%'")
    }
    let reopened = try JobStore(path: folder.storePath)
    #expect(try reopened.trackedJobs(profile: "test").map { [$0.label, $0.note] } == [["mine", ""]])
    try await reopened.annotate([key], .note, "text")
    #expect(try reopened.trackedJobs(profile: "test").map(\.note) == ["text"])
  }

  @Test("what is written is news to the others on the store")
  func news() async throws {
    let key = try Fixture.key("a")
    _ = try await store.track([try Fixture.job("a")])
    let sharing = try #require(try store.share(profile: "test").sharing)
    var version: Int64 = -1
    try await JobStore(path: folder.storePath).annotate([key], .note, "mine")
    let news = try #require(try store.news(after: sharing.sequence, profile: "test", version: &version))
    #expect(news.entries.map(\.job.note) == ["mine"])
  }

  @Test("a poller writes, tells of it, and keeps it when an answer comes")
  func poller() async throws {
    let key = try Fixture.key("a")
    try await Trial.run(["a"]) { _, number in
      number < 3 ? .scheduled : .completed
    } _: { trial in
      var reader = trial.reader()
      try await reader.until { $0.jobs["a"] != nil }
      try await trial.poller.annotate([key], .label, "new")
      try await trial.poller.annotate([key, try Fixture.key("gone")], .note, "text")
      try await reader.until { $0.jobs["a"]?.note == "text" && $0.jobs["a"]?.status == .completed }
      #expect(reader.jobs["a"]?.label == "new")
      #expect(try trial.store.trackedJobs(profile: "test").first?.note == "text")
    }
  }
}

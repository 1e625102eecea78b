import Foundation
import GRDB
import Glibc
import JobAPI
import TestTools
import Testing

@testable import JobTracking

/// What processes that share a store hear of each other.
@Suite(.timeLimit(.minutes(1))) struct StoreSharingTests {
  private let folder: TemporaryFolder
  private let store: JobStore
  private let other: JobStore

  init() throws {
    folder = try TemporaryFolder()
    store = try JobStore(path: folder.storePath)
    other = try JobStore(path: folder.storePath)
  }

  private func transition(
    _ from: JobStatus?, _ to: JobStatus, at second: Double = 1
  ) -> StatusTransition {
    StatusTransition(from: from, to: to, earliest: nil, seenAt: Fixture.date(second))
  }

  @Test("news are the jobs that others have added, untracked or seen change, and once only")
  func news() async throws {
    let (a, b, c) = (try Fixture.key("a"), try Fixture.key("b"), try Fixture.key("c"))
    _ = try await store.track([try Fixture.job("a"), try Fixture.job("b"), try Fixture.job("same")])
    let (jobs, shared) = try store.share(profile: "test")
    let sharing = try #require(shared)
    #expect(jobs.count == 3)
    var version: Int64 = -1
    let first = try #require(
      try store.news(after: sharing.sequence, profile: "test", version: &version))
    #expect(first.entries.isEmpty && first.removed.isEmpty)
    #expect(try store.news(after: first.sequence, profile: "test", version: &version) == nil)

    _ = try await other.track([try Fixture.job("c"), try Fixture.job("c", profile: "elsewhere")])
    try await other.untrack([b], at: Fixture.date(1))
    try await other.record([(a, transition(nil, .completed))])
    let news = try #require(try store.news(after: first.sequence, profile: "test", version: &version))
    #expect(Set(news.entries.map(\.job.key)) == [a, c])
    #expect(news.entries.first { $0.job.key == a }?.job.status == .completed)
    #expect(news.removed == [b])
    #expect(try store.news(after: news.sequence, profile: "test", version: &version) == nil)
  }

  @Test("one's own changes are no news")
  func ownChanges() async throws {
    var version: Int64 = -1
    _ = try store.news(after: 0, profile: "test", version: &version)
    _ = try await store.track([try Fixture.job("a")])
    #expect(try store.news(after: 0, profile: "test", version: &version) == nil)
  }

  @Test("a change of another process wakes who watches, and so does the end of the store; nothing else does")
  func told() async throws { try await watch(StoreWatch.changes) }

  @Test("where the system cannot tell, a look each second sees the same")
  func seen() async throws { try await watch(StoreWatch.changesSeen) }

  private func watch(_ changes: (String) -> AsyncStream<Void>) async throws {
    _ = try store.trackedJobs(profile: "test")
    let (count, changed, gone) = (Counter(), Gate(), Gate())
    let changes = changes(folder.storePath)
    let watching = Task {
      for await _ in changes { await (count.add() == 1 ? changed : gone).open() }
    }
    for _ in 1...1000 { await Task.yield() }
    #expect(await count.value == 0)
    _ = try other.trackedJobs(profile: "test")
    _ = try await other.track([try Fixture.job("a")])
    try await changed.pass()
    try FileManager.default.removeItem(atPath: folder.storePath)
    try await gone.pass()
    watching.cancel()
  }

  private actor Counter {
    private(set) var value = 0
    func add() -> Int {
      value += 1
      return value
    }
  }

  @Test("a transition that does not go on from the last one is not kept")
  func outOfDate() async throws {
    let key = try Fixture.key("a")
    _ = try await store.track([try Fixture.job("a")])
    try await store.record([(key, transition(nil, .scheduled)), (key, transition(.scheduled, .completed))])
    try await other.record([(key, transition(nil, .inProgress)), (key, transition(.scheduled, .failed))])
    #expect(try store.job(key)?.history.map(\.to) == [.scheduled, .completed])
  }

  @Test("who shares a store is there until it is gone, and numbers nobody has are dead")
  func presence() throws {
    let mine = try #require(StorePresence(storePath: folder.storePath))
    #expect(!mine.hasOthers && mine.isAlive(mine.number) && !mine.isAlive(mine.number - 1))
    var theirs = StorePresence(storePath: folder.storePath)
    let number = try #require(theirs?.number)
    #expect(mine.hasOthers && mine.isAlive(number) && theirs?.isAlive(mine.number) == true)
    let more = try (1...6).map { _ in try #require(StorePresence(storePath: folder.storePath)) }
    #expect(mine.others == Set(more.map(\.number)).union([number]))
    theirs = nil
    waitForEnd(of: number, mine)
    #expect(mine.others == Set(more.map(\.number)))
  }

  /// A process that another test begins has the files of this one for a moment, and with them their locks.
  private func waitForEnd(of number: Int64, _ presence: StorePresence) {
    while presence.isAlive(number) { sched_yield() }
  }

  @Test("one process has the lease of a profile, until it gives it back, dies, or stands still")
  func lease() async throws {
    let (mine, theirs) = (
      try #require(StorePresence(storePath: folder.storePath)),
      try #require(StorePresence(storePath: folder.storePath))
    )
    #expect(try await store.takeLease("test", for: mine))
    #expect(try await store.takeLease("test", for: mine))
    #expect(try await !other.takeLease("test", for: theirs))
    #expect(try await other.takeLease("elsewhere", for: theirs))
    try await other.releaseLease("test", of: theirs)
    #expect(try await !other.takeLease("test", for: theirs))
    try await store.releaseLease("test", of: mine)
    #expect(try await other.takeLease("test", for: theirs))

    var dead = StorePresence(storePath: folder.storePath)
    #expect(try await store.takeLease("third", for: try #require(dead)))
    #expect(try await !other.takeLease("third", for: theirs))
    let number = try #require(dead?.number)
    dead = nil
    waitForEnd(of: number, theirs)
    #expect(try await other.takeLease("third", for: theirs))

    let lease = StoreLease(owner: theirs.number, beat: 0)
    #expect(try await other.publish([], profile: "third", by: theirs))
    #expect(try await !store.takeLease("third", for: mine, over: lease), "it has beaten since")
    let beaten = StoreLease(owner: theirs.number, beat: 1)
    #expect(try await store.takeLease("third", for: mine, over: beaten))
    #expect(try await !other.publish([], profile: "third", by: theirs))
  }

  @Test("how questions ended reaches the others, whatever the error", arguments: [nil] + Fixture.errors)
  func looks(error: JobAPIError?) async throws {
    let key = try Fixture.key("a")
    _ = try await store.track([try Fixture.job("a")])
    let presence = try #require(StorePresence(storePath: folder.storePath))
    _ = try await store.takeLease("test", for: presence)
    let health = error.map { PollHealth($0, failures: 3) } ?? .ok
    let look = JobLook(at: Fixture.date(7), health: health)
    #expect(try await store.publish([(key, look)], profile: "test", by: presence))
    var version: Int64 = -1
    let news = try #require(try other.news(after: 0, profile: "test", version: &version))
    #expect(news.entries.map(\.look) == [look])
    #expect(news.lease == StoreLease(owner: presence.number, beat: 1))
    #expect(try await store.database.read { try Int.fetchOne($0, sql: "PRAGMA synchronous") } == 2)
  }

  @Test("trouble that another version has written is none")
  func unknownTrouble() {
    #expect(JobLook(at: Fixture.start, trouble: #"{"error":{"new":{}},"failures":1}"#).health == .ok)
  }
}

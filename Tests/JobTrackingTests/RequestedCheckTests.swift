import Foundation
import GRDB
import JobAPI
import Testing

@testable import JobTracking

/// What a person wants to have checked is asked about by the one process that asks, wherever the person is.
@Suite(.timeLimit(.minutes(1))) struct RequestedCheckTests {
  private let folder: TemporaryFolder
  private let store: JobStore

  init() throws {
    folder = try TemporaryFolder()
    store = try JobStore(path: folder.storePath)
  }

  /// A poller that asks about each job once, unless somebody wants more.
  private func sharer(_ script: @escaping ScriptedAPI.Script) throws -> Sharer {
    try Sharer(folder, interval: .seconds(3_600), api: script)
  }

  private func track(_ ids: String..., finished: String...) async throws {
    _ = try await store.track(try (ids + finished).map { try Fixture.job($0) })
    for id in finished {
      let end = StatusTransition(from: nil, to: .completed, earliest: nil, seenAt: Fixture.date(0))
      try await store.record([(try Fixture.key(id), end)])
    }
  }

  private var requested: Set<JobKey> {
    get async throws { try await store.database.read { try ChangeRows.requestedChecks("test", in: $0) } }
  }

  @Test("where another one asks, it is that one that makes the checks")
  func leftToTheOther() async throws {
    try await track("a", "b")
    let one = try sharer { _, number in number == 1 ? .inProgress : .completed }
    var updates = one.updates
    try await updates.until { $0.jobs.count == 2 && $0.jobs.values.allSatisfy { $0.status == .inProgress } }
    let two = try sharer { _, _ in .failed }
    updates = two.updates
    try await updates.until { $0.hold == .elsewhere }
    await two.poller.checkNow(try ["a", "b"].map { try Fixture.key($0) })
    try await updates.until { $0.jobs.count == 2 && $0.jobs.values.allSatisfy(\.isFinished) }
    #expect(updates.jobs.values.allSatisfy { $0.status == .completed })
    #expect(try await two.asked("a") + two.asked("b") == 0)
    #expect(try await requested.isEmpty)
    await one.end()
    await two.end()
  }

  @Test("one that has ended is asked about once more by the other, which tells how that went")
  func finished() async throws {
    try await track("b", finished: "a")
    let one = try sharer { _, _ in .completed }
    var updates = one.updates
    try await updates.until { $0.jobs["b"]?.isFinished == true }
    let two = try sharer { _, _ in .failed }
    updates = two.updates
    await two.poller.checkNow([try Fixture.key("a")])
    try await updates.until { ($0.jobs["a"]?.lastCheckedAt ?? .distantPast) > Fixture.date(0) }
    #expect(updates.jobs["a"]?.status == .completed)
    #expect(try await one.asked("a") == 1)
    #expect(try await two.asked("a") == 0)
    // The other one's own person is served too, and that is told although nothing is asked about any more.
    let before = updates.jobs["a"]?.lastCheckedAt ?? .distantFuture
    await one.poller.checkNow([try Fixture.key("a")])
    try await updates.until { ($0.jobs["a"]?.lastCheckedAt ?? .distantPast) > before }
    await one.end()
    await two.end()
  }

  @Test("one who takes over from somebody who does nothing makes the checks that were left")
  func takenOver() async throws {
    try await track(finished: "a")
    let owner = try #require(StorePresence(storePath: folder.storePath))
    #expect(try await store.takeLease("test", for: owner))
    let poller = try sharer { _, _ in .inProgress }
    var updates = poller.updates
    try await updates.until { $0.hold == .elsewhere }
    await poller.poller.checkNow([try Fixture.key("a")])
    #expect(try await requested == [try Fixture.key("a")])
    try await updates.until { $0.jobs["a"]?.status == .inProgress }
    #expect(owner.isAlive(owner.number))
    #expect(try await requested.isEmpty)
    await poller.end()
  }

  @Test("nothing is left to a dead process")
  func dead() async throws {
    var owner = StorePresence(storePath: folder.storePath)
    let me = try #require(StorePresence(storePath: folder.storePath))
    _ = try await store.takeLease("test", for: try #require(owner))
    let keys = [try Fixture.key("a")]
    #expect(try await store.requestChecks(keys, profile: "test", by: me))
    #expect(try await store.takeRequestedChecks(profile: "test", by: me) == [])
    let number = try #require(owner?.number)
    owner = nil
    // A process that another test begins has the files of this one for a moment, and with them their locks.
    while me.isAlive(number) { await Task.yield() }
    #expect(try await !store.requestChecks(keys, profile: "test", by: me))
    #expect(try await store.takeLease("test", for: me))
    #expect(try await !store.requestChecks(keys, profile: "test", by: me))
    #expect(try await store.takeRequestedChecks(profile: "test", by: me) == keys)
  }
}

/// Who comes later sees what those see who were there before.
@Suite(.timeLimit(.minutes(1))) struct LaterDashboardTests {
  @Test("a dashboard that is opened later shows the same health and freshness")
  func introduced() async throws {
    let folder = try TemporaryFolder()
    let store = try JobStore(path: folder.storePath)
    _ = try await store.track(try ["well", "unknown", "busy"].map { try Fixture.job($0) })
    // Seen before, so that its freshness does not come with its history.
    let seen = StatusTransition(from: nil, to: .inProgress, earliest: nil, seenAt: Fixture.date(0))
    try await store.record([(try Fixture.key("well"), seen)])
    let one = try Sharer(folder, interval: .seconds(3_600)) { id, _ in
      if id == "unknown" { throw JobAPIError.notFound }
      if id == "busy" { throw JobAPIError.serverError(status: 502) }
      return .inProgress
    }
    var updates = one.updates
    func isKnown(_ updates: Sharer.Updates) -> Bool {
      updates.jobs["unknown"]?.health.error != nil && updates.jobs["busy"]?.health.error != nil
        && (updates.jobs["well"]?.lastCheckedAt ?? .distantPast) > Fixture.date(0)
    }
    try await updates.until(isKnown)
    let lone = updates.jobs
    // It does not keep for others what was seen while there were none.
    while await one.poller.sharing?.looked.isEmpty == false { await Task.yield() }
    let two = try Sharer(folder, interval: .seconds(3_600)) { _, _ in .failed }
    updates = two.updates
    try await updates.until { isKnown($0) && $0.service != .unknown }
    for id in ["well", "unknown", "busy"] {
      #expect(updates.jobs[id]?.health == lone[id]?.health)
      let (here, there) = (updates.jobs[id]?.lastCheckedAt, lone[id]?.lastCheckedAt)
      #expect(here.map { $0.timeIntervalSince1970 } == there.map { $0.timeIntervalSince1970 }, "\(id)")
    }
    #expect(try await two.asked("well") == 0)
    await one.end()
    await two.end()
  }
}

import Foundation
import GRDB
import JobAPI
import Testing

@testable import JobTracking

/// A service that asks to wait is left alone by all who share a store, and by whoever comes after them.
@Suite(.timeLimit(.minutes(1))) struct SharedHoldTests {
  private let folder: TemporaryFolder
  private let store: JobStore
  private static let busy: ScriptedAPI.Script = { _, _ in
    throw JobAPIError.serverError(status: 503, retryAfter: .seconds(600))
  }

  init() async throws {
    folder = try TemporaryFolder()
    store = try JobStore(path: folder.storePath)
    _ = try await store.track([try Fixture.job("a")])
  }

  private func sharer(_ script: @escaping ScriptedAPI.Script) throws -> Sharer {
    try Sharer(folder, interval: .milliseconds(20), api: script)
  }

  @Test("the end of a hold is kept by service; the latest counts, for an hour, and none that is over")
  func kept() async throws {
    func kept(_ second: Double) throws -> Date? { try store.hold(profile: "test", at: Fixture.date(second)) }
    #expect(try kept(0) == nil)
    try await store.keepHold(until: Fixture.date(60), profile: "test", at: Fixture.date(0))
    try await store.keepHold(until: Fixture.date(30), profile: "test", at: Fixture.date(0))
    #expect(try kept(1) == Fixture.date(60))
    #expect(try kept(60) == nil)
    #expect(try store.hold(profile: "elsewhere", at: Fixture.date(1)) == nil)
    // As after the clock was set back by a day.
    #expect(try kept(-86_400) == Fixture.date(-86_400 + 3_600))
    try await store.keepHold(until: Fixture.date(-86_000), profile: "test", at: Fixture.date(-86_400))
    #expect(try kept(-86_400) == Fixture.date(-86_000))
  }

  @Test("a dashboard that is started anew waits on")
  func restart() async throws {
    let first = try sharer(Self.busy)
    var updates = first.updates
    try await updates.until(\.isAskedToWait)
    await first.end()
    let second = try sharer { _, _ in .completed }
    updates = second.updates
    try await updates.until { $0.isAskedToWait || $0.jobs["a"]?.status != nil }
    await second.poller.checkNow([try Fixture.key("a")])
    for _ in 1...1000 { await Task.yield() }
    #expect(try await second.asked("a") == 0)
    await second.end()
  }

  @Test("so does one without others, on a store that it does not share")
  func alone() async throws {
    try await store.keepHold(until: Date(timeIntervalSinceNow: 600), profile: "test", at: Date())
    let api = ScriptedAPI { _, _ in .completed }
    let poller = JobPoller(
      jobs: try store.trackedJobs(profile: "test"), api: api, store: store, interval: .seconds(1),
      clock: ContinuousClock())
    let running = Task { await poller.run() }
    var updates = poller.updates.makeAsyncIterator()
    let first = await updates.next()
    guard case .hold(.asked) = first?.first else {
      Issue.record("no hold, but \(String(describing: first))")
      return
    }
    running.cancel()
    await running.value
    #expect(await api.questions(about: try JobID("a")) == 0)
  }

  @Test("the others know of it, and who takes over waits on")
  func takeover() async throws {
    let first = try sharer(Self.busy)
    var updates = first.updates
    try await updates.until { $0.jobs["a"]?.health.error != nil }
    let second = try sharer { _, _ in .completed }
    updates = second.updates
    try await updates.until { $0.isAskedToWait || $0.jobs["a"]?.status != nil }
    let owner = try await owner()
    #expect(owner != nil)
    await first.end()
    while try await self.owner() == nil { await Task.yield() }
    for _ in 1...1000 { await Task.yield() }
    #expect(try await second.asked("a") == 0)
    await second.end()
  }

  private func owner() async throws -> Int64? {
    try await store.database.read { try ChangeRows.lease("test", in: $0) }?.owner
  }
}

import Foundation
import JobAPI
import Synchronization
import Testing

@testable import JobTracking

/// A poller that shares its store with nobody.
@Suite(.timeLimit(.minutes(1))) struct AloneTests {
  /// The clock of the machine, on which the looks at the others are due at once, and counted.
  private final class LookClock: Clock {
    private let clock = ContinuousClock()
    private let count = Mutex(0)

    var looks: Int { count.withLock { $0 } }
    var now: ContinuousClock.Instant { clock.now }
    var minimumResolution: Duration { clock.minimumResolution }

    func sleep(until deadline: ContinuousClock.Instant, tolerance: Duration?) async throws {
      let wait = now.duration(to: deadline)
      guard wait > StoreLease.tick * 0.9, wait <= StoreLease.tick else {
        return try await clock.sleep(until: deadline, tolerance: tolerance)
      }
      count.withLock { $0 += 1 }
      await Task.yield()
    }
  }

  @Test("who is alone looks out for nobody while it asks")
  func noLooks() async throws {
    let folder = try TemporaryFolder()
    let store = try JobStore(path: folder.storePath)
    _ = try await store.track([try Fixture.job("a")])
    let (jobs, sharing) = try store.share(profile: "test")
    #expect(sharing != nil)
    let api = ScriptedAPI { _, _ in .inProgress }
    let clock = LookClock()
    let poller = JobPoller(
      jobs: jobs, api: api, store: store, interval: .milliseconds(20), clock: clock, sharing: sharing)
    let running = Task { await poller.run() }
    var updates = poller.updates.makeAsyncIterator()
    let job = try JobID("a")
    while await api.questions(about: job) < 12 { try #require(await updates.next() != nil) }
    running.cancel()
    await running.value
    // One until it knows that there is nobody, and one for its own write to the store.
    #expect(clock.looks <= 2)
  }

  @Test("who comes later is told at once what whoever was alone has seen")
  func newcomer() async throws {
    let folder = try TemporaryFolder()
    _ = try await JobStore(path: folder.storePath).track([try Fixture.job("a")])
    let end = Switch()
    let one = try Sharer(folder, interval: .milliseconds(20)) { _, number in
      if number > 1 { throw JobAPIError.timedOut }
      return .inProgress
    }
    var updates = one.updates
    try await updates.until { $0.jobs["a"]?.health.error == .timedOut }
    // A store that is opened wakes those who have it, and that is over.
    let store = try JobStore(path: folder.storePath)
    _ = try store.trackedJobs(profile: "test")
    let failures = updates.jobs["a"]?.health.failures ?? 0
    try await updates.until { ($0.jobs["a"]?.health.failures ?? 0) > failures + 2 }
    #expect(await one.poller.sharing?.isAlone == true)
    // Trouble is not in the store, so that only the other can tell of it.
    let two = try Sharer(folder, store: store, interval: .milliseconds(20)) { _, _ in
      end.turnOn()
      return .failed
    }
    var others = two.updates
    try await others.until { $0.jobs["a"]?.health.error == .timedOut }
    #expect(!end.isOn)
    await one.end()
    await two.end()
  }
}

import Foundation
import JobAPI
import JobTracking
import Synchronization
import Testing

/// What becomes of a job when somebody sets the clock on the wall.
@Suite(.timeLimit(.minutes(1))) struct ClockJumpTests {
  private final class Observed: Sendable {
    let wall = Mutex(Fixture.date(60))
    let asked = Mutex<[Duration]>([])
  }

  @Test(
    "questions keep their pace, and the next check is never before the last answer",
    arguments: [-86_400, 86_400.0])
  func jump(by seconds: Double) async throws {
    let folder = try TemporaryFolder()
    let store = try JobStore(path: folder.storePath)
    let (observed, clock) = (Observed(), TrialClock(isStill: false))
    let api = ScriptedAPI { _, number in
      observed.asked.withLock { $0.append(clock.now.offset) }
      observed.wall.withLock { $0 += 2 }
      if number == 5 { observed.wall.withLock { $0 += seconds } }
      return number < 20 ? .inProgress : .completed
    }
    let poller = JobPoller(
      jobs: try await store.track([try Fixture.job("a")]), api: api, store: store, interval: .seconds(2),
      clock: clock, wallClock: { observed.wall.withLock { $0 } })
    let running = Task { await poller.run() }
    defer { running.cancel() }
    var job: TrackedJob?
    for await batch in poller.updates {
      for case .job(let new) in batch { job = new }
      if job?.isFinished == true { break }
      guard let next = job?.nextCheck, let last = job?.lastCheckedAt else { continue }
      #expect((0...33).contains(next.at.timeIntervalSince(last)))
    }
    let asked = observed.asked.withLock { $0 }
    #expect(asked.count == 20)
    #expect(zip(asked.dropFirst(), asked).allSatisfy { (.seconds(2)...(.seconds(33))).contains($0 - $1) })
    #expect(job?.history.map(\.to) == [.inProgress, .completed])
  }
}

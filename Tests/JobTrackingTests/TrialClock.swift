import Synchronization
import TestTools

/// A clock for tests: it stands still, or jumps to whatever instant somebody sleeps until.
final class TrialClock: Clock {
  private let isStill: Bool
  private let passed = Mutex(Duration.zero)

  init(isStill: Bool) { self.isStill = isStill }

  var now: TestInstant { TestInstant(offset: passed.withLock { $0 }) }
  var minimumResolution: Duration { .zero }

  func sleep(until deadline: TestInstant, tolerance: Duration?) async throws {
    if isStill { try await Gate().pass() }
    try Task.checkCancellation()
    passed.withLock { $0 = max($0, deadline.offset) }
    await Task.yield()
  }
}

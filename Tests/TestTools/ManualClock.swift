import Synchronization

/// A clock that stands still until a test moves it.
package final class ManualClock: Clock {
  package struct Instant: InstantProtocol {
    package var offset: Duration

    package func advanced(by duration: Duration) -> Instant { Instant(offset: offset + duration) }
    package func duration(to other: Instant) -> Duration { other.offset - offset }
    package static func < (left: Instant, right: Instant) -> Bool { left.offset < right.offset }
  }

  private let passed = Mutex(Duration.zero)

  package init() {}

  package var now: Instant { Instant(offset: passed.withLock { $0 }) }
  package var minimumResolution: Duration { .zero }

  package func advance(by duration: Duration) { passed.withLock { $0 += duration } }

  /// Nothing under test sleeps.
  package func sleep(until deadline: Instant, tolerance: Duration?) async throws { throw CancellationError() }
}

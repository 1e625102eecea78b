import Synchronization

/// A clock that stands still until a test moves it.
final class ManualClock: Clock {
  struct Instant: InstantProtocol {
    var offset: Duration

    func advanced(by duration: Duration) -> Instant { Instant(offset: offset + duration) }
    func duration(to other: Instant) -> Duration { other.offset - offset }
    static func < (left: Instant, right: Instant) -> Bool { left.offset < right.offset }
  }

  private let passed = Mutex(Duration.zero)

  var now: Instant { Instant(offset: passed.withLock { $0 }) }
  var minimumResolution: Duration { .zero }

  func advance(by duration: Duration) { passed.withLock { $0 += duration } }

  /// Nothing under test sleeps.
  func sleep(until deadline: Instant, tolerance: Duration?) async throws { throw CancellationError() }
}

/// A clock on which time goes faster or slower than on another one.
package struct ScaledClock<Base: Clock>: Clock where Base.Duration == Swift.Duration {
  package struct Instant: InstantProtocol {
    /// The time since the clock was made, on this clock.
    fileprivate let offset: Duration

    package func advanced(by duration: Duration) -> Instant { Instant(offset: offset + duration) }
    package func duration(to other: Instant) -> Duration { other.offset - offset }
    package static func < (left: Instant, right: Instant) -> Bool { left.offset < right.offset }
  }

  private let base: Base
  private let origin: Base.Instant
  private let factor: Double

  /// - Parameter factor: how many seconds pass here in one of the other clock; more than 0.
  package init(_ base: Base, factor: Double) {
    self.base = base
    self.factor = factor
    origin = base.now
  }

  package var now: Instant { Instant(offset: origin.duration(to: base.now) * factor) }
  package var minimumResolution: Duration { base.minimumResolution * factor }

  package func sleep(until deadline: Instant, tolerance: Duration?) async throws {
    try await base.sleep(
      until: origin.advanced(by: deadline.offset / factor), tolerance: tolerance.map { $0 / factor })
  }
}

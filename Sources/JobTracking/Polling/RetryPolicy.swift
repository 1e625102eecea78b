/// How long to wait after questions that went wrong: exponential backoff with full jitter, so that those who failed
/// together do not come back together (Brooker, “Exponential Backoff And Jitter”, AWS Architecture Blog 2015).
package struct RetryPolicy: Hashable, Sendable {
  /// The longest pause after the first failure; each further one doubles it.
  package let first: Duration
  /// The longest pause of all.
  package let longest: Duration
  /// The shortest pause: however the dice fall, a service in trouble is not asked at once.
  package static let shortest = Duration.milliseconds(250)

  package init(first: Duration, longest: Duration = .seconds(60)) {
    self.first = max(first, Self.shortest)
    self.longest = max(self.first, longest)
  }

  /// The pause after `failures` (1 or more) failures in a row.
  ///
  /// - Parameter fraction: 0..<1, by chance.
  package func pause(afterFailures failures: Int, fraction: Double) -> Duration {
    let doublings = min(max(failures, 1) - 1, 20)
    return max(Self.shortest, min(first * (1 << doublings), longest) * fraction)
  }
}

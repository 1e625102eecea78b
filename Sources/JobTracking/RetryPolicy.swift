import JobAPI

/// How long to wait after questions that went wrong.
package struct RetryPolicy: Hashable, Sendable {
  /// The pause after the first failure; each further one doubles it.
  package let first: Duration
  /// The longest pause, unless the service asks for a longer one.
  package let longest: Duration

  package init(first: Duration, longest: Duration = .seconds(30)) {
    self.first = first
    self.longest = max(first, longest)
  }

  /// The pause after `failures` (1 or more) failures in a row, the last of them `error`.
  ///
  /// A `Retry-After` that the service gave is kept to, up to an hour.
  package func pause(afterFailures failures: Int, _ error: JobAPIError) -> Duration {
    let doublings = min(max(failures, 1) - 1, 20)
    let pause = min(first * (1 << doublings), longest)
    guard let asked = error.retryAfter else { return pause }
    return max(pause, min(asked, .seconds(3600)))
  }
}

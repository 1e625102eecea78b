/// The time on some clock since the stopwatch was made.
struct Stopwatch: Sendable {
  private let elapsed: @Sendable () -> Duration
  private let wait: @Sendable (Duration) async throws -> Void

  init(_ clock: some Clock<Duration>) {
    let origin = clock.now
    elapsed = { origin.duration(to: clock.now) }
    wait = { try await clock.sleep(until: origin.advanced(by: $0), tolerance: nil) }
  }

  var now: Duration { elapsed() }

  /// Waits until so much time has passed since the stopwatch was made.
  ///
  /// - Throws: `CancellationError`.
  func sleep(until time: Duration) async throws { try await wait(time) }
}

extension Clock where Duration == Swift.Duration {
  /// A function that tells the time since this call.
  func stopwatch() -> @Sendable () -> Duration {
    let origin = now
    return { origin.duration(to: now) }
  }
}

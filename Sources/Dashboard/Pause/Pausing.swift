import JobTracking

extension DashboardState {
  /// Has nothing asked about jobs until the same key is pressed again.
  mutating func togglePause() -> [DashboardEffect] {
    isPaused.toggle()
    notice =
      isPaused
      ? "Paused: no job is asked about from here until \(keyMap.word(for: .pause)) is pressed again."
      : "Going on: jobs are asked about again."
    return [.pause(isPaused)]
  }

  /// Says why nothing is checked now.
  ///
  /// - Returns: whether that is so.
  mutating func refusesWhilePaused() -> Bool {
    guard isPaused else { return false }
    notice = "Paused: nothing is asked; \(keyMap.word(for: .pause)) goes on."
    return true
  }
}

/// How much one service is asked at most.
package struct PollBudget: Hashable, Sendable {
  /// Questions that wait for their answer at the same time, 1 or more.
  package var inFlight: Int
  /// Questions a second, more than 0; as many as come in one second may come together.
  package var perSecond: Double

  package init(inFlight: Int = 16, perSecond: Double = 20) {
    self.inFlight = max(1, inFlight)
    self.perSecond = max(0.001, perSecond)
  }
}

/// A token bucket: lets so many questions through a second. Instants are nanoseconds of any beginning.
struct RequestRate: Hashable, Sendable {
  private let perNanosecond: Double
  private let most: Double
  private var left: Double
  private var asOf: Int64?

  init(perSecond: Double) {
    perNanosecond = perSecond / 1e9
    most = max(1, perSecond)
    left = most
  }

  /// Whether one more question may be asked now; it counts then.
  mutating func take(at now: Int64) -> Bool {
    refill(until: now)
    guard left >= 1 else { return false }
    left -= 1
    return true
  }

  /// When the next question may be asked, now at the earliest.
  mutating func next(from now: Int64) -> Int64 {
    refill(until: now)
    // Rounded up, and a nanosecond more, so that the one who comes then is let through whatever was rounded.
    return left >= 1 ? now : now + Int64(((1 - left) / perNanosecond).rounded(.up)) + 1
  }

  private mutating func refill(until now: Int64) {
    if let asOf, now > asOf { left = min(most, left + Double(now - asOf) * perNanosecond) }
    asOf = max(asOf ?? now, now)
  }
}

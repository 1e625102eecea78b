/// How much one service is asked at most.
package struct PollBudget: Hashable, Sendable {
  /// Questions that wait for their answer at the same time, 1 or more.
  package var inFlight: Int
  /// Questions a second, more than 0.
  package var perSecond: Double

  package init(inFlight: Int = 16, perSecond: Double = 20) {
    self.inFlight = max(1, inFlight)
    self.perSecond = max(0.001, perSecond)
  }
}

/// Lets no more questions through in any second than there may be, whenever it begins. (A token bucket would let through
/// twice as many in the second after a rest.) A quarter of them may come together, the others evenly spread, as the Generic
/// Cell Rate Algorithm has it (ITU-T I.371). Instants are nanoseconds of any beginning.
struct RequestRate: Hashable, Sendable {
  /// Questions that were asked at the same instant.
  private struct Burst: Hashable {
    let at: Int64
    var count: Int
  }

  private let most: Int
  /// How long a question counts, in nanoseconds: a second, or a little more where the rate is no whole number.
  private let window: Int64
  /// Between two questions that are evenly spread, and how much earlier than so one may come, in nanoseconds.
  private let spacing, tolerance: Int64
  /// How much longer to wait once one had to, in nanoseconds, so that of very many questions several come at a time: each
  /// wake-up costs more than a question.
  private let gathering: Int64
  /// When the next question would come if all were evenly spread.
  private var evenly = Int64.min
  /// Those that count, the earliest first, from ``first`` on.
  private var bursts: [Burst] = []
  private var first = 0
  private var count = 0

  init(perSecond: Double) {
    let most = min(perSecond.rounded(.up), 1e9)
    self.most = Int(most)
    window = Int64((max(1, most / perSecond) * 1e9).rounded(.up))
    spacing = window / Int64(most)
    tolerance = spacing * max(1, Int64(most) / 4 - 1)
    gathering = max(0, 25_000_000 - spacing)
  }

  /// Whether one more question may be asked now; it counts then.
  ///
  /// Complexity: O(1) on average.
  mutating func take(at now: Int64) -> Bool {
    forget(until: now)
    guard count < most, evenly <= now + tolerance else { return false }
    evenly = max(evenly, now) + spacing
    count += 1
    if let last = bursts.indices.last, last >= first, bursts[last].at >= now {
      bursts[last].count += 1
    } else {
      bursts.append(Burst(at: now, count: 1))
    }
    return true
  }

  /// When the next question may be asked, now at the earliest.
  mutating func next(from now: Int64) -> Int64 {
    forget(until: now)
    let allowed = count < most ? now : bursts[first].at + window
    return evenly <= now + tolerance ? allowed : max(allowed, evenly - tolerance + gathering)
  }

  /// Forgets what does not count any more.
  private mutating func forget(until now: Int64) {
    while first < bursts.count, bursts[first].at + window <= now {
      count -= bursts[first].count
      first += 1
    }
    // Moved up only when that costs no more than was forgotten.
    if first > bursts.count / 2 {
      bursts.removeFirst(first)
      first = 0
    }
  }
}

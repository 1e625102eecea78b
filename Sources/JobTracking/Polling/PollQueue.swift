import HeapModule
import JobAPI

/// The queue of a ``PollSchedule``, on nanoseconds of any beginning in place of instants: as no type in it depends on a
/// clock, the compiler can make the best of it.
struct PollQueue {
  /// A place in a queue. It is stale, and skipped, once its slot has another turn.
  private struct Turn: Comparable {
    let due: Int64
    let number: UInt32
    let slot: UInt32

    static func < (left: Turn, right: Turn) -> Bool {
      (left.due, left.number) < (right.due, right.number)
    }
  }

  /// What is known of one job.
  private struct Slot {
    let key: JobKey
    var due: Int64 = 0
    /// The turn that counts; 0 while a question is in flight.
    var turn: UInt32 = 0
    var isOnScreen = false
    /// Whether to ask again as soon as the question in flight is answered.
    var asksAgain = false
    /// Whether the job was removed while a question was in flight; its answer is waited for all the same.
    var isRemoved = false
  }

  private let budget: PollBudget
  private let retry: RetryPolicy
  private var rate: RequestRate
  private var jitter: Jitter

  private var slots: [Slot?] = []
  private var freeSlots: [UInt32] = []
  private var places: [JobKey: UInt32] = [:]
  private var onScreen = Heap<Turn>()
  private var offScreen = Heap<Turn>()
  private var shown: Set<JobKey> = []
  private var turnsMade: UInt32 = 0
  private var inFlight = 0

  /// Whether nobody is asked about, because the service wants a person to sign in first.
  private(set) var isResting = false
  private var waitsUntil: Int64?
  private var probe: Int64?
  /// How many questions in a row never came to an answer of the service.
  private var failures = 0
  /// How many of those make a service unreachable that accepts connections and says nothing.
  private static var mostSilent: Int { 4 }

  /// - Parameter retry: the pauses between probes of a service that cannot be reached.
  init(budget: PollBudget, retry: RetryPolicy, jitter: Jitter = Jitter()) {
    self.budget = budget
    self.retry = retry
    self.jitter = jitter
    rate = RequestRate(perSecond: budget.perSecond)
  }

  /// Adds a job, due at once, or right after a question still in flight from before it was removed. A job that is
  /// there already is not touched.
  mutating func add(_ key: JobKey, at now: Int64) {
    isResting = false
    guard let place = places[key] else {
      let place = freeSlots.popLast() ?? UInt32(slots.count)
      if Int(place) == slots.count { slots.append(nil) }
      slots[Int(place)] = Slot(key: key, isOnScreen: shown.contains(key))
      places[key] = place
      enqueue(place, at: now)
      return
    }
    if slots[Int(place)]?.isRemoved == true {
      slots[Int(place)]?.isRemoved = false
      slots[Int(place)]?.asksAgain = true
    }
  }

  /// Forgets a job. A question in flight keeps its place until it is answered, so that there are never more than
  /// allowed, nor two about one job.
  mutating func remove(_ key: JobKey) {
    guard let place = places[key] else { return }
    if slots[Int(place)]?.turn == 0 {
      slots[Int(place)]?.isRemoved = true
      slots[Int(place)]?.asksAgain = false
    } else {
      free(place)
    }
  }

  /// Makes a job due at once, or right after the question in flight. One that is not there is not asked about.
  mutating func checkNow(_ key: JobKey, at now: Int64) {
    isResting = false
    guard let place = places[key], let slot = slots[Int(place)], !slot.isRemoved else { return }
    if slot.turn == 0 {
      slots[Int(place)]?.asksAgain = true
    } else if slot.due > now {
      // One that is overdue keeps its place in the queue.
      enqueue(place, at: now)
    }
  }

  /// Says which jobs a person sees.
  ///
  /// Complexity: O(k log n) for k jobs that come or go.
  mutating func show(_ keys: Set<JobKey>) {
    for key in shown.symmetricDifference(keys) {
      guard let place = places[key], let slot = slots[Int(place)] else { continue }
      slots[Int(place)]?.isOnScreen = keys.contains(key)
      if slot.turn != 0 { enqueue(place, at: slot.due) }
    }
    shown = keys
  }

  /// The jobs to ask about now: those on the screen first, longest due first, as many as may be asked about; they count
  /// as asked.
  ///
  /// Complexity: O(log n) a job.
  mutating func takeDue(at now: Int64) -> [JobKey] {
    var keys: [JobKey] = []
    while inFlight < mostInFlight, gate <= now, let turn = nextTurn(dueAt: now), rate.take(at: now) {
      _ = slots[Int(turn.slot)]?.isOnScreen == true ? onScreen.popMin() : offScreen.popMin()
      slots[Int(turn.slot)]?.turn = 0
      inFlight += 1
      if let key = slots[Int(turn.slot)]?.key { keys.append(key) }
    }
    return keys
  }

  /// When ``takeDue(at:)`` next has something; nil when only an answer, a new job or a person can change that.
  mutating func nextDue(at now: Int64) -> Int64? {
    guard inFlight < mostInFlight, gate < .max else { return nil }
    guard let due = [firstOnScreen()?.due, firstOffScreen()?.due].compactMap(\.self).min() else {
      return nil
    }
    let earliest = max(due, gate)
    let asked = max(earliest, now)
    let allowed = rate.next(from: asked)
    return allowed > asked ? allowed : earliest
  }

  /// What holds all questions at an instant; nil when nothing does.
  func hold(at now: Int64) -> ServiceHold<Int64>? {
    if isResting { return .resting }
    if let probe { return .unreachable(probe: probe) }
    if let waitsUntil, waitsUntil > now { return .asked(until: waitsUntil) }
    return nil
  }

  /// Notes how a question ended.
  ///
  /// - Parameters:
  ///   - pause: until the next question, in nanoseconds; nil when the job has ended.
  ///   - error: why there was no usable answer; nil when there was one.
  mutating func ended(_ key: JobKey, pause: Int64?, error: JobAPIError?, at now: Int64) {
    guard let place = places[key], let slot = slots[Int(place)], slot.turn == 0 else { return }
    inFlight -= 1
    note(error, at: now)
    guard let pause, !slot.isRemoved else { return free(place) }
    slots[Int(place)]?.asksAgain = false
    enqueue(place, at: slot.asksAgain ? now : now + pause)
  }

  /// Draws the conclusions for all from what one question met with.
  private mutating func note(_ error: JobAPIError?, at now: Int64) {
    switch error {
    case .some(let error) where error.needsSigningIn: isResting = true
    case .some(let error) where error.isSilence:
      failures += 1
      if probe != nil || error.isUnreachable || failures >= Self.mostSilent {
        let pause = retry.pause(afterFailures: failures, fraction: jitter.fraction())
        probe = now + pause.nanoseconds
      }
      return
    default: isResting = false
    }
    failures = 0
    probe = nil
    if let pause = error?.askedPause {
      waitsUntil = max(waitsUntil ?? .min, now + min(pause, .seconds(3_600)).nanoseconds)
    }
  }

  /// As many as may be in flight: one to an unreachable service.
  private var mostInFlight: Int { probe == nil ? budget.inFlight : 1 }

  /// Before this nobody is asked about.
  private var gate: Int64 { isResting ? .max : max(waitsUntil ?? .min, probe ?? .min) }

  private mutating func free(_ place: UInt32) {
    if let key = slots[Int(place)]?.key { places[key] = nil }
    slots[Int(place)] = nil
    freeSlots.append(place)
  }

  private mutating func enqueue(_ place: UInt32, at due: Int64) {
    turnsMade &+= 1
    if turnsMade == 0 { turnsMade = 1 }
    slots[Int(place)]?.due = due
    slots[Int(place)]?.turn = turnsMade
    let turn = Turn(due: due, number: turnsMade, slot: place)
    if slots[Int(place)]?.isOnScreen == true { onScreen.insert(turn) } else { offScreen.insert(turn) }
  }

  /// The turn to take next among those that are due.
  private mutating func nextTurn(dueAt now: Int64) -> Turn? {
    if let turn = firstOnScreen(), turn.due <= now { return turn }
    guard let turn = firstOffScreen(), turn.due <= now else { return nil }
    return turn
  }

  private mutating func firstOnScreen() -> Turn? { Self.first(of: &onScreen, slots) }
  private mutating func firstOffScreen() -> Turn? { Self.first(of: &offScreen, slots) }

  /// The earliest turn of a queue that still counts.
  private static func first(of queue: inout Heap<Turn>, _ slots: [Slot?]) -> Turn? {
    while let turn = queue.min {
      if slots[Int(turn.slot)]?.turn == turn.number { return turn }
      queue.removeMin()
    }
    return nil
  }

  /// Leaves the service alone until an instant, as it has asked somebody else to.
  mutating func wait(until instant: Int64) { waitsUntil = max(waitsUntil ?? .min, instant) }

  /// Until when the service has asked to wait; nil when it has not, or when that is over.
  func waitEnd(at now: Int64) -> Int64? { waitsUntil.flatMap { $0 > now ? $0 : nil } }
}

extension JobAPIError {
  /// How long to leave the service alone.
  fileprivate var askedPause: Duration? {
    // Too many requests are so for a moment, also when it does not say for how long.
    if case .rateLimited = self { max(retryAfter ?? .zero, .seconds(1)) } else { retryAfter }
  }

  /// Whether nothing came that could be of the service.
  fileprivate var isSilence: Bool {
    switch self {
    case .timedOut, .reset, .truncated: true
    default: isUnreachable
    }
  }
}

extension Duration {
  /// The duration as whole nanoseconds.
  var nanoseconds: Int64 {
    let (seconds, attoseconds) = components
    return seconds * 1_000_000_000 + attoseconds / 1_000_000_000
  }
}

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
    /// When to ask; while a question is in flight, when it was asked.
    var due: Int64 = 0
    /// The turn that counts; 0 while a question is in flight.
    var turn: UInt32 = 0
    var isOnScreen = false
    /// Whether the last question came to no usable answer.
    var isTroubled = false
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
  /// The turns of jobs on the screen, of those on it in trouble, and the same off the screen.
  private var queues = Array(repeating: Heap<Turn>(), count: 4)
  private var shown: Set<JobKey> = []
  private var turnsMade: UInt32 = 0
  private var inFlight = 0
  private var troubledInFlight = 0
  /// How many were taken from the screen since one off it was.
  private var takenInARow = 0
  /// How many of those that are due on the screen go before one that is due off it.
  private static var mostInARow: Int { 3 }

  /// Whether nobody is asked about, because the service wants a person to sign in first.
  private(set) var isResting = false
  private var waitsUntil: Int64?
  /// When the service asked to be left alone; nil once it has answered a question that was asked after that.
  private var cautiousSince: Int64?
  private var probe: Int64?
  /// How often in a row the service was found unreachable, questions that failed together counted once.
  private var failures = 0
  private var lastFailure = Int64.min
  /// The questions in flight that were asked while one at a time may be, by their slots, and when. Those from before do not
  /// count: they may take long, and would keep the others waiting.
  private var careful: [UInt32: Int64] = [:]
  /// After how long without an answer to such a question the next one may be asked, of a service that can be reached; in
  /// nanoseconds.
  private static var patience: Int64 { 5_000_000_000 }
  /// When the service last answered anything.
  private var lastAnswer = Int64.min
  /// How many questions in a row came to no answer of the service.
  private var silences = 0
  /// How many of those make a service unreachable that accepts connections and says nothing.
  private static var mostSilences: Int { 8 }

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
    // A person may know that the service is back.
    if let probe { self.probe = min(probe, now) }
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

  /// The jobs to ask about now: three on the screen, then one that is off it, where there are so many; longest due first, as
  /// many as may be asked about; they count as asked.
  ///
  /// Complexity: O(log n) a job.
  mutating func takeDue(at now: Int64) -> [JobKey] {
    var keys: [JobKey] = []
    while inFlight < budget.inFlight, let room = roomAt, max(room, gate) <= now,
      let turn = nextTurn(dueAt: now), rate.take(at: now)
    {
      queues[turn.queue].removeMin()
      takenInARow = turn.queue < 2 ? takenInARow + 1 : 0
      let place = Int(turn.turn.slot)
      slots[place]?.turn = 0
      slots[place]?.due = now
      inFlight += 1
      if isCareful { careful[turn.turn.slot] = now }
      if slots[place]?.isTroubled == true { troubledInFlight += 1 }
      if let key = slots[place]?.key { keys.append(key) }
    }
    return keys
  }

  /// When ``takeDue(at:)`` next has something; nil when only an answer, a new job or a person can change that.
  mutating func nextDue(at now: Int64) -> Int64? {
    guard inFlight < budget.inFlight, gate < .max, let room = roomAt else { return nil }
    var due: Int64?
    for queue in queues.indices where queue.isMultiple(of: 2) || troubledInFlight < mostTroubled {
      if let turn = first(ofQueue: queue) { due = min(due ?? .max, turn.due) }
    }
    guard let due else { return nil }
    let earliest = max(due, gate, room)
    let asked = max(earliest, now)
    let allowed = rate.next(from: asked)
    return allowed > asked ? allowed : earliest
  }

  /// What holds all questions at an instant; nil when nothing does.
  func hold(at now: Int64) -> ServiceHold<Int64>? {
    if isResting { return .resting }
    if let probe { return .unreachable(probe: probe) }
    return waitEnd(at: now).map { .asked(until: $0) } ?? (isCareful ? nextTry.map { .trying(next: $0) } : nil)
  }

  /// Leaves the service alone until an instant, as it has asked somebody else to.
  mutating func wait(until instant: Int64) {
    beginCare()
    waitsUntil = max(waitsUntil ?? .min, instant)
    // Then, too, the first one finds out whether the others are welcome.
    cautiousSince = instant - 1
  }

  /// Until when the service has asked to wait; nil when it has not, or when that is over.
  func waitEnd(at now: Int64) -> Int64? { waitsUntil.flatMap { $0 > now ? $0 : nil } }

  /// Notes how a question ended.
  ///
  /// - Parameters:
  ///   - pause: until the next question, in nanoseconds; nil when the job has ended.
  ///   - error: why there was no usable answer; nil when there was one.
  mutating func ended(_ key: JobKey, pause: Int64?, error: JobAPIError?, at now: Int64) {
    guard let place = places[key], let slot = slots[Int(place)], slot.turn == 0 else { return }
    inFlight -= 1
    careful[place] = nil
    if slot.isTroubled { troubledInFlight -= 1 }
    note(error, askedAt: slot.due, at: now)
    guard let pause, !slot.isRemoved else { return free(place) }
    slots[Int(place)]?.asksAgain = false
    slots[Int(place)]?.isTroubled = error != nil
    // What an unreachable service did not answer is asked about as soon as it can be reached.
    let isHeld = probe != nil && error?.isSilence == true
    enqueue(place, at: slot.asksAgain || isHeld ? now : now + pause)
  }

  /// Draws the conclusions for all from what one question met with.
  private mutating func note(_ error: JobAPIError?, askedAt: Int64, at now: Int64) {
    if let error, error.isSilence { return noteSilence(error, askedAt: askedAt, at: now) }
    isResting = error?.needsSigningIn ?? false
    lastAnswer = now
    silences = 0
    failures = 0
    probe = nil
    if let pause = error?.askedPause {
      beginCare()
      cautiousSince = now
      waitsUntil = max(waitsUntil ?? .min, now + min(pause, .seconds(3_600)).nanoseconds)
    } else if let since = cautiousSince, askedAt > since {
      cautiousSince = nil
    }
  }

  private mutating func noteSilence(_ error: JobAPIError, askedAt: Int64, at now: Int64) {
    // An answer to another question meanwhile shows that the service can be reached.
    guard lastAnswer < askedAt else { return }
    silences += 1
    guard probe != nil || error.isUnreachable && error != .notHTTP || silences >= Self.mostSilences else {
      return
    }
    // Those that were under way together failed of one cause.
    guard askedAt > lastFailure else { return }
    beginCare()
    lastFailure = now
    failures += 1
    probe = now + retry.pause(afterFailures: failures, fraction: jitter.fraction()).nanoseconds
  }

  /// Whether one question at a time may be asked: the service is unreachable, or did not want to be asked.
  private var isCareful: Bool { probe != nil || cautiousSince != nil }

  /// From when on one more question may be in flight; nil when only an answer can change that.
  private var roomAt: Int64? {
    guard isCareful, let nextTry else { return .min }
    return probe == nil ? nextTry : nil
  }

  /// When the next question is asked after one that has no answer yet, where one at a time may be.
  private var nextTry: Int64? { careful.values.max().map { $0 + Self.patience } }

  private mutating func beginCare() {
    if !isCareful { careful = [:] }
  }

  /// As many of those in flight as may be about jobs in trouble, so that jobs without answers leave room for the others.
  private var mostTroubled: Int { max(1, budget.inFlight / 2) }

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
    let queue = slots[Int(place)].map { ($0.isOnScreen ? 0 : 2) + ($0.isTroubled ? 1 : 0) } ?? 0
    queues[queue].insert(turn)
  }

  /// The turn to take next among those that are due, and its queue.
  private mutating func nextTurn(dueAt now: Int64) -> (turn: Turn, queue: Int)? {
    // Those on the screen come first, and not alone.
    let start = takenInARow < Self.mostInARow ? 0 : 2
    let wells = [start, (start + 2) % queues.count]
    // Whether others are welcome, or the service can be reached, is better found out with a job that it has answered about.
    if isCareful {
      for well in wells { if let healthy = first(ofQueue: well, dueAt: now) { return (healthy, well) } }
    }
    for well in wells {
      let healthy = first(ofQueue: well, dueAt: now)
      let troubled = troubledInFlight < mostTroubled ? first(ofQueue: well + 1, dueAt: now) : nil
      if let healthy, let troubled, troubled < healthy { return (troubled, well + 1) }
      if let healthy { return (healthy, well) }
      if let troubled { return (troubled, well + 1) }
    }
    return nil
  }

  private mutating func first(ofQueue queue: Int, dueAt now: Int64) -> Turn? {
    guard let turn = first(ofQueue: queue), turn.due <= now else { return nil }
    return turn
  }

  /// The earliest turn of a queue that still counts.
  private mutating func first(ofQueue queue: Int) -> Turn? {
    while let turn = queues[queue].min {
      if slots[Int(turn.slot)]?.turn == turn.number { return turn }
      queues[queue].removeMin()
    }
    return nil
  }
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

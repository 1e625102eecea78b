import HeapModule
import JobAPI

/// Decides which job is asked about next, and when. It knows no clock and does no I/O: instants are given to it.
///
/// Once a question ends because nobody is signed in, all rest until a person acts: adds a job, or has one checked.
package struct PollSchedule<Instant: InstantProtocol> where Instant.Duration == Duration {
  /// How one question ended.
  package enum Outcome: Hashable, Sendable {
    /// The job goes on: ask again after the interval.
    case unfinished
    /// The job has ended: never ask again.
    case finished
    /// No usable answer: ask again after a pause that grows.
    case failed(JobAPIError)
  }

  private struct Entry {
    /// When to ask; nil while a question is in flight.
    var due: Instant?
    var failures = 0
    /// Whether to ask again as soon as the question in flight is answered.
    var asksAgain = false
    /// Whether the job was removed while a question was in flight; its answer is waited for all the same.
    var isRemoved = false
  }

  /// A place in the queue. It is stale, and skipped, once its entry has another due instant.
  private struct Turn: Comparable {
    let due: Instant
    let order: Int
    let key: JobKey

    static func < (left: Turn, right: Turn) -> Bool { (left.due, left.order) < (right.due, right.order) }
    static func == (left: Turn, right: Turn) -> Bool { left.order == right.order }
  }

  private let interval: Duration
  private let retry: RetryPolicy
  private let mostInFlight: Int
  private var entries: [JobKey: Entry] = [:]
  private var turns = Heap<Turn>()
  private var turnsMade = 0
  private var inFlight = 0
  /// Whether nobody is asked about, because the service wants a person to sign in first.
  package private(set) var isResting = false

  /// - Parameters:
  ///   - interval: between an answer and the next question about the same job.
  ///   - mostInFlight: questions asked at the same time, 1 or more.
  package init(interval: Duration, retry: RetryPolicy, mostInFlight: Int) {
    self.interval = interval
    self.retry = retry
    self.mostInFlight = mostInFlight
  }

  /// Adds a job, due at once, or right after a question still in flight from before it was removed. A job that is
  /// there already is not touched.
  package mutating func add(_ key: JobKey, at now: Instant) {
    isResting = false
    guard let entry = entries[key] else {
      entries[key] = Entry()
      enqueue(key, at: now)
      return
    }
    if entry.isRemoved { entries[key] = Entry(asksAgain: true) }
  }

  /// Forgets a job. A question in flight keeps its place until it is answered, so that there are never more than
  /// allowed, nor two about one job.
  package mutating func remove(_ key: JobKey) {
    guard let entry = entries[key] else { return }
    entries[key] = entry.due == nil ? Entry(isRemoved: true) : nil
  }

  /// Makes a job due at once, or right after the question in flight. Finished jobs are not there to be asked.
  package mutating func checkNow(_ key: JobKey, at now: Instant) {
    isResting = false
    guard let entry = entries[key], !entry.isRemoved else { return }
    if let due = entry.due {
      // One that is overdue keeps its place in the queue.
      if due > now { enqueue(key, at: now) }
    } else {
      entries[key]?.asksAgain = true
    }
  }

  /// The jobs to ask about now, longest due first, as many as may be in flight; they count as asked.
  ///
  /// Complexity: O(log n) a job.
  package mutating func takeDue(at now: Instant) -> [JobKey] {
    var keys: [JobKey] = []
    while !isResting, inFlight < mostInFlight, let turn = nextTurn(), turn.due <= now {
      turns.removeMin()
      entries[turn.key]?.due = nil
      inFlight += 1
      keys.append(turn.key)
    }
    return keys
  }

  /// When ``takeDue(at:)`` next has something; nil when only an answer, a new job or a person can change that.
  package mutating func nextDue() -> Instant? {
    !isResting && inFlight < mostInFlight ? nextTurn()?.due : nil
  }

  /// Notes how a question ended.
  package mutating func ended(_ key: JobKey, _ outcome: Outcome, at now: Instant) {
    guard var entry = entries[key], entry.due == nil else { return }
    inFlight -= 1
    guard !entry.isRemoved else {
      entries[key] = nil
      return
    }
    let pause: Duration
    switch outcome {
    case .finished:
      isResting = false
      entries[key] = nil
      return
    case .unfinished:
      isResting = false
      entry.failures = 0
      pause = interval
    case .failed(let error):
      isResting = isResting || error.needsSigningIn
      entry.failures += 1
      // It rests as long as the person takes; then nothing else is to be waited for.
      pause = error.needsSigningIn ? interval : retry.pause(afterFailures: entry.failures, error)
    }
    let due = entry.asksAgain ? now : now.advanced(by: pause)
    entry.asksAgain = false
    entries[key] = entry
    enqueue(key, at: due)
  }

  private mutating func enqueue(_ key: JobKey, at due: Instant) {
    entries[key]?.due = due
    turnsMade += 1
    turns.insert(Turn(due: due, order: turnsMade, key: key))
  }

  /// The earliest turn that still counts.
  private mutating func nextTurn() -> Turn? {
    while let turn = turns.min {
      if entries[turn.key]?.due == turn.due { return turn }
      turns.removeMin()
    }
    return nil
  }
}

import JobAPI

/// Decides which job is asked about next, and when, within what one service may be asked. It knows no clock and does no
/// I/O: instants are given to it.
///
/// Jobs on the screen come first when more are due than may be asked about: three for one that is off it. What goes wrong with the service as a whole
/// holds all of its jobs: see ``ServiceHold``.
package struct PollSchedule<Instant: InstantProtocol> where Instant.Duration == Duration {
  /// What comes after an answer, or after none.
  package enum Outcome: Hashable, Sendable {
    /// Ask again after this pause.
    case again(after: Duration)
    /// The job has ended: never ask again.
    case finished
  }

  private var queue: PollQueue
  /// The first instant that was given; the queue counts from there.
  private var origin: Instant?

  /// - Parameter retry: the pauses between probes of a service that cannot be reached.
  package init(budget: PollBudget, retry: RetryPolicy, jitter: Jitter = Jitter()) {
    queue = PollQueue(budget: budget, retry: retry, jitter: jitter)
  }

  /// Whether nobody is asked about, because the service wants a person to sign in first.
  package var isResting: Bool { queue.isResting }

  /// Adds a job, due at once, or right after a question still in flight from before it was removed. A job that is
  /// there already is not touched.
  package mutating func add(_ key: JobKey, at now: Instant) { queue.add(key, at: nanoseconds(now)) }

  /// Forgets a job. A question in flight keeps its place until it is answered, so that there are never more than
  /// allowed, nor two about one job.
  package mutating func remove(_ key: JobKey) { queue.remove(key) }

  /// Makes a job due at once, or right after the question in flight. One that is not there is not asked about.
  package mutating func checkNow(_ key: JobKey, at now: Instant) { queue.checkNow(key, at: nanoseconds(now)) }

  /// Says which jobs a person sees.
  ///
  /// Complexity: O(k log n) for k jobs that come or go.
  package mutating func show(_ keys: Set<JobKey>) { queue.show(keys) }

  /// The jobs to ask about now: three on the screen, then one that is off it, where there are so many; longest due first, as
  /// many as may be asked about; they count as asked.
  ///
  /// Complexity: O(log n) a job.
  package mutating func takeDue(at now: Instant) -> [JobKey] { queue.takeDue(at: nanoseconds(now)) }

  /// When ``takeDue(at:)`` next has something; nil when only an answer, a new job or a person can change that.
  package mutating func nextDue(at now: Instant) -> Instant? {
    queue.nextDue(at: nanoseconds(now)).map(instant)
  }

  /// What holds all questions at an instant; nil when nothing does.
  package mutating func hold(at now: Instant) -> ServiceHold<Instant>? {
    queue.hold(at: nanoseconds(now))?.map(instant)
  }

  /// Notes how a question ended.
  ///
  /// - Parameter error: why there was no usable answer; nil when there was one.
  package mutating func ended(
    _ key: JobKey, _ outcome: Outcome, error: JobAPIError? = nil, at now: Instant
  ) {
    let pause: Int64? = if case .again(let pause) = outcome { pause.nanoseconds } else { nil }
    queue.ended(key, pause: pause, error: error, at: nanoseconds(now))
  }

  private mutating func nanoseconds(_ instant: Instant) -> Int64 {
    let origin = origin ?? instant
    self.origin = origin
    return origin.duration(to: instant).nanoseconds
  }

  private func instant(_ nanoseconds: Int64) -> Instant {
    guard let origin else { preconditionFailure("an instant was asked for before one was given") }
    return origin.advanced(by: .nanoseconds(nanoseconds))
  }

  /// Leaves the service alone until an instant, as it has asked somebody else to, or before this schedule was made.
  package mutating func wait(until end: Instant, at now: Instant) {
    _ = nanoseconds(now)
    queue.wait(until: nanoseconds(end))
  }

  /// Until when the service has asked to wait, whatever else holds the questions; nil when it has not, or when that is over.
  package mutating func waitEnd(at now: Instant) -> Instant? {
    queue.waitEnd(at: nanoseconds(now)).map(instant)
  }
}

import Foundation
import JobAPI

/// How a poller asks about a job, and what follows from the answer, or from none.
extension JobPoller {
  /// How often a service may say in a row that it does not know a job that it did know, until it is taken at its word.
  private static var mostDoubts: Int { 5 }

  /// A new status, and the transition to it that is to be stored.
  typealias StatusChange = (outcome: CheckOutcome, answer: Job, transition: StatusTransition)

  /// Asks about a job and leaves the outcome to ``run()``: with many questions in flight it takes over many at a time.
  nonisolated func ask(_ key: JobKey) async {
    let began = clock.now
    // Cancelled: the poller is ending, and nobody asks again.
    guard let answer = try? await api.answer(about: key.id) else { return }
    outcomes.add(
      CheckOutcome(
        key: key, answer: answer.job, response: answer.response, at: wallClock(),
        latency: began.duration(to: clock.now)))
    work.continuation.yield()
  }

  /// Takes over how questions ended, except for what has to be durable first.
  ///
  /// - Returns: the changes to ``keep(_:)``.
  func takeOver(_ outcomes: [CheckOutcome]) -> [StatusChange] {
    var changed: [StatusChange] = []
    for outcome in outcomes {
      let key = outcome.key
      if let response = LastResponse(outcome) { responses.note(response, of: key) }
      switch outcome.answer {
      case .success(let answer):
        let transition = jobs[key]?.transition(
          to: answer.status, at: outcome.at, serverDate: answer.serverDate)
        if let transition {
          unsaved.append((key, transition))
          changed.append((outcome, answer, transition))
        } else {
          answered(outcome, answer, nil)
        }
      case .failure(let error):
        jobs[key]?.wentUnanswered(error, at: outcome.at)
        ended(key, jobs[key].flatMap { plan(for: $0, after: error) }, error)
      }
    }
    if let last = outcomes.last {
      noteService(last.error, latency: last.latency)
      traffic = traffic.answered(in: last.latency)
    }
    return changed
  }

  /// Makes changes durable, and shows them after that.
  func keep(_ changes: [StatusChange]) async {
    await saveTransitions()
    for (outcome, answer, transition) in changes { answered(outcome, answer, transition) }
    work.continuation.yield()
  }

  private func answered(_ outcome: CheckOutcome, _ answer: Job, _ transition: StatusTransition?) {
    let key = outcome.key
    jobs[key]?.answered(transition, at: outcome.at)
    if transition != nil, let job = jobs[key] { learn(from: job) }
    ended(key, answer.status.isTerminal ? nil : jobs[key].map { plan(for: $0, at: outcome.at) }, nil)
  }

  /// Has the schedule know what comes next, and tells of the job.
  private func ended(_ key: JobKey, _ plan: CheckPlan?, _ error: JobAPIError?) {
    schedule.ended(key, plan.map { .again(after: $0.pause) } ?? .finished, error: error, at: clock.now)
    jobs[key]?.nextCheck = plan.map {
      NextCheck(at: wallClock().addingTimeInterval($0.pause.inSeconds), reason: $0.reason)
    }
    if let job = jobs[key] { publish(.job(job)) }
    noteLook(key)
  }

  private func plan(for job: TrackedJob, at now: Date) -> CheckPlan {
    cadence.plan(
      elapsed: now.timeIntervalSince(job.beganAt), kind: job.kind, fraction: jitter.fraction())
  }

  /// - Returns: nil when it is not asked about again.
  private func plan(for job: TrackedJob, after error: JobAPIError) -> CheckPlan? {
    let (failures, fraction) = (job.health.failures, jitter.fraction())
    let spread = 0.9 + 0.2 * fraction
    let retrying = CheckPlan(
      pause: retry.pause(afterFailures: failures, fraction: fraction), reason: .retrying(failures: failures))
    switch job.health {
    case .notKnownYet: return CheckPlan(pause: cadence.quickest * spread, reason: .notKnownYet)
    // Services forget what has ended.
    case .notFound where job.isFinished: return nil
    // It was known before, and one answer may be wrong.
    case .notFound where !job.history.isEmpty && failures <= Self.mostDoubts: return retrying
    case .notFound: return CheckPlan(pause: PollCadence.pauseWhenUnknown * spread, reason: .notFound)
    // The schedule holds all jobs back, for as long as it takes; then it is this one's turn.
    case _ where error.needsSigningIn: return CheckPlan(pause: .zero, reason: .retrying(failures: failures))
    default: return retrying
    }
  }
}

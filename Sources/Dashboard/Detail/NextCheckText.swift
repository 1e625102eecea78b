import Foundation
import JobTracking

/// When a job is asked about next, and why then, in words.
enum NextCheckText {
  /// - Returns: nil for a job that has ended and is not asked about.
  static func text(of job: TrackedJob, _ state: DashboardState) -> String? {
    if job.isFinished, job.nextCheck == nil { return nil }
    if state.isPaused { return "not while paused; \(state.keyMap.word(for: .pause)) goes on" }
    switch state.hold {
    case .resting: return "when you have signed in: \(state.signInAdvice)"
    case .asked(let until) where until > state.now:
      return "not before \(TimeText.instant(until, in: state)): the service has asked to wait"
    case .unreachable(let probe):
      return "once the service can be reached; it is tried again at \(TimeText.instant(probe, in: state))"
    case .trying(let next) where job.nextCheck.map({ $0.at <= state.now }) ?? true:
      let another = next > state.now ? "; another one is tried at \(TimeText.instant(next, in: state))" : ""
      return "once one question is answered, as the service had asked to wait\(another)"
    case .elsewhere where !job.isFinished:
      let ask = state.keyMap.word(for: .checkSelected)
      return "by another jobwatch that has this store open; \(ask) has it check now"
    default: break
    }
    guard let next = job.nextCheck else { return "now: no answer has come yet since the start" }
    let wait = next.at.timeIntervalSince(state.now)
    guard wait > 0 else { return "now: it is being asked about, or waits for its turn" }
    return "in \(TimeText.duration(wait.rounded(.up))): \(reason(next.reason, job, state))"
  }

  private static func reason(_ reason: CheckReason, _ job: TrackedJob, _ state: DashboardState) -> String {
    switch reason {
    case .young: return "young jobs are asked about often"
    case .aging: return "the longer it lasts, the more seldom"
    case .expected(let seconds, let count):
      let (early, late) = (
        job.beganAt.addingTimeInterval(seconds.lowerBound), job.beganAt.addingTimeInterval(seconds.upperBound)
      )
      let range = "\(TimeText.instant(early, in: state)) and \(TimeText.instant(late, in: state))"
      if state.now > late { return "it has taken longer than nearly all of \(count) like it" }
      return "\(count) like it let one expect its end between \(range)"
    case .retrying(let failures):
      return failures == 1 ? "it was asked about in vain" : "asked about in vain \(failures) times in a row"
    case .notKnownYet: return "a new job may take a moment to be known"
    case .notFound: return "the service does not know it, so it is asked rarely"
    }
  }
}

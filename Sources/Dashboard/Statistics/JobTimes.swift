import Foundation
import JobAPI
import JobTracking

/// How long one job waited and ran, as far as both ends of that were seen.
struct JobTimes {
  /// From its beginning until it ran, in seconds.
  var queued: Double?
  /// From then until it ended, in seconds.
  var ran: Double?
  /// When it ended; nil when it has not, or had ended before it was first looked at.
  var end: Date?

  init(_ job: TrackedJob) {
    let isOurs = job.conversation != nil
    let began = isOurs ? job.addedAt : job.history.first?.to == .scheduled ? job.history.first?.seenAt : nil
    var started: Date?
    for (index, transition) in job.history.enumerated() {
      // What was so at the first look may have been so for long.
      let isSeen = index > 0 || isOurs
      switch transition.to {
      case .inProgress where started == nil && isSeen: started = transition.changedAt
      case .completed, .failed:
        if isSeen { end = transition.changedAt }
        if let began, let started { queued = started.timeIntervalSince(began) }
        if let started, isSeen { ran = transition.changedAt.timeIntervalSince(started) }
        return  // what comes after an end is odd
      default: break
      }
    }
    if let began, let started { queued = started.timeIntervalSince(began) }
  }
}

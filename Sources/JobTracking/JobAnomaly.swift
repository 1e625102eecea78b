import JobAPI

/// What is odd about the order in which a job's statuses were seen. The last of them stands all the same: the service has
/// the last word.
package enum JobAnomaly: Hashable, Sendable {
  /// It had ended, and then stood elsewhere.
  case cameBack(from: JobStatus, to: JobStatus)
  /// It ran, and then waited for its turn again.
  case wentBack
  /// It returned so often to statuses that it had left before, ``leastReturns`` times or more.
  case flaps(returns: Int)

  /// From how many returns on it flaps.
  package static let leastReturns = 3

  /// The anomaly of a history, oldest first; the latest of several, and flapping before all else.
  ///
  /// Complexity: O(n)
  init?(of history: [StatusTransition]) {
    var anomaly: JobAnomaly?
    var left: Set<JobStatus> = []
    var returns = 0
    for transition in history {
      guard let from = transition.from else { continue }
      left.insert(from)
      if left.contains(transition.to) { returns += 1 }
      if from.isTerminal {
        anomaly = .cameBack(from: from, to: transition.to)
      } else if from == .inProgress, transition.to == .scheduled {
        anomaly = .wentBack
      }
    }
    if returns >= Self.leastReturns { anomaly = .flaps(returns: returns) }
    guard let anomaly else { return nil }
    self = anomaly
  }
}

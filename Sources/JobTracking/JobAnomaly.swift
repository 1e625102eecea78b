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
    for transition in history {
      guard let from = transition.from else { continue }
      if from.isTerminal {
        anomaly = .cameBack(from: from, to: transition.to)
      } else if from == .inProgress, transition.to == .scheduled {
        anomaly = .wentBack
      }
    }
    // The first status and its successor come before the first return.
    if history.count >= Self.leastReturns + 2 {
      let returns = Self.returns(in: history)
      if returns >= Self.leastReturns { anomaly = .flaps(returns: returns) }
    }
    guard let anomaly else { return nil }
    self = anomaly
  }

  /// How often a job came back to a status that it had left.
  private static func returns(in history: [StatusTransition]) -> Int {
    var left: Set<JobStatus> = []
    return history.count { transition in
      guard let from = transition.from else { return false }
      left.insert(from)
      return left.contains(transition.to)
    }
  }
}

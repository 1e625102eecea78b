import JobAPI

/// How one job of the embedded server goes: how long it waits, how long it runs, how it ends.
///
/// A job's status is never stored or timed: it follows from its script and the time passed, when somebody asks.
package struct JobScript: Hashable, Sendable {
  /// What comes after the run time.
  package enum Outcome: Hashable, Sendable {
    case completed
    case failed
    /// A last status word that the documentation does not name.
    case unrecognized(String)
    /// The job stays in progress for good.
    case runsForever

    fileprivate var status: JobStatus {
      switch self {
      case .completed: .completed
      case .failed: .failed
      case .unrecognized(let word): .unrecognized(word)
      case .runsForever: .inProgress
      }
    }
  }

  /// How long the job is `scheduled`; zero or more.
  package var queueTime: Duration
  /// How long the job is `in_progress` after that; zero or more.
  package var runTime: Duration
  package var outcome: Outcome
  /// Whether the job's time runs from the first question about it, not from when it was added.
  package var startsWhenFirstAskedFor: Bool

  package init(
    queueTime: Duration,
    runTime: Duration,
    outcome: Outcome,
    startsWhenFirstAskedFor: Bool = false
  ) {
    self.queueTime = queueTime
    self.runTime = runTime
    self.outcome = outcome
    self.startsWhenFirstAskedFor = startsWhenFirstAskedFor
  }

  /// How a submitted text goes unless the registry is told otherwise: 2 s scheduled, 4 s in progress, completed.
  package static let submittedText = JobScript(
    queueTime: .seconds(2),
    runTime: .seconds(4),
    outcome: .completed
  )

  /// Where the job stands when this much time has passed since its start.
  package func status(after elapsed: Duration) -> JobStatus {
    if elapsed < queueTime { return .scheduled }
    if elapsed < queueTime + runTime { return .inProgress }
    return outcome.status
  }
}

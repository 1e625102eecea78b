import JobAPI

/// A job as the registry keeps it. Times are on the registry's clock.
struct JobEntry: Sendable {
  var script: JobScript
  /// What goes wrong with the questions about it.
  var faults = FaultPlan([])
  /// When the job's time began; nil until the first question if its script says so.
  var start: Duration?
  /// How often somebody asked for its status.
  var requests = 0
  /// When it was known how the job ends; nil while the server still fetches what is to be processed.
  var settled: Duration? = .zero
  /// Whether the server has to fetch what is to be processed, which keeps the job in progress.
  var isRemote = false
  /// The conversation it adds to; nil for a job that was not submitted.
  var conversation: String?

  /// Where the job stands.
  func status(at now: Duration) -> JobStatus {
    let status = script.status(after: now - (start ?? now))
    guard settled == nil, status != .scheduled else { return status }
    return .inProgress
  }

  /// The fault of a question that has just come, nil for none. The first question may begin the job's time.
  mutating func nextFault(at now: Duration) -> Fault? {
    let start = start ?? now
    self.start = start
    return faults.next(method: "GET", path: "", at: now - start)
  }

  /// The status that follows one that was seen already, in the order of a job's life; none is left out, however late it is
  /// asked for.
  func step(after seen: JobStatus?) -> Step {
    let start = start ?? .zero
    let run = start + script.queueTime
    var steps: [(status: JobStatus, at: Duration?)] = []
    if script.queueTime > .zero { steps.append((.scheduled, start)) }
    if script.runTime > .zero || isRemote { steps.append((.inProgress, run)) }
    let last = script.status(after: script.queueTime + script.runTime)
    if steps.last?.status != last { steps.append((last, settled.map { max($0, run + script.runTime) })) }
    let next = seen.flatMap { seen in steps.firstIndex { $0.status == seen } }.map { $0 + 1 } ?? 0
    guard steps.indices.contains(next) else { return .none }
    guard let at = steps[next].at else { return .unsettled }
    return .status(steps[next].status, at: at)
  }

  /// What comes next in a job's life.
  enum Step: Hashable, Sendable {
    case status(JobStatus, at: Duration)
    /// It depends on what the server fetches.
    case unsettled
    case none
  }
}

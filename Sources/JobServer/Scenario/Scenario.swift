import JobAPI

/// What a server is told to do: which jobs it has, how they and those submitted to it go, and what goes wrong with requests.
package struct Scenario: Sendable {
  /// The factors that time can be made faster by.
  package static let timeScales = 0.001...100_000

  /// How a submitted job goes that no entry of ``submissions`` is about; nil for the usual.
  var usual: JobScript?
  /// The jobs that are there from the start.
  var jobs: [JobID: JobPlan] = [:]
  /// The first that fits a submitted job counts.
  var submissions: [SubmissionRule] = []
  /// The first that fits a request, and is due, counts.
  var faults: [FaultRule] = []
  /// How much faster than real the time goes, nil when nothing is said of it; one of ``timeScales``.
  package internal(set) var timeScale: Double?

  /// A scenario that says nothing.
  package init() {}

  /// How a submitted job goes; nil when nothing is said of it.
  ///
  /// - Parameters:
  ///   - number: the how manieth submission it is, from 1 on.
  ///   - name: what its submission calls the conversation.
  func plan(kind: SubmissionKind, number: Int, name: String?) -> JobPlan? {
    submissions.first { $0.fits(kind: kind, number: number, name: name) }?.plan
      ?? usual.map { JobPlan(script: $0) }
  }
}

/// How one job goes, and what goes wrong with the questions about it.
struct JobPlan: Hashable, Sendable {
  var script: JobScript
  /// The first that is due counts. Requests are the questions about the job, and times are on the job's own time.
  var faults: [FaultRule] = []
}

/// How some of the submitted jobs go.
struct SubmissionRule: Hashable, Sendable {
  /// nil means any, as with the other two.
  var kind: SubmissionKind?
  var number: Int?
  var name: String?
  var plan: JobPlan

  func fits(kind: SubmissionKind, number: Int, name: String?) -> Bool {
    (self.kind ?? kind) == kind && (self.number ?? number) == number
      && (self.name == nil || self.name == name)
  }
}

/// What a server is told to do: how the jobs submitted to it go, and what goes wrong with requests.
package struct Scenario: Sendable {
  /// How a job goes that no entry of ``jobs`` is about; nil for the usual.
  var usual: JobScript?
  /// The first that fits a job counts.
  var jobs: [PlannedJob] = []
  /// The first that fits a request counts.
  var faults: [FaultRule] = []

  /// A scenario that says nothing.
  package init() {}

  /// How a submitted job goes; nil when nothing is said of it.
  ///
  /// - Parameters:
  ///   - number: the how manieth submission it is, from 1 on.
  ///   - name: what its submission calls the conversation.
  func script(kind: SubmissionKind, number: Int, name: String?) -> JobScript? {
    jobs.first { $0.fits(kind: kind, number: number, name: name) }?.script ?? usual
  }
}

/// How some of the submitted jobs go.
struct PlannedJob: Hashable, Sendable {
  /// nil means any, as with the other two.
  var kind: SubmissionKind?
  var number: Int?
  var name: String?
  var script: JobScript

  func fits(kind: SubmissionKind, number: Int, name: String?) -> Bool {
    (self.kind ?? kind) == kind && (self.number ?? number) == number
      && (self.name == nil || self.name == name)
  }
}

/// What a person can write on a job. The names are those of the store's columns.
package enum Annotation: String, Hashable, Sendable {
  /// What the job is called in place of its id.
  case label
  /// A line of text.
  case note

  package func text(of job: TrackedJob) -> String {
    switch self {
    case .label: job.label
    case .note: job.note
    }
  }
}

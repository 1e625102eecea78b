import JobTracking

/// A submission under way, as it is shown.
package struct PendingSubmission: Hashable, Sendable {
  package let label: String
  /// The size of the file that is sent, in bytes; nil when there is none.
  package let size: Int64?
  package let stage: Submitter.Stage

  package init(label: String, size: Int64?, stage: Submitter.Stage) {
    self.label = label
    self.size = size
    self.stage = stage
  }
}

import JobTracking

/// How wide the texts are that have been in view, in columns of the terminal.
///
/// The widths of the table's columns follow from them. They only grow, so that columns do not move to and fro while rows come
/// and go under the eye.
struct TextWidths: Hashable, Sendable {
  private(set) var label = 0
  private(set) var id = 0
  private(set) var status = 0
  private(set) var kind = 0
  private(set) var conversation = 0
  private(set) var service = 0

  /// Makes room for the texts of jobs.
  mutating func widen(for jobs: [TrackedJob]) {
    for job in jobs {
      label = max(label, job.label.columns)
      id = max(id, job.key.id.rawValue.columns)
      status = max(status, StatusAppearance(job.status, .ascii).text.columns)
      kind = max(kind, job.kind?.columns ?? 0)
      conversation = max(conversation, job.conversation?.rawValue.columns ?? 0)
      service = max(service, job.key.profile.columns)
    }
  }
}

extension DashboardState {
  /// Keeps the widths of what is in view.
  ///
  /// - Parameter isAnew: whether to forget what was in view before.
  mutating func settleWidths(isAnew: Bool) {
    if isAnew { textWidths = TextWidths() }
    textWidths.widen(for: jobsInView)
  }
}

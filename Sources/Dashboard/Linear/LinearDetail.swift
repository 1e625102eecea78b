import JobTracking

/// What the detail pane tells of a job, a sentence a paragraph.
enum LinearDetail {
  /// The most changes of status that are told.
  private static let mostChanges = 20

  /// - Parameter response: what the service said last; nil when that is not known.
  static func sentences(
    about job: TrackedJob, _ response: LastResponse?, _ state: DashboardState
  ) -> [String] {
    var state = state
    state.glyphs = .words
    state.response = ResponseReading(of: job.key, response)
    let document = DetailDocument(job, state)
    let essentials = (0..<document.count(.essentials)).map { document.paragraph(.essentials, $0) }
    let changes = job.history.count
    let background = (0..<document.count(.background)).filter {
      !(mostChanges..<max(changes, mostChanges)).contains($0)
    }
    .map { document.paragraph(.background, $0) }
    let earlier = changes - mostChanges
    return (job.label.isEmpty ? [] : ["Label: \(job.label)"])
      + (essentials + background).map { $0.title.isEmpty ? $0.text : "\($0.title): \($0.text)" }
      + (earlier > 0 ? ["The \(earlier) changes before that are left out."] : [])
  }
}

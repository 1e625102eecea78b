import JobTracking

extension DashboardState {
  /// Has the id of the selected job put into the clipboard, or the ids of the marked ones, a line each.
  mutating func copyID() -> [DashboardEffect] { copy("id") { $0.key.id.rawValue } }

  /// Has the URL of the selected job put into the clipboard, or those of the marked ones, a line each.
  mutating func copyURL() -> [DashboardEffect] {
    copy("URL") { [profile] in profile.statusURL(of: $0.key.id) }
  }

  private mutating func copy(_ what: String, _ text: (TrackedJob) -> String) -> [DashboardEffect] {
    let targets = targets
    guard let first = targets.jobs.first else { return nothingToActOn(targets) }
    let texts = targets.jobs.map(text)
    let name = texts.count == 1 ? "the \(what) \(text(first))" : "\(texts.count) \(what)s"
    return [.copy(texts.joined(separator: "\n"), naming: name)]
  }
}

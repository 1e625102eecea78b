import JobTracking

extension DashboardState {
  /// Has the id of the selected job put into the clipboard.
  mutating func copyID() -> [DashboardEffect] {
    guard let job = jobToCopy() else { return [] }
    return [.copy(job.key.id.rawValue, naming: "the id \(job.key.id)")]
  }

  /// Has the URL of the selected job put into the clipboard.
  mutating func copyURL() -> [DashboardEffect] {
    guard let job = jobToCopy() else { return [] }
    let url = profile.statusURL(of: job.key.id)
    return [.copy(url, naming: url)]
  }

  private mutating func jobToCopy() -> TrackedJob? {
    if selectedJob == nil { notice = "There is no job to copy; a adds one." }
    return selectedJob
  }
}

import JobTracking

/// Following: the cursor goes to whatever has changed last. It is the one way by which news moves the cursor, and so a person
/// has to turn it on, it is shown as long as it is on, and any key that moves the cursor turns it off.
extension DashboardState {
  /// The keys that end following, as a person wants to be elsewhere.
  private static let endedBy: Set<Action> = [
    .moveDown, .moveUp, .moveToFirst, .moveToLast, .pageDown, .pageUp, .halfPageDown, .halfPageUp, .mark,
    .markRange,
  ]

  mutating func toggleFollowing() {
    isFollowing.toggle()
    guard isFollowing else {
      notice = "Not following any more."
      return
    }
    markedRange = nil
    notice = "Following: the cursor goes to the job that changes last; moving it ends that."
  }

  /// Ends following when a person moves the cursor.
  mutating func endFollowing(for action: Action) {
    guard isFollowing, Self.endedBy.contains(action) else { return }
    isFollowing = false
    notice = "Not following any more."
  }

  /// Whether news may move the cursor: not away from what somebody is typing about.
  private var mayFollow: Bool { isFollowing && prompt == nil }

  /// Notes jobs that have come or stand elsewhere. It is to be called before the news is taken over.
  func isChange(_ job: TrackedJob) -> Bool {
    guard mayFollow else { return false }
    guard let before = jobs[job.key] else { return true }
    return before.status != job.status
  }

  /// Puts the cursor on the one of some jobs that has changed last, if the filter shows it.
  mutating func follow(_ changed: [JobKey]) {
    let latest = changed.compactMap { jobs[$0] }.filter { row(of: $0.key) != nil }.max {
      ($0.statusSince ?? $0.addedAt) < ($1.statusSince ?? $1.addedAt)
    }
    if let latest { selection = latest.key }
  }
}

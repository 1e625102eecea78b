import JobTracking

/// Jobs that were untracked together, so that they come back together.
struct UntrackedBatch: Sendable {
  /// The number of the key press; nil when it was done elsewhere.
  let number: Int?
  var jobs: [TrackedJob]
}

extension DashboardState {
  /// Keeps an untracked job for `u` to bring back, with those that left by the same key press.
  mutating func noteUntracked(_ job: TrackedJob, batch number: Int?) {
    if number != nil, let batch = untracked.lastIndex(where: { $0.number == number }) {
      untracked[batch].jobs.append(job)
    } else {
      untracked.append(UntrackedBatch(number: number, jobs: [job]))
    }
  }

  /// Leaves out of what `u` brings back the jobs that are tracked again anyway.
  mutating func forgetUntracked(_ keys: Set<JobKey>) {
    guard !keys.isEmpty else { return }
    for index in untracked.indices { untracked[index].jobs.removeAll { keys.contains($0.key) } }
    untracked.removeAll { $0.jobs.isEmpty }
  }
}

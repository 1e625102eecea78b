import JobTracking

/// Jobs that were untracked together, so that they come back together.
struct UntrackedBatch: Sendable {
  /// The number of the key press; nil when it was done elsewhere.
  let number: Int?
  var jobs: [TrackedJob]
  /// As they were at the end, where that is known.
  var latest: [JobKey: TrackedJob] = [:]
}

extension DashboardState {
  /// Keeps jobs that a person untracks for `u` to bring back, from the key press on: it need not be done yet.
  mutating func leave(_ jobs: [TrackedJob]) {
    let number = (untracked.compactMap(\.number).max() ?? 0) + 1
    for job in jobs { leaving[job.key] = number }
    untracked.append(UntrackedBatch(number: number, jobs: jobs))
  }

  /// Keeps a job that is not tracked any more, as it was at the end, for `u` to bring back.
  mutating func noteUntracked(_ job: TrackedJob) {
    guard let number = leaving.removeValue(forKey: job.key) else {
      untracked.append(UntrackedBatch(number: nil, jobs: [job]))
      return
    }
    guard let batch = untracked.lastIndex(where: { $0.number == number }) else { return }
    untracked[batch].latest[job.key] = job
  }

  /// Takes back what was untracked last.
  ///
  /// - Returns: nil when there is nothing to take back.
  mutating func takeLastUntracked() -> [TrackedJob]? {
    guard let batch = untracked.popLast() else { return nil }
    for job in batch.jobs where leaving[job.key] == batch.number { leaving[job.key] = nil }
    return batch.jobs.map { batch.latest[$0.key] ?? $0 }
  }

  /// Forgets what was to be untracked and could not be.
  mutating func stay() {
    let numbers = Set(leaving.values)
    untracked.removeAll { batch in batch.number.map(numbers.contains) ?? false }
    leaving = [:]
  }

  /// Leaves out of what `u` brings back the jobs that are tracked again anyway.
  mutating func forgetUntracked(_ keys: Set<JobKey>) {
    guard !keys.isEmpty else { return }
    for index in untracked.indices { untracked[index].jobs.removeAll { keys.contains($0.key) } }
    untracked.removeAll { $0.jobs.isEmpty }
  }
}

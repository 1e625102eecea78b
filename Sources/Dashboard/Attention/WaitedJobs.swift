import JobTracking

/// Jobs that a person waits for together: one notification comes once the last of them has ended.
struct WaitedJobs: Hashable, Sendable {
  /// The jobs, and for those that have ended whether they failed.
  private var jobs: [JobKey: Bool?] = [:]
  /// How many have not ended.
  private(set) var unfinished = 0
  private var failed = 0
  private var lastName = ""

  /// Whether there is nothing to tell: no job is left that has ended.
  var isEmpty: Bool { jobs.isEmpty }

  /// How many there are, ended or not.
  var count: Int { jobs.count }

  func contains(_ key: JobKey) -> Bool { jobs[key] != nil }

  /// Takes an unfinished job in.
  mutating func add(_ key: JobKey) {
    guard jobs[key] == nil else { return }
    jobs.updateValue(nil, forKey: key)
    unfinished += 1
  }

  /// Takes in what has become of a job; one that comes back after its end is waited for again.
  mutating func note(_ job: TrackedJob) {
    guard let before = jobs[job.key] else { return }
    let now = job.isFinished ? job.status == .failed : nil
    guard now != before else { return }
    count(before, by: -1)
    count(now, by: 1)
    jobs.updateValue(now, forKey: job.key)
    if now != nil { lastName = job.name }
  }

  /// Lets a job go.
  ///
  /// - Returns: whether it was one that had not ended.
  @discardableResult
  mutating func remove(_ key: JobKey) -> Bool {
    // What has ended stays counted, whoever untracks it afterwards.
    guard let state = jobs[key], state == nil else { return false }
    jobs[key] = nil
    unfinished -= 1
    return true
  }

  private mutating func count(_ hasFailed: Bool?, by step: Int) {
    if hasFailed == nil { unfinished += step }
    if hasFailed == true { failed += step }
  }

  /// `12 jobs ended: 10 completed, 2 failed`; of one job its name. To be used once all have ended.
  var sentence: String {
    if jobs.count == 1 { return "\(lastName) \(failed == 1 ? "has failed" : "is completed")" }
    let counts = [(jobs.count - failed, "completed"), (failed, "failed")].filter { $0.0 > 0 }
    return "\(jobs.count) jobs ended: " + counts.map { "\($0.0) \($0.1)" }.joined(separator: ", ")
  }
}

import JobAPI
import JobTracking

/// Jobs that have ended, counted for a sentence.
struct EndedJobs: Hashable, Sendable {
  /// How many keys are kept; the counts go on.
  private static let mostKeys = 1_000

  private(set) var completed = 0
  private(set) var failed = 0
  /// The first ones, in their order.
  private(set) var keys: [JobKey] = []
  private var firstName = ""

  var count: Int { completed + failed }
  var isEmpty: Bool { count == 0 }

  mutating func add(_ job: TrackedJob) {
    if isEmpty { firstName = job.name }
    if job.status == .failed { failed += 1 } else { completed += 1 }
    if keys.count < Self.mostKeys { keys.append(job.key) }
  }

  mutating func add(_ others: EndedJobs) {
    if isEmpty { firstName = others.firstName }
    completed += others.completed
    failed += others.failed
    keys += others.keys.prefix(Self.mostKeys - keys.count)
  }

  /// `3 done, 1 failed`.
  var counts: String {
    [(completed, "done"), (failed, "failed")].filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }
      .joined(separator: ", ")
  }

  /// What a notification says: of one job its name too.
  var sentence: String {
    count == 1 ? "\(firstName) \(failed == 1 ? "has failed" : "is completed")" : counts
  }
}

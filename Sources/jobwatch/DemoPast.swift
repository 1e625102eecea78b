import Foundation
import JobAPI
import JobServer
import JobTracking

/// What the store of the demo knows at its start, as if jobwatch had watched before: how the sample jobs came where they
/// stand, and how long others took that are not tracked any more.
enum DemoPast {
  /// What the sample jobs have in common.
  static let kind = "audio"

  /// How long past jobs took, in seconds.
  private static let durations: [Double] = [
    6, 8, 10, 12, 14, 16, 17, 19, 22, 24, 26, 30, 32, 35, 40, 45, 49, 55, 62, 72,
  ]

  /// Puts it into a store that has the sample jobs.
  static func write(to store: JobStore, _ samples: SampleJobs, profile: String, now: Date) async throws {
    for sample in samples.board {
      let key = JobKey(profile: profile, id: try JobID(sample.id))
      try await store.record(history(of: sample, now: now).map { (key, $0) })
    }
    let past = try durations.enumerated().map { number, seconds in
      (
        job: TrackedJob(
          key: JobKey(profile: profile, id: try JobID("past-\(number)")), kind: kind,
          addedAt: now.addingTimeInterval(-86_400)), seconds: seconds
      )
    }
    _ = try await store.track(past.map(\.job))
    try await store.record(
      past.flatMap { job, seconds in
        let end = job.addedAt.addingTimeInterval(seconds)
        return [
          (job.key, StatusTransition(from: nil, to: .scheduled, earliest: nil, seenAt: job.addedAt)),
          (job.key, StatusTransition(from: .scheduled, to: .completed, earliest: end, seenAt: end)),
        ]
      })
    try await store.untrack(past.map(\.job.key), at: now)
  }

  /// The statuses of a sample job up to now.
  private static func history(of sample: SampleJob, now: Date) -> [StatusTransition] {
    let script = sample.script
    let changes = [Duration.zero, script.queueTime, script.queueTime + script.runTime]
    var history: [StatusTransition] = []
    for change in changes where change < sample.startedAgo {
      let instant = now.addingTimeInterval((change - sample.startedAgo) / .seconds(1))
      history.append(
        StatusTransition(
          from: history.last?.to, to: script.status(after: change),
          earliest: history.isEmpty ? nil : instant, seenAt: instant))
    }
    return history
  }
}

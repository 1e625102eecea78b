import Dashboard
import Foundation
import JobAPI
import JobTracking
import Terminal

/// When the tests take place: 2026-11-25 14:03:05 UTC.
let testNow = Date(timeIntervalSince1970: 1_795_615_385)

let roomy = Size(columns: 80, rows: 24)
let small = Size(columns: 40, rows: 10)

let allStatuses: [JobStatus?] = [
  .scheduled, .inProgress, .completed, .failed, .unrecognized("paused"), nil,
]

func jobID(_ text: String) -> JobID {
  guard let id = try? JobID(text) else { preconditionFailure("'\(text)' is no job id") }
  return id
}

func jobKey(_ id: String) -> JobKey { JobKey(profile: JobAPIProfile.symbl.name, id: jobID(id)) }

/// A job that was added a while ago and has come to a status since.
///
/// - Parameters:
///   - addedAgo: seconds before ``testNow``; the larger, the further down the table.
///   - statusAgo: seconds before ``testNow`` when the status was first seen.
func job(
  _ id: String, _ status: JobStatus? = .inProgress, label: String = "", addedAgo: TimeInterval = 600,
  statusAgo: TimeInterval = 60, conversation: String? = nil, trouble: JobAPIError? = nil
) -> TrackedJob {
  var job = TrackedJob(
    key: jobKey(id), label: label, conversation: conversation.map(ConversationID.init),
    addedAt: testNow.addingTimeInterval(-addedAgo))
  if let status { job.see(status, ago: statusAgo) }
  if let trouble { job.wentUnanswered(trouble, at: testNow) }
  return job
}

/// `job-0` to `job-(count-1)` from the top of the table down, of every status in turn.
func manyJobs(_ count: Int, statuses: [JobStatus?] = allStatuses) -> [TrackedJob] {
  (0..<count).map { job("job-\($0)", statuses[$0 % statuses.count], addedAgo: 600 + TimeInterval($0)) }
}

extension TrackedJob {
  /// Takes over an answer of so many seconds before ``testNow``.
  mutating func see(_ status: JobStatus, ago: TimeInterval = 0) {
    let instant = testNow.addingTimeInterval(-ago)
    answered(transition(to: status, at: instant), at: instant)
  }

  func seeing(_ status: JobStatus, ago: TimeInterval = 0) -> TrackedJob {
    var job = self
    job.see(status, ago: ago)
    return job
  }

  func troubled(_ error: JobAPIError) -> TrackedJob {
    var job = self
    job.wentUnanswered(error, at: testNow)
    return job
  }
}

/// The time in UTC, so that no test depends on where it runs.
func utc(_ date: Date) -> LocalTime {
  var seconds = time_t(date.timeIntervalSince1970.rounded(.down))
  var parts = tm()
  gmtime_r(&seconds, &parts)
  return LocalTime(
    year: Int(parts.tm_year) + 1900, month: Int(parts.tm_mon) + 1, day: Int(parts.tm_mday),
    hour: Int(parts.tm_hour), minute: Int(parts.tm_min), second: Int(parts.tm_sec))
}

import Foundation
import Terminal

/// What is told about the jobs outside the screen.
extension DashboardState {
  /// The title of the window: what is left of how much.
  package var windowTitle: String {
    let counts = jobs.counts
    guard counts.all > 0 else { return "jobwatch" }
    let failures = counts.failed > 0 ? ", \(counts.failed) failed" : ""
    guard counts.unfinished > 0 else { return "jobwatch: \(counts.all) ended\(failures)" }
    return "jobwatch: \(counts.unfinished) of \(counts.all) unfinished\(failures)"
  }

  /// How far the jobs are that were unfinished when the dashboard was opened, or came later; nil when all have ended.
  package var windowProgress: WindowProgress? { tally.progress(unfinished: jobs.counts.unfinished) }

  /// What is left in sight when the dashboard is closed; nil when there was nothing to watch.
  package func summary(at now: Date) -> String? {
    let counts = jobs.counts
    let watched = tally.completed + tally.failed + counts.unfinished
    guard watched > 0 else { return nil }
    let parts = [
      (tally.completed, "completed"), (tally.failed, "failed"), (counts.inProgress, "running"),
      (counts.scheduled, "scheduled"), (counts.other + counts.notKnown, "unknown"),
    ]
    let text = parts.filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }.joined(separator: ", ")
    let time = TimeText.duration(now.timeIntervalSince(tally.openedAt))
    return "\(watched) job\(watched == 1 ? "" : "s") watched for \(time): \(text)."
  }
}

extension StatusCounts {
  /// Jobs that have not ended, as far as is known.
  var unfinished: Int { all - completed - failed }
}

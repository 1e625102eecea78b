import Foundation
import JobTracking
import Terminal

/// What has happened to the jobs since the dashboard was opened.
struct SessionTally: Sendable {
  let openedAt: Date
  /// The jobs that have ended since, and whether they failed.
  private var ended: [JobKey: Bool] = [:]
  private(set) var failed = 0

  init(openedAt: Date) { self.openedAt = openedAt }

  var completed: Int { ended.count - failed }

  /// Takes in what has become of a job.
  mutating func note(_ before: TrackedJob?, _ job: TrackedJob) {
    guard let before, before.isFinished != job.isFinished || ended[job.key] != nil else { return }
    let hasFailed = job.isFinished ? job.status == .failed : nil
    let had = ended[job.key]
    guard hasFailed != had else { return }
    ended[job.key] = hasFailed
    failed += (hasFailed == true ? 1 : 0) - (had == true ? 1 : 0)
  }

  /// How much of what there was to do is done; nil when there is nothing left.
  func progress(unfinished: Int) -> WindowProgress? {
    guard unfinished > 0 else { return nil }
    return WindowProgress(percent: ended.count * 100 / (ended.count + unfinished), hasFailures: failed > 0)
  }
}

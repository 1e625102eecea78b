import Foundation
import JobAPI
import JobTracking

/// What the shown jobs have in common.
package struct JobStatistics: Hashable, Sendable {
  /// As of when.
  package let at: Date
  package let jobs: Int
  package let unfinished: Int
  /// From the beginning until it ran, in seconds; nil when that was seen of none.
  package let queueTime: Percentiles?
  /// From then until it ended, in seconds; nil when that was seen of none.
  package let runTime: Percentiles?
  package let completed: Int
  package let failed: Int
  /// How many ends were seen in the hour before.
  package let endedInHour: Int
  package let ends: EndCounts

  /// Complexity: O(n log n)
  init(_ jobs: some Sequence<TrackedJob>, now: Date) {
    var (count, unfinished, completed, failed) = (0, 0, 0, 0)
    var (queued, ran, ends): ([Double], [Double], [Date]) = ([], [], [])
    for job in jobs {
      count += 1
      switch job.status {
      case .completed: completed += 1
      case .failed: failed += 1
      default: unfinished += 1
      }
      let times = JobTimes(job)
      if let seconds = times.queued { queued.append(seconds) }
      if let seconds = times.ran { ran.append(seconds) }
      if job.isFinished, let end = times.end { ends.append(end) }
    }
    at = now
    self.jobs = count
    self.unfinished = unfinished
    self.completed = completed
    self.failed = failed
    queueTime = Percentiles(queued)
    runTime = Percentiles(ran)
    endedInHour = ends.count { (0..<3_600).contains(now.timeIntervalSince($0)) }
    self.ends = EndCounts(ends, now: now)
  }
}

/// How many jobs ended when.
package struct EndCounts: Hashable, Sendable {
  /// Seconds that one count is about.
  package let step: Int
  /// The earliest first; the last one is the present's.
  package let counts: [Int]
  /// When the first count begins.
  package let start: Date

  /// How many counts there are.
  static let size = 60
  /// From a minute to ten years.
  private static let steps = [1, 10, 60, 360, 1_440, 10_080, 43_200, 525_600, 5_256_000]

  init(_ ends: [Date], now: Date) {
    let first = ends.min() ?? now
    let number = { (date: Date, step: Int) in Int((date.timeIntervalSince1970 / Double(step)).rounded(.down))
    }
    let step =
      Self.steps.first { number(now, $0) - number(first, $0) < Self.size } ?? Self.steps[Self.steps.count - 1]
    let firstNumber = number(now, step) - Self.size + 1
    var counts = Array(repeating: 0, count: Self.size)
    for end in ends {
      let index = number(end, step) - firstNumber
      if counts.indices.contains(index) { counts[index] += 1 }
    }
    self.step = step
    self.counts = counts
    start = Date(timeIntervalSince1970: Double(firstNumber * step))
  }

  /// The counts for as many columns as there is room for, each for the same time.
  func fitted(to columns: Int) -> (counts: [Int], step: Int) {
    let together = [1, 2, 3, 4, 5, 6, 10].first { Self.size / $0 <= columns } ?? Self.size
    let starts = stride(from: 0, to: Self.size, by: together)
    return (starts.map { counts[$0..<$0 + together].reduce(0, +) }, step * together)
  }
}

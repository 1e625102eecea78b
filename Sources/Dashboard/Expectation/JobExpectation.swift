import Foundation
import JobTracking

/// When an unfinished job is likely to end, by how long past jobs of its kind took.
package struct JobExpectation: Hashable, Sendable {
  /// How it compares with past ones.
  package enum Pace: Hashable, Sendable {
    case usual
    /// It has taken longer than 95 % of them, of which 20 or more are known.
    case slow
    /// It has taken so many times as long as the longest of them that it may never end.
    case stuck
  }

  /// When 8 in 10 jobs like it end: from the 10th to the 90th percentile. Nil when too few past jobs are known.
  package let range: ClosedRange<Date>?
  /// How long half of the jobs like it took at most, in seconds; nil when too few are known.
  package let median: Double?
  /// How long it has taken, in seconds: at least so long when its beginning was not seen.
  package let elapsed: Double
  /// Of how many past jobs this was learned.
  package let learnedFrom: Int
  /// How long the longest of them took, in seconds; nil when too few are known.
  package let longest: Double?
  package let pace: Pace

  /// How many times as long as the longest past job one takes that counts as stuck. No number of past jobs that is kept says
  /// anything about one in a thousand; how few there are is made up for by a larger factor.
  private static func stuckFactor(_ count: Int) -> Double {
    count >= DurationEstimate.fewestForShares ? 3 : 10
  }
  /// How many seconds a job nothing is known about may stand in the same status before it counts as stuck. The services'
  /// jobs take hours at most.
  private static let longestStand: Double = 86_400

  /// - Returns: nil for a job that has ended, or of which no status is known yet.
  package init?(of job: TrackedJob, _ estimate: DurationEstimate?, now: Date) {
    guard !job.isFinished, let since = job.statusSince else { return nil }
    let began = job.beganAt
    elapsed = max(0, now.timeIntervalSince(began))
    guard let estimate else {
      (range, median, learnedFrom, longest) = (nil, nil, 0, nil)
      pace = now.timeIntervalSince(since) >= Self.longestStand ? .stuck : .usual
      return
    }
    let usual = estimate.usual
    let latest = began.addingTimeInterval(usual.upperBound)
    // Of one whose beginning was not seen only the upper end holds.
    let earliest = job.beginningWasSeen ? began.addingTimeInterval(usual.lowerBound) : .distantPast
    range = earliest...latest
    median = estimate.median
    learnedFrom = estimate.count
    longest = estimate.longest
    let isStuck = elapsed > estimate.longest * Self.stuckFactor(estimate.count)
    let isSlow = elapsed > estimate.percentile95 ?? .infinity
    pace = isStuck ? .stuck : isSlow ? .slow : .usual
  }

  /// How far it has come, 0...1: 1 when half of the jobs like it have ended; nil when too few past jobs are known.
  package var progress: Double? { median.map { min(1, elapsed / $0) } }
}

extension DashboardState {
  /// When a job is likely to end; nil when it has ended, or nothing is known of it.
  package func expectation(of job: TrackedJob) -> JobExpectation? {
    JobExpectation(of: job, estimates[job.kind], now: now)
  }
}

import Dashboard
import Foundation
import JobAPI
import JobTracking

/// Sorting in the slowest and most obvious way; for labels and ids without numbers of several lengths.
enum SortModel {
  static func sorted(_ jobs: [TrackedJob], _ sort: JobSort) -> [TrackedJob] {
    let with = jobs.enumerated().filter { !isEmpty($0.element, sort.column) }
    let without = jobs.filter { isEmpty($0, sort.column) }
    let ordered = with.sorted { left, right in
      let order = compare(left.element, right.element, sort.column)
      guard order == 0 else { return sort.isReversed ? order > 0 : order < 0 }
      return left.offset < right.offset
    }
    return ordered.map(\.element) + without
  }

  private static func isEmpty(_ job: TrackedJob, _ column: JobColumn) -> Bool {
    switch column {
    case .status, .inStatus: job.status == nil
    case .label: job.label.isEmpty
    case .checked: job.lastCheckedAt == nil
    case .took: job.seconds == nil
    case .kind: job.kind == nil
    case .conversation: job.conversation == nil
    case .expected: true  // nothing is known of past jobs
    case .id, .age, .service: false
    }
  }

  private static func compare(_ left: TrackedJob, _ right: TrackedJob, _ column: JobColumn) -> Int {
    switch column {
    case .status: compare(place(left), place(right))
    case .label: compare(left.label.lowercased(), right.label.lowercased())
    case .id: left.key.id.rawValue.compare(right.key.id.rawValue, options: .numeric).rawValue
    case .age: compare(age(left), age(right))
    case .inStatus: compare(right.statusSince ?? testNow, left.statusSince ?? testNow)
    case .checked: compare(right.lastCheckedAt ?? testNow, left.lastCheckedAt ?? testNow)
    case .took: compare(left.seconds ?? 0, right.seconds ?? 0)
    case .expected, .kind, .conversation, .service: 0
    }
  }

  private static func compare<Value: Comparable>(_ left: Value, _ right: Value) -> Int {
    left < right ? -1 : left > right ? 1 : 0
  }

  private static func place(_ job: TrackedJob) -> Int {
    switch job.status {
    case .scheduled: 0
    case .inProgress: 1
    case .completed: 2
    case .failed: 3
    case .unrecognized, nil: 4
    }
  }

  /// Those that run come first.
  private static func age(_ job: TrackedJob) -> Double {
    let end = job.isFinished ? (job.statusSince ?? testNow).addingTimeInterval(1e9) : testNow
    return end.timeIntervalSince(job.addedAt)
  }
}

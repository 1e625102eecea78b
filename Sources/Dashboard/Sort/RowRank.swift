import Foundation
import JobTracking

/// Where a job stands among others, but for those that are alike in all of it: they keep the order of ``JobList``.
struct RowRank: Sendable {
  private let key: SortKey
  private let addedAt: Date
  private let isReversed: Bool

  init(_ job: TrackedJob, _ sort: JobSort?) {
    key = sort.map { SortKey(job, by: $0) } ?? .nothing
    isReversed = sort?.isReversed ?? false
    addedAt = job.addedAt
  }

  /// Below, at or above 0, as this one comes before the other, beside it or after it.
  func order(_ other: RowRank) -> Int {
    if key != other.key {
      let isBefore = key < other.key
      // What there is nothing to compare of stands last either way.
      let isTurned = isReversed && key != .nothing && other.key != .nothing
      return isBefore != isTurned ? -1 : 1
    }
    return addedAt == other.addedAt ? 0 : addedAt > other.addedAt ? -1 : 1
  }
}

extension [ArrangedJob] {
  /// The rows whose jobs are alike in rank; empty, where one would be put, when there is none.
  ///
  /// Complexity: O(log n)
  func rows(alike rank: RowRank, _ sort: JobSort?) -> Range<Int> {
    let first = partition(0..<count) { RowRank($0.job, sort).order(rank) >= 0 }
    return first..<partition(first..<count) { RowRank($0.job, sort).order(rank) > 0 }
  }

  /// The row of a job that is as it was when it was put in; nil when it is not there.
  func row(of job: TrackedJob, _ sort: JobSort?) -> Int? {
    let alike = rows(alike: RowRank(job, sort), sort)
    return self[alike].firstIndex { $0.job.key == job.key }
  }

  private func partition(_ range: Range<Int>, _ isBehind: (ArrangedJob) -> Bool) -> Int {
    var low = range.lowerBound
    var high = range.upperBound
    while low < high {
      let middle = (low + high) / 2
      if isBehind(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}

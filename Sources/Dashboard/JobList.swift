import Foundation
import JobTracking

/// The tracked jobs in the order they are shown: newest first, jobs added together in their order.
///
/// The place of a job does not depend on its status, so that no update moves a row.
package struct JobList: Sendable {
  private var jobs: [JobKey: TrackedJob] = [:]
  /// The keys in their order.
  package private(set) var keys: [JobKey] = []
  package private(set) var counts = StatusCounts()

  /// - Parameter jobs: in any order, each once. As the store has them they take the least time.
  package init(_ jobs: [TrackedJob] = []) {
    self.jobs.reserveCapacity(jobs.count)
    keys.reserveCapacity(jobs.count)
    // Each is looked at once, as fetching very many from memory is what takes the time.
    var isSorted = true
    var last = Date.distantFuture
    for job in jobs {
      self.jobs[job.key] = job
      keys.append(job.key)
      counts.add(job)
      let addedAt = job.addedAt
      isSorted = isSorted && addedAt <= last
      last = addedAt
    }
    if !isSorted { keys = jobs.sorted { $0.addedAt > $1.addedAt }.map(\.key) }
  }

  package var count: Int { keys.count }
  package var isEmpty: Bool { keys.isEmpty }

  package subscript(key: JobKey) -> TrackedJob? { jobs[key] }
  package subscript(row: Int) -> TrackedJob? { keys.indices.contains(row) ? jobs[keys[row]] : nil }

  /// The row of a job. Complexity: O(log n), and the length of the batch it was added with.
  package func row(of key: JobKey) -> Int? {
    guard let job = jobs[key] else { return nil }
    return keys[firstRow { $0 <= job.addedAt }...].firstIndex(of: key)
  }

  /// Adds a job, or takes over what is new about it.
  package mutating func put(_ job: TrackedJob) {
    if let old = jobs.updateValue(job, forKey: job.key) {
      counts.remove(old)
    } else {
      keys.insert(job.key, at: firstRow { $0 < job.addedAt })
    }
    counts.add(job)
  }

  package mutating func remove(_ key: JobKey) {
    guard let row = row(of: key), let job = jobs.removeValue(forKey: key) else { return }
    keys.remove(at: row)
    counts.remove(job)
  }

  /// The first row whose job was added at an instant that `isReached` accepts; the rows go back in time.
  private func firstRow(where isReached: (Date) -> Bool) -> Int {
    // At the start they come in their order, each one after all that are there.
    if let last = keys.last, let job = jobs[last], !isReached(job.addedAt) { return keys.count }
    var low = 0
    var high = keys.count
    while low < high {
      let middle = (low + high) / 2
      if let job = jobs[keys[middle]], !isReached(job.addedAt) { low = middle + 1 } else { high = middle }
    }
    return low
  }
}

/// How many jobs stand where, for the header.
package struct StatusCounts: Hashable, Sendable {
  package private(set) var scheduled = 0
  package private(set) var inProgress = 0
  package private(set) var completed = 0
  package private(set) var failed = 0
  /// Jobs of a status that jobwatch does not know.
  package private(set) var other = 0
  /// Jobs whose status the service has not told yet.
  package private(set) var notKnown = 0
  /// Jobs that could not be asked about, wherever they stand.
  package private(set) var troubled = 0
  /// Those of them that the service does not know.
  package private(set) var notFound = 0
  /// Jobs whose statuses came in an odd order.
  package private(set) var odd = 0

  package var all: Int { scheduled + inProgress + completed + failed + other + notKnown }

  mutating func add(_ job: TrackedJob) { count(job, by: 1) }
  mutating func remove(_ job: TrackedJob) { count(job, by: -1) }

  private mutating func count(_ job: TrackedJob, by step: Int) {
    switch job.status {
    case .scheduled: scheduled += step
    case .inProgress: inProgress += step
    case .completed: completed += step
    case .failed: failed += step
    case .unrecognized: other += step
    case nil: notKnown += step
    }
    if job.health != .ok { troubled += step }
    if case .notFound = job.health { notFound += step }
    if job.anomaly != nil { odd += step }
  }
}

import Dashboard
import Foundation
import JobTracking
import TestTools
import Testing

@Suite struct JobListTests {
  /// The same, done the slow and obvious way.
  private struct Model {
    /// In the order of their arrival.
    var jobs: [TrackedJob] = []

    var shown: [TrackedJob] {
      jobs.enumerated().sorted { left, right in
        let (older, newer) = (left.element.addedAt, right.element.addedAt)
        return older == newer ? left.offset < right.offset : older > newer
      }.map(\.element)
    }

    mutating func put(_ job: TrackedJob) {
      if let index = jobs.firstIndex(where: { $0.key == job.key }) {
        jobs[index] = job
      } else {
        jobs.append(job)
      }
    }

    mutating func remove(_ key: JobKey) { jobs.removeAll { $0.key == key } }
  }

  @Test("newer jobs stand above older ones, jobs added together in their order")
  func order() {
    let list = JobList([
      job("old", addedAgo: 9), job("b", addedAgo: 5), job("a", addedAgo: 5), job("new", addedAgo: 1),
    ])
    #expect(list.keys == ["new", "b", "a", "old"].map { jobKey($0) })
  }

  @Test("what is new about a job does not move it")
  func putAgain() {
    var list = JobList(manyJobs(3))
    list.put(manyJobs(3)[1].seeing(.failed))
    #expect(list.keys == (0..<3).map { jobKey("job-\($0)") })
    #expect(list[1]?.status == .failed)
  }

  @Test("a row or key that is not there gives nothing", arguments: [-1, 3, .max])
  func outside(row: Int) {
    let list = JobList(manyJobs(3))
    #expect(list[row] == nil)
    #expect(list[jobKey("other")] == nil)
    #expect(list.row(of: jobKey("other")) == nil)
  }

  @Test("any order of changes leaves it as an obvious list would be", arguments: 1...8 as ClosedRange<UInt64>)
  func model(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    var list = JobList()
    var model = Model()
    for _ in 0..<400 {
      let number = Int.random(in: 0..<60, using: &generator)
      let key = jobKey("job-\(number)")
      if Int.random(in: 0..<3, using: &generator) == 0 {
        list.remove(key)
        model.remove(key)
      } else {
        // Few instants, so that many jobs were added at the same one.
        let status = allStatuses.randomElement(using: &generator) ?? nil
        let job = job("job-\(number)", status, addedAgo: Double(number % 5))
        list.put(job)
        model.put(job)
      }
      let shown = model.shown
      #expect(list.keys == shown.map { $0.key })
      #expect(list.count == shown.count)
      #expect(list.isEmpty == shown.isEmpty)
      for (row, job) in shown.enumerated() where list.row(of: job.key) != row || list[row] != job {
        Issue.record("row \(row) differs")
      }
      #expect(list.counts.all == shown.count)
      #expect(list.counts.failed == shown.count { $0.status == .failed })
    }
  }
}

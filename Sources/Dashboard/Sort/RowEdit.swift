/// Jobs that leave an order and jobs that come into it, all of them in one pass.
struct RowEdit {
  private var removed: [Int] = []
  private var inserted: [(row: Int, job: ArrangedJob, placeInList: Int)] = []

  mutating func remove(_ row: Int) { removed.append(row) }

  /// - Parameters:
  ///   - row: before which row it comes, as they were before all removals.
  ///   - placeInList: its row in ``JobList``, which decides among jobs that are alike.
  mutating func insert(_ job: ArrangedJob, before row: Int, placeInList: Int) {
    inserted.append((row, job, placeInList))
  }

  /// Complexity: O(n + m log m) in the rows and the changes; a single change moves only what is behind it.
  mutating func apply(to jobs: inout [ArrangedJob], _ sort: JobSort?) {
    removed.sort()
    inserted.sort { left, right in
      guard left.row == right.row else { return left.row < right.row }
      let order = RowRank(left.job.job, sort).order(RowRank(right.job.job, sort))
      return order == 0 ? left.placeInList < right.placeInList : order < 0
    }
    guard removed.count + inserted.count > 2 else {
      for change in inserted.reversed() {
        jobs.insert(change.job, at: change.row)
        for index in removed.indices where removed[index] >= change.row { removed[index] += 1 }
      }
      for row in removed.reversed() { jobs.remove(at: row) }
      return
    }
    var edited: [ArrangedJob] = []
    edited.reserveCapacity(jobs.count + inserted.count)
    var next = 0
    var removals = removed[...]
    func take(upTo end: Int) {
      while let first = removals.first, first < end {
        edited += jobs[next..<first]
        next = first + 1
        removals.removeFirst()
      }
      if next < end {
        edited += jobs[next..<end]
        next = end
      }
    }
    for change in inserted {
      take(upTo: change.row)
      edited.append(change.job)
    }
    take(upTo: jobs.count)
    jobs = edited
  }
}

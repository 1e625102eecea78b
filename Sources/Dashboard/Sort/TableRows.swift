import Foundation
import JobTracking

/// The rows of the table: all jobs in the order of ``JobList``, or those that are looked for, as they are sorted.
extension DashboardState {
  /// How many rows there are.
  package var rowCount: Int { arranged?.shown.count ?? jobs.count }

  /// The job of a row; nil where there is no row.
  package func job(inRow row: Int) -> TrackedJob? {
    guard let arranged else { return jobs[row] }
    return arranged.shown.indices.contains(row) ? arranged.shown[row].job : nil
  }

  /// The row of a job; nil when it has none. Complexity: O(log n)
  package func row(of key: JobKey) -> Int? {
    guard let arranged else { return jobs.row(of: key) }
    return jobs[key].flatMap(arranged.row(of:))
  }

  /// The jobs of some rows, those left out that there are not.
  package func keys(inRows rows: Range<Int>) -> [JobKey] {
    let rows = rows.clamped(to: 0..<rowCount)
    return arranged.map { $0.shown[rows].map(\.job.key) } ?? Array(jobs.keys[rows])
  }

  /// Orders the rows anew, after the filter or the sorting has changed.
  ///
  /// Complexity: O(n log n)
  mutating func arrange() {
    // It stays once it is there: the next filter is quicker then.
    guard arranged != nil || filter != nil || sort != nil || prompt?.purpose == .filter else { return }
    if arranged == nil || arranged?.sort != sort { arranged = ArrangedJobs(jobs, sort) }
    let wanted = filter
    arranged?.show(wanted, now: now)
  }

  /// Makes the rows right after an event: time may have let jobs in or out, and the job under the cursor is shown whether it
  /// is looked for or not.
  mutating func settleRows() {
    guard arranged != nil else { return }
    if let due = arranged?.nextChange, due <= now {
      keepingScroll { state in
        state.arranged?.evaluate(now: state.now)
        return []
      }
    }
    let selected = selectedJob
    arranged?.keep(selected, now: now)
  }

  /// Changes the rows so that what is on the screen stays where it is, whatever comes or goes above it.
  ///
  /// - Parameter change: returns the jobs that moved by themselves: the others do not follow them.
  mutating func keepingScroll(_ change: (inout DashboardState) -> Set<JobKey>) {
    let first = firstRow
    let inView = first > 0 ? keys(inRows: first..<first + max(1, Layout(self).tableRows)) : []
    let moved = change(&self)
    // When all of them moved, the one under the cursor stays on its line.
    let anchors = inView.enumerated().filter { !moved.contains($0.element) }
    let selected = inView.enumerated().filter { $0.element == selection }
    for (offset, key) in anchors + selected {
      guard let row = row(of: key) else { continue }
      firstRow = max(0, row - offset)
      return
    }
  }
}

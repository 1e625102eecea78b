import JobTracking

extension DashboardState {
  /// The jobs that a person sees: the rows of the table, and the one whose detail is open.
  package var shownJobs: [JobKey] {
    let rows = firstRow..<min(jobs.count, firstRow + Layout(self).tableRows)
    return (rows.isEmpty ? [] : Array(jobs.keys[rows])) + (isDetailOpen ? [selection].compactMap(\.self) : [])
  }
}

import JobTracking

extension DashboardState {
  /// The jobs that a person sees: the rows of the table, and the one whose detail is open.
  package var shownJobs: [JobKey] {
    keys(inRows: firstRow..<firstRow + Layout(self).tableRows)
      + (isDetailOpen ? [selection].compactMap(\.self) : [])
  }
}

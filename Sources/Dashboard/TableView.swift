import Foundation
import JobTracking
import Terminal

/// The table of tracked jobs. Only the rows in view are formatted.
enum TableView {
  static func draw(_ state: DashboardState, in rows: Range<Int>, on canvas: inout Canvas) {
    guard !rows.isEmpty else { return }
    guard !state.jobs.isEmpty else {
      drawEmpty(in: rows, on: &canvas)
      return
    }
    let inView = state.firstRow..<min(state.jobs.count, state.firstRow + rows.count - 1)
    let jobs = inView.compactMap { state.jobs[$0] }
    let columns = TableColumns(width: canvas.size.columns, rows: jobs)
    for column in columns.columns {
      let title = Glyph.glyphs(of: column.kind.title).fitted(to: column.width)
      canvas.write(title, at: Position(column: column.start, row: rows.lowerBound), style: Style(nil, .bold))
    }
    for (offset, job) in jobs.enumerated() {
      draw(job, state, columns, row: rows.lowerBound + 1 + offset, on: &canvas)
    }
  }

  private static func draw(
    _ job: TrackedJob, _ state: DashboardState, _ columns: TableColumns, row: Int,
    on canvas: inout Canvas
  ) {
    let look = StatusAppearance(job.status, state.glyphs)
    let isSelected = job.key == state.selection
    if isSelected { canvas.restyle(row: row, look.style.adding(.reverse)) }
    if job.health != .ok || job.anomaly != nil {
      canvas.write(
        "!", at: Position(column: 0, row: row),
        style: isSelected ? look.style.adding(.reverse) : Style(.yellow, .bold))
    }
    for column in columns.columns {
      let (text, style) = cell(column.kind, of: job, look, columns, state)
      let truncation: Truncation = column.kind == .id ? .middle : .end
      let glyphs = Glyph.glyphs(of: text)
        .fitted(to: column.width, truncation: truncation, ellipsis: state.glyphs.ellipsis)
      canvas.write(
        glyphs, at: Position(column: column.start, row: row),
        style: isSelected ? look.style.adding(.reverse) : style)
    }
  }

  private static func cell(
    _ kind: TableColumns.Kind, of job: TrackedJob, _ look: StatusAppearance, _ columns: TableColumns,
    _ state: DashboardState
  ) -> (String, Style) {
    switch kind {
    case .status: (look.text, look.style)
    case .label: (columns.label(of: job), look.style)
    case .id: (job.key.id.rawValue, .plain)
    case .age: (age(of: job, state), .plain)
    case .inStatus: (timeInStatus(of: job, state), .plain)
    case .checked: checked(job, state)
    }
  }

  /// How long the job has been tracked; of a finished one, how long it took until its end was seen.
  private static func age(of job: TrackedJob, _ state: DashboardState) -> String {
    let end = job.isFinished ? job.statusSince ?? state.now : state.now
    return TimeText.duration(end.timeIntervalSince(job.addedAt))
  }

  /// How long the job has stood where it stands; of a finished one, since when.
  private static func timeInStatus(of job: TrackedJob, _ state: DashboardState) -> String {
    guard let since = job.statusSince else { return "" }
    guard !job.isFinished else { return TimeText.instant(since, in: state) }
    return TimeText.duration(state.now.timeIntervalSince(since))
  }

  private static func checked(_ job: TrackedJob, _ state: DashboardState) -> (String, Style) {
    if let trouble = job.health.shortName { return (trouble, Style(.yellow, .bold)) }
    if let anomaly = job.anomaly { return (anomaly.shortName, Style(.yellow, .bold)) }
    guard let last = job.lastCheckedAt else { return ("", .plain) }
    guard !job.isFinished else { return (TimeText.instant(last, in: state), .plain) }
    // Fresh is fresh: counting its seconds would only make the screen restless.
    let age = state.now.timeIntervalSince(last)
    return age < freshness ? ("now", .plain) : ("\(TimeText.duration(age)) ago", .plain)
  }

  /// For how many seconds an answer counts as of now.
  private static let freshness: TimeInterval = 5

  private static func drawEmpty(in rows: Range<Int>, on canvas: inout Canvas) {
    let lines = ["No jobs are tracked yet.", "", "Press a and give a job id,", "or A to submit a text."]
    let top = rows.lowerBound + max(0, (rows.count - lines.count) / 2)
    for (offset, line) in lines.enumerated() where rows.contains(top + offset) {
      let column = max(0, (canvas.size.columns - line.columns) / 2)
      canvas.write(line, at: Position(column: column, row: top + offset))
    }
  }
}

import Foundation
import JobTracking
import Terminal

/// The table of tracked jobs. Only the rows in view are formatted.
enum TableView {
  static func draw(_ state: DashboardState, in rows: Range<Int>, on canvas: inout Canvas) {
    guard !rows.isEmpty else { return }
    guard state.rowCount > 0 else {
      EmptyTableView.draw(state, in: rows, on: &canvas)
      return
    }
    if let axis = state.timeAxis { return TimelineView.draw(state, axis, in: rows, on: &canvas) }
    let columns = state.tableColumns
    drawTitles(state, columns, row: rows.lowerBound, on: &canvas)
    for (offset, job) in state.jobsInView.enumerated() {
      draw(job, state, columns, row: rows.lowerBound + 1 + offset, on: &canvas)
    }
  }

  private static func drawTitles(
    _ state: DashboardState, _ columns: TableColumns, row: Int, on canvas: inout Canvas
  ) {
    let style = Style.heading
    for column in columns.columns {
      let arrow = state.sort.flatMap { sort in
        sort.column == column.column ? state.glyphs.sortArrow(isReversed: sort.isReversed) : nil
      }
      let title = Glyph.glyphs(of: column.column.title).fitted(to: column.width - (arrow == nil ? 0 : 1))
      let end = canvas.write(title, at: Position(column: column.start, row: row), style: style)
      if let arrow { canvas.write(arrow, at: Position(column: end, row: row), style: style) }
    }
    if columns.isCutLeft { canvas.write("<", at: Position(column: 0, row: row), style: style) }
    if columns.isCutRight {
      canvas.write(">", at: Position(column: canvas.size.columns - 1, row: row), style: style)
    }
  }

  private static func draw(
    _ job: TrackedJob, _ state: DashboardState, _ columns: TableColumns, row: Int,
    on canvas: inout Canvas
  ) {
    let look = StatusAppearance(job.status, state.glyphs)
    drawMarks(of: job, state, row: row, on: &canvas)
    let isLeaving = state.leaving[job.key] != nil
    for column in columns.columns {
      let (text, usual) = cell(column.column, of: job, look, columns, state)
      let style = isLeaving ? .faint : usual
      let truncation: Truncation = column.column == .id || column.column == .conversation ? .middle : .end
      let glyphs = Glyph.glyphs(of: text)
        .fitted(to: column.width, truncation: truncation, ellipsis: state.glyphs.ellipsis)
      canvas.write(glyphs, at: Position(column: column.start, row: row), style: style)
    }
    guard job.key == state.selection else { return }
    canvas.restyle(row: row, columns: TableColumns.gutter..<columns.namesEnd, look.style.selected)
  }

  /// What stands at the very left of a job: that something is wrong with it, and that it is marked or else waited for.
  static func drawMarks(of job: TrackedJob, _ state: DashboardState, row: Int, on canvas: inout Canvas) {
    if job.health != .ok || job.anomaly != nil || state.expectation(of: job)?.pace == .stuck {
      canvas.write("!", at: Position(column: 0, row: row), style: Style.warning)
    }
    if state.marks.contains(job.key) {
      canvas.write("*", at: Position(column: 1, row: row), style: Style.heading)
    } else if state.waited.contains(job.key) {
      canvas.write("w", at: Position(column: 1, row: row), style: Style.heading)
    }
  }

  private static func cell(
    _ column: JobColumn, of job: TrackedJob, _ look: StatusAppearance, _ columns: TableColumns,
    _ state: DashboardState
  ) -> (String, Style) {
    switch column {
    case .status: (look.text, look.style)
    case .label: (columns.label(of: job), look.style)
    case .id: (job.key.id.rawValue, .plain)
    case .age: (TimeText.duration(job.age(at: state.now)), .plain)
    case .inStatus: (timeInStatus(of: job, state), .plain)
    case .expected: expected(job, state)
    case .checked: checked(job, state)
    case .took: (job.seconds.map(TimeText.duration) ?? "", .plain)
    case .kind: (job.kind ?? "", .plain)
    case .conversation: (job.conversation?.rawValue ?? "", .plain)
    case .service: (job.key.profile, .plain)
    }
  }

  private static func expected(_ job: TrackedJob, _ state: DashboardState) -> (String, Style) {
    guard let expectation = state.expectation(of: job) else { return ("", .plain) }
    let bar = ExpectationText.bar(expectation, columns: TableColumns.expectedBarWidth, state.glyphs)
    let text = ExpectationText.short(expectation, now: state.now)
    let style: Style =
      switch expectation.pace {
      case .usual: expectation.range == nil ? Style.faint : .plain
      case .slow, .stuck: Style.warning
      }
    return ([bar, text].filter { !$0.isEmpty }.joined(separator: " "), style)
  }

  /// How long the job has stood where it stands; of a finished one, since when.
  private static func timeInStatus(of job: TrackedJob, _ state: DashboardState) -> String {
    guard let since = job.statusSince else { return "" }
    guard !job.isFinished else { return TimeText.instant(since, in: state) }
    return TimeText.duration(state.now.timeIntervalSince(since))
  }

  private static func checked(_ job: TrackedJob, _ state: DashboardState) -> (String, Style) {
    if let trouble = job.health.shortName { return (trouble, Style.warning) }
    if let anomaly = job.anomaly { return (anomaly.shortName, Style.warning) }
    guard let last = job.lastCheckedAt else { return ("", .plain) }
    guard !job.isFinished else { return (TimeText.instant(last, in: state), .plain) }
    // Fresh is fresh: counting its seconds would only make the screen restless.
    let age = state.now.timeIntervalSince(last)
    return (age < freshness ? "now" : TimeText.ago(age, within: TableColumns.checkedWidth), .plain)
  }

  /// For how many seconds an answer counts as of now.
  private static let freshness: TimeInterval = 5
}

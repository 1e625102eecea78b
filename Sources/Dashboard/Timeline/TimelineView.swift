import Foundation
import JobAPI
import JobTracking
import Terminal

/// The jobs as bars in time, in the rows and with the cursor of the table.
enum TimelineView {
  /// Where the bars begin.
  private static func barStart(in size: Size) -> Int { labelStart + labelColumns(in: size) + 1 }
  private static let labelStart = TableColumns.gutter + 2

  private static func labelColumns(in size: Size) -> Int {
    size.columns < 60 ? 10 : min(32, size.columns / 4)
  }

  static func barColumns(in size: Size) -> Int { max(1, size.columns - barStart(in: size)) }

  static func draw(_ state: DashboardState, _ axis: TimeAxis, in rows: Range<Int>, on canvas: inout Canvas) {
    guard !rows.isEmpty else { return }
    let jobs = state.jobsInView
    let isLive = state.timeline?.end == nil && jobs.contains { !$0.isFinished }
    drawAxis(state, axis, isLive: isLive, row: rows.lowerBound, on: &canvas)
    for (offset, job) in jobs.enumerated() {
      draw(job, state, axis, row: rows.lowerBound + 1 + offset, on: &canvas)
    }
  }

  private static func drawAxis(
    _ state: DashboardState, _ axis: TimeAxis, isLive: Bool, row: Int, on canvas: inout Canvas
  ) {
    let start = barStart(in: state.size)
    let legend: [(Kind, String)] = [(.queued, "queue"), (.running, "run")]
    var column = TableColumns.gutter
    for (kind, word) in legend {
      let (glyph, style) = appearance(kind, state.glyphs)
      column = canvas.write("\(glyph)\(word)", at: Position(column: column, row: row), style: style) + 1
    }
    let end = axis.columns - (isLive ? 4 : 0)
    for tick in axis.ticks(state.localTime, now: state.now) where tick.column + 1 + tick.label.columns <= end
    {
      canvas.write(
        "|\(tick.label)", at: Position(column: start + tick.column, row: row), style: Style.heading)
    }
    if isLive {
      canvas.write("now", at: Position(column: state.size.columns - 3, row: row), style: Style.heading)
    }
  }

  private typealias Kind = JobTimeline.Kind

  private static func draw(
    _ job: TrackedJob, _ state: DashboardState, _ axis: TimeAxis, row: Int, on canvas: inout Canvas
  ) {
    let look = StatusAppearance(job.status, state.glyphs)
    TableView.drawMarks(of: job, state, row: row, on: &canvas)
    func write(_ text: [Glyph], _ column: Int, _ style: Style) {
      canvas.write(text, at: Position(column: column, row: row), style: style)
    }
    write(Glyph.glyphs(of: look.mark), TableColumns.gutter, look.style)
    let label = Glyph.glyphs(of: job.name).fitted(
      to: labelColumns(in: state.size), truncation: job.label.isEmpty ? .middle : .end,
      ellipsis: state.glyphs.ellipsis)
    write(label, labelStart, look.style)
    if job.key == state.selection {
      let end = labelStart + labelColumns(in: state.size)
      canvas.restyle(row: row, columns: TableColumns.gutter..<end, look.style.selected)
    }
    for (column, cell) in cells(of: job, axis, now: state.now, state.glyphs).enumerated() {
      if let cell { write(Glyph.glyphs(of: cell.0), barStart(in: state.size) + column, cell.1) }
    }
  }

  /// What stands in the columns of a job's bar; nil leaves one blank.
  private static func cells(
    of job: TrackedJob, _ axis: TimeAxis, now: Date, _ glyphs: GlyphSet
  ) -> [(String, Style)?] {
    let timeline = JobTimeline(job)
    var cells: [(String, Style)?] = Array(repeating: nil, count: axis.columns)
    var (first, last) = (Int.max, Int.min)
    func put(_ cell: (String, Style), _ from: Int, _ to: Int) {
      (first, last) = (min(first, from), max(last, to))
      let range = max(0, from)..<max(0, from, min(to + 1, axis.columns))
      for column in range { cells[column] = cell }
    }
    for stretch in timeline.stretches {
      let to = axis.column(of: stretch.to ?? now)
      put(appearance(stretch.kind, glyphs), axis.column(of: stretch.from), to)
    }
    // Where it stands now, or how it ended, is told by its mark.
    let look = StatusAppearance(job.status, glyphs)
    let tip = axis.column(of: timeline.end ?? now)
    if !timeline.stretches.isEmpty || timeline.end != nil { put((look.mark, look.style), tip, tip) }
    // What is out of view is pointed to.
    if last < 0 { cells[0] = ("<", Style.faint) }
    if first >= axis.columns, first != .max { cells[axis.columns - 1] = (">", Style.faint) }
    return cells
  }

  private static func appearance(_ kind: Kind, _ glyphs: GlyphSet) -> (String, Style) {
    switch kind {
    case .queued: (glyphs.hollowCell, StatusAppearance(.scheduled, glyphs).style)
    case .running: (glyphs.filledCell, StatusAppearance(.inProgress, glyphs).style)
    case .other: ("?", StatusAppearance(.unrecognized("?"), glyphs).style)
    case .unseen: (glyphs == .unicode ? "·" : ".", Style.faint)
    }
  }

  /// How long the selected job waited and ran, in words.
  static func sentence(about job: TrackedJob, _ state: DashboardState) -> String? {
    let timeline = JobTimeline(job)
    var parts = timeline.stretches.map { stretch in
      let word =
        switch stretch.kind {
        case .queued: stretch.to == nil ? "waiting" : "waited"
        case .running: stretch.to == nil ? "running" : "ran"
        case .other: "stood elsewhere"
        case .unseen: "not seen"
        }
      guard let to = stretch.to else { return "\(word) since \(TimeText.instant(stretch.from, in: state))" }
      return "\(word) \(TimeText.duration(to.timeIntervalSince(stretch.from)))"
    }
    if let end = timeline.end {
      parts.append("\(StatusAppearance(job.status, state.glyphs).word) \(TimeText.instant(end, in: state))")
    }
    return parts.isEmpty ? nil : "\(job.name): \(parts.joined(separator: ", "))"
  }
}

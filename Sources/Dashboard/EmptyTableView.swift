import JobTracking
import Terminal

/// What stands in place of rows when there are none, which of the reasons it is, and how to go on.
enum EmptyTableView {
  static func draw(_ state: DashboardState, in rows: Range<Int>, on canvas: inout Canvas) {
    let width = canvas.size.columns
    let (lines, style) = text(state)
    let wrapped = lines.flatMap { $0.isEmpty ? [""] : $0.wrapped(to: width - 2) }
    let top = rows.lowerBound + max(0, (rows.count - wrapped.count) / 2)
    for (offset, line) in wrapped.enumerated() where rows.contains(top + offset) {
      canvas.write(
        line, at: Position(column: max(0, (width - line.columns) / 2), row: top + offset),
        style: offset == 0 ? style : .plain)
    }
  }

  private static func text(_ state: DashboardState) -> ([String], Style) {
    if state.isLoading { return (["Loading the tracked jobs..."], .plain) }
    guard state.jobs.isEmpty else {
      let count = state.jobs.count
      return (
        [
          count == 1
            ? "The only job is hidden by the filter." : "All \(count) jobs are hidden by the filter.", "",
          "\(state.keyMap.word(for: .filter)) changes it, \(state.keyMap.word(for: .back)) shows all.",
        ], .plain
      )
    }
    if let trouble = state.storeTrouble { return (["! \(trouble)"], Style.warning) }
    let (add, submit) = (state.keyMap.word(for: .add), state.keyMap.word(for: .submit))
    return (
      ["No jobs are tracked yet.", "", "Press \(add) and give a job id,", "or \(submit) to submit a text."],
      .plain
    )
  }
}

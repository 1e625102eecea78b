import Foundation
import JobTracking
import Terminal

/// Where the mouse was last pressed, for a second press there to be more than that.
struct Click: Hashable, Sendable {
  /// The longest time between the two presses of a double click, in seconds.
  static let patience: TimeInterval = 0.4

  let key: JobKey
  let at: Date
}

extension DashboardState {
  /// Switches the mouse on or off. While it is on the terminal selects no text, as people are used to.
  mutating func toggleMouse() -> [DashboardEffect] {
    isMouseOn.toggle()
    lastClick = nil
    notice =
      isMouseOn
      ? "Mouse on: click, double click, wheel, click on a title; Shift selects text; % off."
      : "Mouse off: the terminal selects text again."
    return [.useMouse(isMouseOn)]
  }

  /// What the mouse does; nothing while it is off, whatever the terminal says.
  mutating func handle(_ mouse: MouseEvent) -> [DashboardEffect] {
    guard isMouseOn, Layout.fits(size) else { return [] }
    switch (mouse.kind, page) {
    case (.wheelUp, _): scroll(by: -Self.notch)
    case (.wheelDown, _): scroll(by: Self.notch)
    case (.press, .table) where prompt == nil: return press(at: mouse.position)
    case (.press, _): break
    }
    return []
  }

  /// How many lines a notch of the wheel is.
  private static let notch = 3

  private mutating func scroll(by lines: Int) {
    lastClick = nil
    switch page {
    case .help(let first):
      page = .help(firstLine: min(max(0, first + lines), HelpView.lastFirstLine(self)))
    case .statistics(let first):
      page = .statistics(firstLine: min(max(0, first + lines), StatisticsView.lastFirstLine(self)))
    case .table where isDetailFull:
      for _ in 0..<abs(lines) { _ = scrollDetail(lines < 0 ? .moveUp : .moveDown) }
    case .table: scrollTable(by: lines)
    case .columns, .tokenNeeded: break
    }
  }

  /// Scrolls the table; the cursor moves only as far as it takes to stay in view.
  private mutating func scrollTable(by lines: Int) {
    let visible = Layout(self).tableRows
    guard visible > 0, rowCount > 0 else { return }
    firstRow = min(max(0, firstRow + lines), max(0, rowCount - visible))
    let row = selectedRow ?? firstRow
    let wanted = min(max(row, firstRow), firstRow + visible - 1)
    if wanted != row { moveSelection(by: wanted - row) }
  }

  private mutating func press(at position: Position) -> [DashboardEffect] {
    let table = Layout(self).table
    guard table.contains(position.row), rowCount > 0 else { return [] }
    if position.row == table.lowerBound {
      return timeline == nil ? pressTitle(at: position.column) : []  // the axis of time
    }
    guard let key = job(inRow: firstRow + position.row - table.lowerBound - 1)?.key else { return [] }
    notice = nil
    if let last = lastClick, last.key == key, selection == key,
      now.timeIntervalSince(last.at) <= Click.patience
    {
      lastClick = nil
      openDetail()
      return []
    }
    lastClick = Click(key: key, at: now)
    moveSelection(by: (row(of: key) ?? 0) - (selectedRow ?? 0))
    return []
  }

  /// Sorts by the column that was pressed on; again: the other way round, and then not at all.
  private mutating func pressTitle(at place: Int) -> [DashboardEffect] {
    lastClick = nil
    let columns = tableColumns.columns
    guard let column = columns.last(where: { $0.start <= place }),
      place < column.start + column.width + TableColumns.gap
    else { return [] }
    guard let sort, sort.column == column.column else { return setSort(JobSort(column.column)) }
    return setSort(sort.isReversed ? nil : JobSort(column.column, isReversed: true))
  }
}

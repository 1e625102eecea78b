import Terminal

extension DashboardState {
  /// Draws the whole screen.
  ///
  /// Complexity: in the cells of the screen, whatever the number of jobs.
  package func view() -> Canvas {
    var canvas = Canvas(size: size)
    guard Layout.fits(size) else {
      TooSmallView.draw(size, keyMap, on: &canvas)
      return canvas
    }
    switch page {
    case .tokenNeeded:
      TokenNeededView.draw(self, on: &canvas)
    case .help(let firstLine):
      HeaderView.draw(self, on: &canvas)
      HelpView.draw(self, from: firstLine, on: &canvas)
      FooterView.drawHelp(self, on: &canvas)
    case .columns(let cursor):
      HeaderView.draw(self, on: &canvas)
      ColumnChooserView.draw(self, cursor: cursor, on: &canvas)
      if let notice { canvas.write(notice, at: Position(column: 0, row: size.rows - Layout.footerRows)) }
      FooterView.drawHints(ColumnChooserView.hints, on: &canvas)
    case .statistics(let firstLine):
      HeaderView.draw(self, on: &canvas)
      StatisticsView.draw(self, from: firstLine, on: &canvas)
      FooterView.drawHints(StatisticsView.hints, on: &canvas)
    case .table:
      let layout = Layout(self)
      HeaderView.draw(self, on: &canvas)
      TableView.draw(self, in: layout.table, on: &canvas)
      DetailView.draw(self, in: layout.detail, on: &canvas)
      SubmissionsView.draw(self, in: layout.submissions, on: &canvas)
      FooterView.draw(self, on: &canvas)
    }
    return canvas
  }
}

/// What a screen too small for a table says.
private enum TooSmallView {
  static func draw(_ size: Size, _ keyMap: KeyMap, on canvas: inout Canvas) {
    let smallest = Layout.smallest
    let lines = [
      "Too small", "\(size.columns)x\(size.rows) now,", "\(smallest.columns)x\(smallest.rows) needed.",
      "\(keyMap.word(for: .quit)) quits",
    ]
    for (row, line) in lines.enumerated() { canvas.write(line, at: Position(column: 0, row: row)) }
  }
}

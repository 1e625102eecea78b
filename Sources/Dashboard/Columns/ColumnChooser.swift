import Terminal

extension DashboardState {
  /// What a key does where columns are chosen.
  mutating func handleInColumns(_ key: Key, cursor: Int) -> [DashboardEffect] {
    let before = columns
    var cursor = min(cursor, columns.all.count - 1)
    let setting = columns.all[cursor]
    switch key {
    case .escape, .enter, .character("C"), .character("q"):
      page = .table
      return []
    case .up, .character("k"): cursor = max(0, cursor - 1)
    case .down, .character("j"): cursor = min(columns.all.count - 1, cursor + 1)
    case .home, .character("g"): cursor = 0
    case .end, .character("G"): cursor = columns.all.count - 1
    case .character(" "):
      if !columns.toggle(cursor) { notice = "One column has to stay." }
    case .character("K"): cursor = columns.move(cursor, by: -1)
    case .character("J"): cursor = columns.move(cursor, by: 1)
    case .character("+"), .right, .character("l"):
      columns.size(cursor, to: (setting.width ?? widthNow(of: setting.column)) + 1)
    case .character("-"), .left, .character("h"):
      columns.size(cursor, to: (setting.width ?? widthNow(of: setting.column)) - 1)
    case .character("="): columns.size(cursor, to: nil)
    case .character("0"): columns = ColumnSettings()
    case .character("s"):
      let isSorted = sort?.column == setting.column
      return setSort(JobSort(setting.column, isReversed: isSorted && sort?.isReversed == false))
    default: break
    }
    page = .columns(cursor: cursor)
    if columns != before { firstColumn = 0 }
    return columns == before ? [] : [.remember(viewPreferences)]
  }

  /// How wide a column is that has no width of its own.
  private func widthNow(of column: JobColumn) -> Int {
    tableColumns.columns.first { $0.column == column }?.width ?? column.title.columns
  }
}

/// The page of columns: which are shown, in which order, and how wide.
enum ColumnChooserView {
  static let hints = [
    ("Space", "show"), ("J/K", "move"), ("+/-", "width"), ("=", "auto"), ("0", "reset"), ("Esc", "done"),
    ("^C", "quit"),
  ]

  static func draw(_ state: DashboardState, cursor: Int, on canvas: inout Canvas) {
    let rows = Layout.headerRows..<canvas.size.rows - Layout.footerRows
    let all = state.columns.all
    // The cursor is in view, with as much as fits before it.
    let first = max(0, min(cursor - rows.count + 1, all.count - rows.count))
    for (row, index) in zip(rows, all.indices.dropFirst(first)) {
      let setting = all[index]
      let arrow = state.sort.flatMap { sort in
        sort.column == setting.column ? state.glyphs.sortArrow(isReversed: sort.isReversed) : nil
      }
      if index == cursor { canvas.restyle(row: row, Style.plain.selected) }
      let style = index == cursor ? Style.plain.selected : setting.isShown ? .plain : .faint
      let fields = [
        (1, setting.isShown ? "[x]" : "[ ]"), (5, setting.column.title + (arrow ?? "")),
        (19, setting.width.map(String.init) ?? "auto"), (25, setting.column.explanation),
      ]
      for (column, text) in fields {
        canvas.write(
          Glyph.glyphs(of: text).fitted(to: canvas.size.columns - column, ellipsis: state.glyphs.ellipsis),
          at: Position(column: column, row: row), style: style)
      }
    }
  }
}

import Terminal

/// The page of keys, made from those that are in force.
enum HelpView {
  private struct Line {
    let key: String
    var name = ""
    let explanation: String
    var isTitle = false
  }

  /// The least width of the column of keys.
  private static let leastIndent = 10
  /// From this width of the screen on, the names of actions are shown, too.
  private static let widthForNames = 90

  /// How many lines of help the screen shows at the same time.
  static func lines(in size: Size) -> Int { max(1, size.rows - Layout.headerRows - 1) }

  /// The furthest the page scrolls.
  static func lastFirstLine(_ state: DashboardState) -> Int {
    max(0, text(state).count - lines(in: state.size))
  }

  static func draw(_ state: DashboardState, from firstLine: Int, on canvas: inout Canvas) {
    let columns = columns(state)
    let first = min(firstLine, lastFirstLine(state))
    for (offset, line) in text(state).dropFirst(first).prefix(lines(in: canvas.size)).enumerated() {
      let row = Layout.headerRows + offset
      if line.isTitle {
        canvas.write(line.explanation, at: Position(column: 1, row: row), style: Style.heading)
        continue
      }
      canvas.write(
        Glyph.glyphs(of: line.key).fitted(to: columns.name - 2, ellipsis: state.glyphs.ellipsis),
        at: Position(column: 1, row: row), style: Style.heading)
      if columns.explanation > columns.name {
        canvas.write(line.name, at: Position(column: columns.name, row: row), style: Style.faint)
      }
      canvas.write(line.explanation, at: Position(column: columns.explanation, row: row))
    }
  }

  private static func entries(_ state: DashboardState) -> [KeyHelp] {
    let all = KeyHelp.lines(on: state.helpContext, state.keyMap)
    guard let search = state.helpSearch, !search.editor.isEmpty else { return all }
    let found = all.filter { search.finds($0) }
    return found.isEmpty ? [KeyHelp("", "nothing here is like that")] : found
  }

  /// Where the columns of names and of explanations begin; at the same place when there is no room for names.
  private static func columns(_ state: DashboardState) -> (name: Int, explanation: Int) {
    let entries = entries(state)
    let longest = entries.map { state.glyphs.keyLabel($0.keys).columns }.max() ?? 0
    let name = min(max(leastIndent, longest + 2), state.size.columns / 3)
    guard state.size.columns >= widthForNames, let longestName = entries.map(\.name.count).max(),
      longestName > 0
    else { return (name, name) }
    return (name, name + longestName + 2)
  }

  /// The page as it is on the screen, explanations that are longer than it going on in the next line.
  private static func text(_ state: DashboardState) -> [Line] {
    let indent = columns(state).explanation
    return [Line(key: "", explanation: state.helpContext.title, isTitle: true)]
      + entries(state).flatMap { entry in
        entry.explanation.wrapped(to: state.size.columns - indent).enumerated().map { number, part in
          number == 0
            ? Line(key: state.glyphs.keyLabel(entry.keys), name: entry.name, explanation: part)
            : Line(key: "", explanation: part)
        }
      }
  }
}

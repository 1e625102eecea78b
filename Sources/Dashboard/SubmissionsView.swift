import Terminal

/// The rows about submissions under way, between the table and the footer.
enum SubmissionsView {
  /// The most rows they take.
  static let mostRows = 3

  static func draw(_ state: DashboardState, in rows: Range<Int>, on canvas: inout Canvas) {
    guard !rows.isEmpty else { return }
    let width = canvas.size.columns
    let all = state.submissions.sorted { $0.key < $1.key }.map(\.value)
    let isCut = all.count > rows.count
    var lines = all.prefix(isCut ? rows.count - 1 : rows.count).map { submission in
      let isUnicode = state.glyphs == .unicode
      let stage = UploadText.describe(submission.stage, size: submission.size, isUnicode: isUnicode)
      let room = max(8, width - 4 - stage.columns)
      let label = Glyph.glyphs(of: submission.label).fitted(
        to: min(room, submission.label.columns), ellipsis: state.glyphs.ellipsis)
      return label + Glyph.glyphs(of: "  \(stage)")
    }
    if isCut { lines.append(Glyph.glyphs(of: "and \(all.count - lines.count) more")) }
    for (row, line) in zip(rows, lines) {
      let mark = state.glyphs == .unicode ? "↑" : "^"
      canvas.write(mark, at: Position(column: 0, row: row), style: .accent)
      canvas.write(
        line.fitted(to: width - 2, ellipsis: state.glyphs.ellipsis), at: Position(column: 2, row: row),
        style: .accent)
    }
  }
}

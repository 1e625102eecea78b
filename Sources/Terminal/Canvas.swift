/// One screen as a value: a grid of cells, and where the text cursor stands.
package struct Canvas: Equatable, Sendable {
  /// One column of one row.
  package struct Cell: Hashable, Sendable {
    /// Nil in the right half of a glyph two columns wide.
    package var glyph: Glyph?
    package var style: Style

    package static let blank = Cell(glyph: .blank, style: .plain)
  }

  package let size: Size
  package private(set) var rows: [[Cell]]
  /// Where a person types; nil hides the cursor.
  package var cursor: Position?

  package init(size: Size) {
    self.size = Size(columns: max(0, size.columns), rows: max(0, size.rows))
    rows = Array(repeating: Array(repeating: .blank, count: self.size.columns), count: self.size.rows)
  }

  /// Writes text at a place; what goes over the right edge is cut off, a wide glyph there left out, and
  /// a place outside the canvas shows nothing.
  ///
  /// - Returns: the column after the last one written.
  @discardableResult
  package mutating func write(_ text: String, at position: Position, style: Style = .plain) -> Int {
    write(Glyph.glyphs(of: text), at: position, style: style)
  }

  /// Writes glyphs at a place, as ``write(_:at:style:)-(String,_,_)`` does.
  @discardableResult
  package mutating func write(_ glyphs: [Glyph], at position: Position, style: Style = .plain) -> Int {
    var column = position.column
    guard rows.indices.contains(position.row), column >= 0 else { return column }
    for glyph in glyphs {
      guard column + glyph.width <= size.columns else { break }
      put(glyph, style, row: position.row, column: column)
      column += glyph.width
    }
    return column
  }

  /// Gives cells of a row the same style, keeping what they show.
  ///
  /// - Parameter columns: nil is the whole row; those outside are left alone.
  package mutating func restyle(row: Int, columns: Range<Int>? = nil, _ style: Style) {
    guard rows.indices.contains(row) else { return }
    let all = rows[row].indices
    for column in columns?.clamped(to: all) ?? all { rows[row][column].style = style }
  }

  /// The characters of a row without blanks at its end, for tests and diagnostics.
  package func text(row: Int) -> String {
    var text = rows[row].compactMap { $0.glyph?.text }.joined()
    while text.last == " " { text.removeLast() }
    return text
  }

  private mutating func put(_ glyph: Glyph, _ style: Style, row: Int, column: Int) {
    // Overwriting one half of a wide glyph blanks the other.
    if rows[row][column].glyph == nil, column > 0 { rows[row][column - 1].glyph = .blank }
    let end = column + glyph.width
    if end < size.columns, rows[row][end].glyph == nil { rows[row][end].glyph = .blank }
    rows[row][column] = Cell(glyph: glyph, style: style)
    if glyph.width == 2 { rows[row][column + 1] = Cell(glyph: nil, style: style) }
  }
}

import Terminal
import TestTools
import Testing

@Suite struct CanvasTests {
  private func canvas(_ columns: Int, _ rows: Int) -> Canvas {
    Canvas(size: Size(columns: columns, rows: rows))
  }
  private func at(_ column: Int, _ row: Int) -> Position { Position(column: column, row: row) }

  /// Whether every glyph two columns wide has its right half and no right half stands alone.
  private func isWhole(_ row: [Canvas.Cell]) -> Bool {
    row.indices.allSatisfy { column in
      guard let glyph = row[column].glyph else { return column > 0 && row[column - 1].glyph?.width == 2 }
      return glyph.width == 1 || (column + 1 < row.count && row[column + 1].glyph == nil)
    }
  }

  @Test("a new canvas is blank and shows no cursor")
  func blank() {
    let canvas = canvas(3, 2)
    #expect(canvas.rows == [[.blank, .blank, .blank], [.blank, .blank, .blank]])
    #expect(canvas.cursor == nil)
  }

  @Test(
    "a canvas without cells takes writes and holds nothing",
    arguments: [(0, 0), (0, 3), (3, 0), (-1, 2), (2, -1), (-5, -5)])
  func withoutCells(columns: Int, rows: Int) {
    var canvas = canvas(columns, rows)
    canvas.write("漢x", at: at(0, 0))
    canvas.restyle(row: 0, Style(.failed))
    #expect(canvas.rows.allSatisfy { $0.allSatisfy { $0.glyph == .blank } })
    #expect(canvas.size == Size(columns: max(0, columns), rows: max(0, rows)))
  }

  @Test("text is written with its style and leaves the other cells alone")
  func write() {
    var canvas = canvas(5, 2)
    let end = canvas.write("ab", at: at(1, 1), style: Style(.accent, .bold))
    #expect(end == 3)
    #expect(canvas.text(row: 0).isEmpty)
    #expect(canvas.text(row: 1) == " ab")
    #expect(canvas.rows[1].map(\.style.color) == [nil, .accent, .accent, nil, nil])
  }

  @Test("text is cut off at the right edge and does not wrap")
  func rightEdge() {
    var canvas = canvas(4, 2)
    #expect(canvas.write("abcdef", at: at(2, 0)) == 4)
    #expect(canvas.text(row: 0) == "  ab")
    #expect(canvas.text(row: 1).isEmpty)
  }

  @Test(
    "text wholly outside changes nothing",
    arguments: [(0, -1), (0, 2), (4, 0), (9, 0), (-9, 0), (-1, -1), (Int.min, 0), (0, Int.max)])
  func outside(column: Int, row: Int) {
    var changed = canvas(4, 2)
    changed.write("abc", at: at(column, row))
    #expect(changed == canvas(4, 2))
  }

  @Test("a wide glyph takes two cells, the right one without a glyph of its own")
  func wide() {
    var canvas = canvas(4, 1)
    #expect(canvas.write("漢", at: at(1, 0), style: Style(.failed)) == 3)
    #expect(canvas.rows[0].map { $0.glyph?.text } == [" ", "漢", nil, " "])
    #expect(canvas.rows[0].map(\.style.color) == [nil, .failed, .failed, nil])
  }

  @Test("a wide glyph that the last column would halve is left out, and so is what follows")
  func wideAtLastColumn() {
    var canvas = canvas(4, 1)
    #expect(canvas.write("abc漢d", at: at(0, 0)) == 3)
    #expect(canvas.text(row: 0) == "abc")
  }

  @Test("a wide glyph ends at the last column when it fits there")
  func wideFitsLastColumns() {
    var canvas = canvas(4, 1)
    canvas.write("漢", at: at(2, 0))
    #expect(canvas.rows[0].map { $0.glyph?.text } == [" ", " ", "漢", nil])
  }

  @Test("overwriting the left half of a wide glyph blanks the right one")
  func overwriteLeftHalf() {
    var canvas = canvas(4, 1)
    canvas.write("漢", at: at(1, 0))
    canvas.write("x", at: at(1, 0))
    #expect(canvas.rows[0].map { $0.glyph?.text } == [" ", "x", " ", " "])
  }

  @Test("overwriting the right half of a wide glyph blanks the left one")
  func overwriteRightHalf() {
    var canvas = canvas(4, 1)
    canvas.write("漢", at: at(1, 0))
    canvas.write("x", at: at(2, 0))
    #expect(canvas.rows[0].map { $0.glyph?.text } == [" ", " ", "x", " "])
  }

  @Test("a wide glyph over the halves of two others blanks both remainders")
  func overwriteTwoHalves() {
    var canvas = canvas(4, 1)
    canvas.write("漢字", at: at(0, 0))
    canvas.write("語", at: at(1, 0))
    #expect(canvas.rows[0].map { $0.glyph?.text } == [" ", "語", nil, " "])
  }

  @Test("no order of writes leaves half a wide glyph", arguments: 1...4 as ClosedRange<UInt64>)
  func neverHalves(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    var canvas = canvas(9, 1)
    for _ in 0..<500 {
      let text = ["a", "漢", "漢字", "a漢", "漢a漢", "abc"].randomElement(using: &generator) ?? ""
      canvas.write(text, at: at(Int.random(in: 0...9, using: &generator), 0))
      #expect(isWhole(canvas.rows[0]))
    }
  }

  @Test("restyling a row keeps what it shows and touches no other row")
  func restyle() {
    var canvas = canvas(3, 2)
    canvas.write("a漢", at: at(0, 0))
    canvas.restyle(row: 0, Style(.completed, .reverse))
    #expect(canvas.text(row: 0) == "a漢")
    #expect(canvas.rows[0].allSatisfy { $0.style == Style(.completed, .reverse) })
    #expect(canvas.rows[1].allSatisfy { $0 == .blank })
  }

  @Test("restyling a row that is not there changes nothing", arguments: [-1, 2])
  func restyleOutside(row: Int) {
    var changed = canvas(3, 2)
    changed.restyle(row: row, Style(.failed))
    #expect(changed == canvas(3, 2))
  }

  @Test("canvases are equal when cells, styles, size and cursor are")
  func equality() {
    let plain = canvas(3, 1)
    var other = plain
    #expect(other == plain)
    other.cursor = at(0, 0)
    #expect(other != plain)
    other.cursor = nil
    other.restyle(row: 0, Style(.failed))
    #expect(other != plain)
    #expect(canvas(3, 1) != canvas(1, 3))
  }

  @Test("what is written is made safe on the way")
  func sanitised() {
    var canvas = canvas(10, 1)
    canvas.write("\u{1B}[2J", at: at(0, 0))
    #expect(canvas.text(row: 0) == "\\e[2J")
  }

  @Test("more attributes are added to a style without losing colour or those it has")
  func addingAttributes() {
    #expect(Style(.failed, .bold).adding(.reverse) == Style(.failed, [.bold, .reverse]))
  }
}

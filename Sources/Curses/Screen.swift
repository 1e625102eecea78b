import CNcurses
import Glibc
import Terminal

/// Puts canvases on the terminal; ncurses sends only what differs from what is there.
@MainActor
struct Screen {
  private let usesColor: Bool
  private let isUnicode: Bool
  private var shown: Canvas?
  private var cursorShown: Bool?

  /// - Parameters:
  ///   - usesColor: false leaves every cell in the default colour.
  ///   - isUnicode: false shows `?` for what is not ASCII, as the locale cannot encode it.
  init(usesColor: Bool, isUnicode: Bool) {
    self.usesColor = usesColor && has_colors()
    self.isUnicode = isUnicode
    guard self.usesColor else { return }
    start_color()
    use_default_colors()
    for color in Color.allCases { init_pair(Int16(color.rawValue), Int16(color.rawValue), -1) }
  }

  /// Shows a canvas; one equal to what is shown sends nothing.
  mutating func present(_ canvas: Canvas) {
    guard canvas != shown else { return }
    let before: Canvas
    if let shown, shown.size == canvas.size {
      before = shown
    } else {
      werase(cn_stdscr())
      before = Canvas(size: canvas.size)
    }
    var changed = 0
    for row in canvas.rows.indices where canvas.rows[row] != before.rows[row] {
      for column in canvas.rows[row].indices where canvas.rows[row][column] != before.rows[row][column] {
        put(canvas.rows[row][column], row: Int32(row), column: Int32(column))
        changed += 1
      }
    }
    showCursor(canvas.cursor)
    let isWhole = shown == nil
    shown = canvas
    // Few cells go out in one piece, and are seen in one piece.
    if isWhole || changed > Self.mostInOnePiece { synchronized { doupdate() } } else { doupdate() }
  }

  /// So many cells take less than what ncurses writes at a time.
  private static let mostInOnePiece = 300

  /// Forgets what the terminal shows and sends everything anew with the next canvas.
  mutating func invalidate() {
    shown = nil
    cursorShown = nil
    clearok(cn_stdscr(), true)
  }

  private func put(_ cell: Canvas.Cell, row: Int32, column: Int32) {
    guard let glyph = cell.glyph else { return }
    let text = isUnicode || glyph.text.utf8.allSatisfy({ $0 < 0x80 }) ? glyph.text : "?"
    let pair = usesColor ? Int16(cell.style.color?.rawValue ?? 0) : 0
    let scalars = text.unicodeScalars.map(\.value)
    cn_put(row, column, scalars, Int32(scalars.count), Self.attributes(cell.style), pair)
    if glyph.width == 2, !isUnicode { cn_put(row, column + 1, scalars, 1, Self.attributes(cell.style), pair) }
  }

  private mutating func showCursor(_ cursor: Position?) {
    if cursorShown != (cursor != nil) {
      curs_set(cursor == nil ? 0 : 1)
      cursorShown = cursor != nil
    }
    // A hidden cursor may stay wherever the last change left it.
    leaveok(cn_stdscr(), cursor == nil)
    if let cursor { move(Int32(cursor.row), Int32(cursor.column)) }
    wnoutrefresh(cn_stdscr())
  }

  private static func attributes(_ style: Style) -> attr_t {
    var attributes: attr_t = 0
    if style.attributes.contains(.bold) { attributes |= cn_bold() }
    if style.attributes.contains(.dim) { attributes |= cn_dim() }
    if style.attributes.contains(.reverse) { attributes |= cn_reverse() }
    if style.attributes.contains(.underline) { attributes |= cn_underline() }
    return attributes
  }

  /// Runs `update` while the terminal holds its picture still.
  private func synchronized(_ update: () -> Void) {
    TerminalOutput.write(ControlSequence.beginSynchronizedUpdate)
    update()
    TerminalOutput.write(ControlSequence.endSynchronizedUpdate)
  }
}

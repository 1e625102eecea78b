import CNcurses
import Glibc
import Terminal

/// Puts canvases on the terminal; ncurses sends only what differs from what is there.
@MainActor
struct Screen {
  private let isUnicode: Bool
  private var theme = Theme.none
  /// Of what is drawn: ``ColorDepth/mono`` for a theme without colours.
  private var depth = ColorDepth.mono
  /// What the terminal can show; nil as long as no theme with colours was used.
  private var available: ColorDepth?
  /// Whether what is reversed can have a colour too; where it cannot (terminfo's `ncv`), ncurses leaves it out.
  private let reversesColors: Bool
  /// Whether the terminal can show what is reversed, if need be as what stands out.
  private let canReverse: Bool
  private var shown: Canvas?
  /// Whether the same canvas looks different now.
  private var isRestyled = false
  private var cursorShown: Bool?

  /// - Parameters:
  ///   - theme: which colours there are, as far as the terminal has them.
  ///   - isUnicode: false shows `?` for what is not ASCII, as the locale cannot encode it.
  init(theme: Theme, isUnicode: Bool) {
    self.isUnicode = isUnicode
    canReverse = termattrs() & chtype(cn_reverse() | cn_standout()) != 0
    let withoutColors = tigetnum("ncv")
    reversesColors = withoutColors < 0 || withoutColors & 4 == 0
    use(theme)
  }

  /// Has the next canvas drawn with other colours. Of what is on the terminal only that is sent anew which looks different.
  mutating func use(_ theme: Theme) {
    self.theme = theme
    if theme.palette != nil, available == nil, has_colors() {
      start_color()
      use_default_colors()
      available = ColorDepth(colors: Int(cn_colors()), isDirect: tigetflag("RGB") > 0)
      if !reversesColors { cn_set_pair(Self.selectedPair, 0, 7) }
    }
    guard let available else { return }
    depth = theme.palette == nil ? .mono : available
    for ink in Ink.allCases {
      let pair = theme.pair(ink, depth: depth)
      cn_set_pair(Self.number(ink), Int32(pair.foreground), Int32(pair.background))
    }
    cn_set_background(theme.paints(depth: depth) ? Self.number(.text) : 0)
    isRestyled = true
  }

  /// The number of an ink's pair of colours; 0 is the terminal's own and cannot be set.
  private static func number(_ ink: Ink) -> Int16 {
    Int16((Ink.allCases.firstIndex(of: ink) ?? 0) + 1)
  }

  /// Black on white, in place of what is reversed.
  private static let selectedPair = Int16(Ink.allCases.count + 1)

  /// Shows a canvas; one equal to what is shown sends nothing.
  mutating func present(_ canvas: Canvas) {
    guard canvas != shown || isRestyled else { return }
    let before: Canvas
    if let shown, shown.size == canvas.size, !isRestyled {
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
    // Where nothing else shows what is selected, the terminal's own cursor does.
    showCursor(canvas.cursor ?? (canReverse ? nil : Self.selection(on: canvas)))
    let isWhole = shown == nil || isRestyled
    shown = canvas
    isRestyled = false
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
    var style = cell.style
    var pair = depth == .mono ? 0 : Self.number(Ink(style))
    if depth != .mono, !reversesColors, style.attributes.contains(.reverse) {
      style.attributes.remove(.reverse)
      pair = Self.selectedPair
    }
    let attributes = attributes(style)
    let scalars = text.unicodeScalars.map(\.value)
    cn_put(row, column, scalars, Int32(scalars.count), attributes, pair)
    if glyph.width == 2, !isUnicode { cn_put(row, column + 1, scalars, 1, attributes, pair) }
  }

  private static func selection(on canvas: Canvas) -> Position? {
    for (row, cells) in canvas.rows.enumerated() {
      if let column = cells.firstIndex(where: { $0.style.attributes.contains(.reverse) }) {
        return Position(column: column, row: row)
      }
    }
    return nil
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

  private func attributes(_ style: Style) -> attr_t {
    var attributes: attr_t = 0
    if style.attributes.contains(.bold) { attributes |= cn_bold() }
    if style.attributes.contains(.dim), !theme.colorsFaint(depth: depth) { attributes |= cn_dim() }
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

import JobTracking
import Terminal

/// The two bottom rows: a prompt or the latest news, and the keys.
enum FooterView {
  static func draw(_ state: DashboardState, on canvas: inout Canvas) {
    let rows = canvas.size.rows - Layout.footerRows..<canvas.size.rows
    guard let prompt = state.prompt else {
      let news = news(state)
      if let news, write(news.text, state, in: rows, style: news.style, on: &canvas) > 1 { return }
      drawHints(hints(state), on: &canvas)
      return
    }
    guard let problem = prompt.problem else {
      draw(prompt, state, row: rows.lowerBound, on: &canvas)
      guard prompt.candidates.isEmpty else {
        let all = prompt.candidates.joined(separator: "  ")
        write(all, state, in: rows.dropFirst(), style: Style(nil, .dim), on: &canvas)
        return
      }
      let isOffering = prompt.suggestion != nil && prompt.editor.isEmpty
      drawHints(
        isOffering
          ? [("Enter", "take the id on offer"), ("Esc", "cancel")]
          : [("Enter", "done"), ("Esc", "cancel"), ("^U", "clear")]
            + (prompt.purpose == .submit ? [("Tab", "complete a path")] : []), on: &canvas)
      return
    }
    let style = Style(.yellow, .bold)
    if "! \(problem)".columns <= canvas.size.columns {
      draw(prompt, state, row: rows.lowerBound, on: &canvas)
      write("! \(problem)", state, in: rows.dropFirst(), style: style, on: &canvas)
    } else {
      // It goes on in a second line, and the prompt moves up over the last row of the body.
      draw(prompt, state, row: rows.lowerBound - 1, on: &canvas)
      write("! \(problem)", state, in: rows, style: style, on: &canvas)
    }
  }

  private static func hints(_ state: DashboardState) -> [(key: String, word: String)] {
    guard state.isDetailOpen else { return KeyBinding.hints }
    if state.isDetailFull {
      return [("Esc", "back"), ("j k", "scroll"), ("G", "end"), ("?", "help"), ("q", "quit")]
    }
    return [("Enter", "whole"), ("Esc", "close")]
      + KeyBinding.hints.filter { $0.word != KeyBinding.detailHint }
  }

  /// Key hints, as many as fit.
  static func drawHints(_ hints: [(key: String, word: String)], on canvas: inout Canvas) {
    let row = canvas.size.rows - 1
    var column = 0
    for hint in hints {
      let key = hint.key.split(separator: " ").first.map(String.init) ?? hint.key
      let width = key.columns + 1 + hint.word.columns
      guard column + width <= canvas.size.columns else { return }
      let end = canvas.write(key, at: Position(column: column, row: row), style: Style(nil, .bold))
      column = canvas.write(hint.word, at: Position(column: end + 1, row: row)) + 2
    }
  }

  /// The news: the latest notice; else what keeps changes from being stored, which the header names meanwhile; else what
  /// is wrong with the selected job, or odd about it.
  private static func news(_ state: DashboardState) -> (text: String, style: Style)? {
    if let notice = state.notice { return (notice, .plain) }
    if let trouble = state.storeTrouble { return ("! \(trouble)", Style(.yellow, .bold)) }
    guard let job = state.selectedJob else { return nil }
    let oddity = job.anomaly.map { OddityText.sentence(about: $0, state.glyphs) }
    return (job.health.message ?? oddity).map { ("! \($0)", Style(.yellow, .bold)) }
  }

  /// Writes a sentence in as many of the rows as it needs; what is longer than all of them is cut off.
  ///
  /// - Returns: how many rows it took.
  @discardableResult
  private static func write(
    _ text: String, _ state: DashboardState, in rows: Range<Int>, style: Style, on canvas: inout Canvas
  ) -> Int {
    let width = canvas.size.columns
    var lines = text.wrapped(to: width)
    if lines.count > rows.count {
      let rest = lines[(rows.count - 1)...].joined(separator: " ")
      lines = lines.prefix(rows.count - 1) + [rest]
    }
    for (row, line) in zip(rows, lines) {
      canvas.write(
        Glyph.glyphs(of: line).fitted(to: width, ellipsis: state.glyphs.ellipsis),
        at: Position(column: 0, row: row), style: style)
    }
    return lines.count
  }

  private static func draw(_ prompt: Prompt, _ state: DashboardState, row: Int, on canvas: inout Canvas) {
    canvas.write(String(repeating: " ", count: canvas.size.columns), at: Position(column: 0, row: row))
    let start = canvas.write(prompt.question, at: Position(column: 0, row: row), style: Style(nil, .bold))
    let room = canvas.size.columns - start - 1
    if prompt.editor.isEmpty, let suggestion = prompt.suggestion {
      canvas.write(
        Glyph.glyphs(of: suggestion.rawValue).fitted(to: room, ellipsis: state.glyphs.ellipsis),
        at: Position(column: start, row: row), style: Style(nil, .dim))
      canvas.cursor = Position(column: start, row: row)
      return
    }
    // The part around the cursor is in view: text before it is dropped until the cursor fits.
    // A character takes a column at least, so more of them than columns need not be looked at.
    let head = Glyph.glyphs(of: prompt.editor.head(last: room))
    var hidden = 0
    var headColumns = head.columns
    while headColumns > room {
      headColumns -= head[hidden].width
      hidden += 1
    }
    let tail = Glyph.glyphs(of: prompt.editor.tail(first: room))
    canvas.write(head.dropFirst(hidden) + tail, at: Position(column: start, row: row))
    canvas.cursor = Position(column: start + headColumns, row: row)
  }
}

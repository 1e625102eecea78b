import JobTracking
import Terminal

/// The two bottom rows: a prompt or the latest news, and the keys.
enum FooterView {
  static func draw(_ state: DashboardState, on canvas: inout Canvas) {
    let row = canvas.size.rows - Layout.footerRows
    guard let prompt = state.prompt else {
      drawNews(state, row: row, on: &canvas)
      drawHints(KeyBinding.hints, on: &canvas)
      return
    }
    draw(prompt, state, row: row, on: &canvas)
    if let problem = prompt.problem {
      write("! \(problem)", state, row: row + 1, style: Style(.yellow, .bold), on: &canvas)
    } else if prompt.suggestion != nil, prompt.editor.isEmpty {
      drawHints([("Enter", "take the id on offer"), ("Esc", "cancel")], on: &canvas)
    } else {
      drawHints([("Enter", "done"), ("Esc", "cancel"), ("^U", "clear")], on: &canvas)
    }
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

  /// The news: what keeps changes from being stored; else the latest notice; else what is wrong with the
  /// selected job.
  private static func drawNews(_ state: DashboardState, row: Int, on canvas: inout Canvas) {
    if let trouble = state.storeTrouble {
      write("! \(trouble)", state, row: row, style: Style(.yellow, .bold), on: &canvas)
    } else if let notice = state.notice {
      write(notice, state, row: row, style: .plain, on: &canvas)
    } else if let job = state.selectedJob, let error = job.health.error {
      write("! \(error.message)", state, row: row, style: Style(.yellow, .bold), on: &canvas)
    }
  }

  private static func write(
    _ text: String, _ state: DashboardState, row: Int, style: Style, on canvas: inout Canvas
  ) {
    canvas.write(
      Glyph.glyphs(of: text).fitted(to: canvas.size.columns, ellipsis: state.glyphs.ellipsis),
      at: Position(column: 0, row: row), style: style)
  }

  private static func draw(_ prompt: Prompt, _ state: DashboardState, row: Int, on canvas: inout Canvas) {
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
    let head = Glyph.glyphs(of: String(prompt.editor.head.suffix(room)))
    var hidden = 0
    var headColumns = head.columns
    while headColumns > room {
      headColumns -= head[hidden].width
      hidden += 1
    }
    let tail = Glyph.glyphs(of: String(prompt.editor.tail.prefix(room)))
    canvas.write(head.dropFirst(hidden) + tail, at: Position(column: start, row: row))
    canvas.cursor = Position(column: start + headColumns, row: row)
  }
}

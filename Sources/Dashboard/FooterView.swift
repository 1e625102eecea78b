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
        write(all, state, in: rows.dropFirst(), style: .faint, on: &canvas)
        return
      }
      guard prompt.purpose != .command else {
        drawCommandHints(state, prompt, on: &canvas)
        return
      }
      guard prompt.purpose != .filter else {
        drawHints(filterHints(state), on: &canvas)
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
    let style = Style.warning
    if "! \(problem)".columns <= canvas.size.columns {
      draw(prompt, state, row: rows.lowerBound, on: &canvas)
      write("! \(problem)", state, in: rows.dropFirst(), style: style, on: &canvas)
    } else {
      // It goes on in a second line, and the prompt moves up over the last row of the body.
      draw(prompt, state, row: rows.lowerBound - 1, on: &canvas)
      write("! \(problem)", state, in: rows, style: style, on: &canvas)
    }
  }

  /// What the word that is typed may go on to, or what the command does.
  private static func drawCommandHints(_ state: DashboardState, _ prompt: Prompt, on canvas: inout Canvas) {
    let row = canvas.size.rows - 1
    let text =
      CommandCompletion(prompt.editor.text, themes: state.themes.names)?.candidates.joined(separator: "  ")
      ?? CommandSyntax.of(prompt.editor.text)?.usage
    guard let text else {
      drawHints([("Enter", "do it"), ("Esc", "cancel"), ("Tab", "complete")], on: &canvas)
      return
    }
    canvas.write(
      Glyph.glyphs(of: text).fitted(to: canvas.size.columns, ellipsis: state.glyphs.ellipsis),
      at: Position(column: 0, row: row), style: Style.faint)
  }

  private static func filterHints(_ state: DashboardState) -> [(key: String, word: String)] {
    let back = state.beforeFilter?.filter == nil ? "show all" : "as before"
    return [("Enter", "keep"), ("Esc", back), ("^U", "clear"), (state.glyphs.keyLabel("↑ ↓"), "move")]
  }

  /// What stands in an empty filter.
  private static let filterExamples =
    "words, status:failed, -label:test, age>1h, took>5m, health:bad, a or b, /regex/"

  private static func hints(_ state: DashboardState) -> [(key: String, word: String)] {
    func hint(_ action: Action, _ word: String) -> (key: String, word: String) {
      (state.glyphs.keyLabel(state.keyMap.word(for: action)), word)
    }
    func standard(without left: Action? = nil) -> [(key: String, word: String)] {
      hinted.filter { $0.action != left }.map { hint($0.action, $0.word) }
    }
    switch state.wayBack {
    case nil: return standard()
    case .wholeScreen:
      return [
        hint(.back, "back"), hint(.moveDown, "scroll"), hint(.moveToLast, "end"), hint(.help, "help"),
        hint(.quit, "quit"),
      ]
    case .range: return [hint(.markRange, "done"), hint(.moveDown, "mark more"), hint(.back, "undo")]
    case .timeline:
      return [
        hint(.back, "table"), hint(.scrollLeft, "earlier"), hint(.scrollRight, "later"),
        hint(.zoomIn, "zoom in"), hint(.zoomOut, "out"), hint(.fitTimeline, "fit"),
      ]
    case .filter:
      return [hint(.back, "show all"), hint(.filter, "change")] + standard(without: .filter).prefix(4)
    case .marks:
      return [
        hint(.untrack, "untrack"), hint(.checkSelected, "check"), hint(.waitFor, "wait for"),
        hint(.unmarkAll, "unmark"),
        hint(.markAllShown, "all shown"), hint(.help, "help"),
      ]
    case .pane: return [hint(.openDetail, "whole"), hint(.back, "close")] + standard(without: .openDetail)
    }
  }

  /// What newcomers need first.
  private static let hinted: [(action: Action, word: String)] =
    [Action.add, .openDetail, .help, .quit, .filter, .submit].compactMap { action in
      KeyBinding.all.first { $0.action == action }?.hint.map { (action, $0) }
    }

  /// The bottom row of the page of keys: what is looked for there, or how to go on.
  static func drawHelp(_ state: DashboardState, on canvas: inout Canvas) {
    let row = canvas.size.rows - 1
    if let search = state.helpSearch {
      let shown = search.editor.head(last: canvas.size.columns - 2)
      let end = canvas.write("/" + shown, at: Position(column: 0, row: row), style: Style.heading)
      if search.isTyping { canvas.cursor = Position(column: min(end, canvas.size.columns - 1), row: row) }
      return
    }
    let (back, search) = (state.keyMap.word(for: .back), state.keyMap.word(for: .filter))
    drawHints(
      [
        (back, "back"), (state.glyphs.keyLabel(state.keyMap.word(for: .moveDown)), "scroll"),
        (search, "search"), (KeyName.label(of: KeyMap.alwaysQuits), "quit"),
      ], on: &canvas)
  }

  /// Key hints, as many as fit.
  static func drawHints(_ hints: [(key: String, word: String)], on canvas: inout Canvas) {
    let row = canvas.size.rows - 1
    var column = 0
    for hint in hints {
      let key = hint.key.split(separator: " ").first.map(String.init) ?? hint.key
      let width = key.columns + 1 + hint.word.columns
      guard column + width <= canvas.size.columns else { return }
      let end = canvas.write(key, at: Position(column: column, row: row), style: .heading)
      column = canvas.write(hint.word, at: Position(column: end + 1, row: row)) + 2
    }
  }

  /// The news: the latest notice; else what keeps changes from being stored, which the header names meanwhile; else what
  /// is wrong with the selected job, or odd about it.
  private static func news(_ state: DashboardState) -> (text: String, style: Style)? {
    if let notice = state.notice { return (notice, .plain) }
    if let trouble = state.storeTrouble { return ("! \(trouble)", Style.warning) }
    guard let job = state.selectedJob else { return nil }
    let oddity = job.anomaly.map { OddityText.sentence(about: $0, state.glyphs) }
    let stuck = state.expectation(of: job).flatMap {
      $0.pace == .stuck ? ExpectationText.sentence($0, job, state) : nil
    }
    // The pane says it too, with all else.
    if !state.isDetailOpen, let trouble = job.health.message ?? oddity ?? stuck {
      return ("! \(trouble)", Style.warning)
    }
    guard state.timeline != nil else { return nil }
    return TimelineView.sentence(about: job, state).map { ($0, .plain) }
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
    let start = canvas.write(prompt.question, at: Position(column: 0, row: row), style: .heading)
    let room = canvas.size.columns - start - 1
    let offer =
      switch prompt.purpose {
      case .filter: filterExamples
      case .command: "a command, such as sort age; Tab shows all"
      case .add, .submit, .annotation: prompt.suggestion?.rawValue
      }
    if prompt.editor.isEmpty, let offer {
      canvas.write(
        Glyph.glyphs(of: offer).fitted(to: room, ellipsis: state.glyphs.ellipsis),
        at: Position(column: start, row: row), style: .faint)
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
    let tail = Glyph.glyphs(of: prompt.editor.tail(first: room + 2))
    var shown = head.dropFirst(hidden) + tail
    // Where there is more of it, that is seen.
    let isCutLeft = hidden > 0 || prompt.editor.cursor > prompt.editor.head(last: room).count
    if isCutLeft, let first = shown.first, headColumns > first.width {
      let sign = Glyph.glyphs(of: state.glyphs.ellipsis + String(repeating: " ", count: first.width - 1))
      shown = sign + shown.dropFirst()
    }
    canvas.write(
      Array(shown).fitted(to: room + 1, ellipsis: state.glyphs.ellipsis),
      at: Position(column: start, row: row))
    canvas.cursor = Position(column: start + headColumns, row: row)
    if let range = prompt.problemRange { markMistake(range, in: prompt, row: row, from: start, on: &canvas) }
  }

  /// Draws once more the part of what was typed that cannot be read, so that it stands out.
  private static func markMistake(
    _ range: Range<Int>, in prompt: Prompt, row: Int, from start: Int, on canvas: inout Canvas
  ) {
    guard let cursor = canvas.cursor else { return }
    let typed = Array(prompt.editor.text)
    let range = range.clamped(to: 0..<typed.count)
    let before = String(typed[min(range.lowerBound, prompt.editor.cursor)..<prompt.editor.cursor]).columns
    let after = String(typed[prompt.editor.cursor..<max(range.lowerBound, prompt.editor.cursor)]).columns
    var column = cursor.column - before + after
    for glyph in Glyph.glyphs(of: String(typed[range])) {
      if column >= start {
        canvas.write(
          [glyph], at: Position(column: column, row: row), style: .mistake)
      }
      column += glyph.width
    }
  }
}

import Terminal

/// The page of keys, made from the key bindings themselves.
enum HelpView {
  /// How many lines of help the screen shows at the same time.
  static func lines(in size: Size) -> Int { max(1, size.rows - Layout.headerRows - 1) }

  /// The furthest the page scrolls.
  static func lastFirstLine(in size: Size) -> Int { max(0, text.count - lines(in: size)) }

  static func draw(from firstLine: Int, _ glyphs: GlyphSet, on canvas: inout Canvas) {
    let first = min(firstLine, lastFirstLine(in: canvas.size))
    for (offset, line) in text.dropFirst(first).prefix(lines(in: canvas.size)).enumerated() {
      let row = Layout.headerRows + offset
      canvas.write(line.key, at: Position(column: 1, row: row), style: Style(nil, .bold))
      let explanation = Glyph.glyphs(of: line.explanation)
        .fitted(to: canvas.size.columns - 10, ellipsis: glyphs.ellipsis)
      canvas.write(explanation, at: Position(column: 10, row: row))
    }
  }

  private static let text: [(key: String, explanation: String)] =
    KeyBinding.all.map { ($0.label, $0.explanation) }
    + [
      ("", ""),
      ("!", "before a job: it could not be asked about; its last known status stands"),
      ("AGE", "since it was added; of an ended job, how long until its end was seen"),
    ]
}

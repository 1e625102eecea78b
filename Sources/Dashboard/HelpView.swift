import Terminal

/// The page of keys, made from the key bindings themselves.
enum HelpView {
  private typealias Line = (key: String, explanation: String)

  /// The column of the explanations.
  private static let indent = 10

  /// How many lines of help the screen shows at the same time.
  static func lines(in size: Size) -> Int { max(1, size.rows - Layout.headerRows - 1) }

  /// The furthest the page scrolls.
  static func lastFirstLine(in size: Size) -> Int {
    max(0, text(columns: size.columns).count - lines(in: size))
  }

  static func draw(from firstLine: Int, _ glyphs: GlyphSet, on canvas: inout Canvas) {
    let first = min(firstLine, lastFirstLine(in: canvas.size))
    let shown = text(columns: canvas.size.columns).dropFirst(first).prefix(lines(in: canvas.size))
    for (offset, line) in shown.enumerated() {
      let row = Layout.headerRows + offset
      canvas.write(glyphs.keyLabel(line.key), at: Position(column: 1, row: row), style: .heading)
      canvas.write(line.explanation, at: Position(column: indent, row: row))
    }
  }

  private static let entries: [Line] =
    KeyBinding.all.map { ($0.label, $0.explanation) }
    + [
      ("", ""),
      (
        "in /",
        "words \"two words\" status:failed label:x id:x profile:x health:bad age>1h took<5m "
          + "/regex/, joined by and, or, not, -, ( )"
      ),
      ("!", "before a job: it could not be asked about; its last known status stands"),
      ("AGE", "since it was added; of an ended job, how long until its end was seen"),
    ]

  /// The page for a screen so wide, explanations that are longer going on in the next line.
  private static func text(columns: Int) -> [Line] {
    entries.flatMap { entry in
      entry.explanation.wrapped(to: columns - indent).enumerated().map { number, part in
        (number == 0 ? entry.key : "", part)
      }
    }
  }
}

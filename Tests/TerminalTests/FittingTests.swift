import Terminal
import Testing

@Suite struct FittingTests {
  private static let texts = [
    "", "a", "job-1234567890", "漢字漢字", "a漢b字c", "e\u{301}e\u{301}e\u{301}", "👍🏽👨\u{200D}👩x", "\u{1B}[2J\n",
  ]

  private func fitted(_ text: String, _ width: Int, _ truncation: Truncation = .end) -> String {
    Glyph.glyphs(of: text).fitted(to: width, truncation: truncation).map(\.text).joined()
  }

  @Test("no width is ever exceeded, whichever part gives way", arguments: texts, [Truncation.end, .middle])
  func neverWider(text: String, truncation: Truncation) {
    let glyphs = Glyph.glyphs(of: text)
    for width in -1...(glyphs.columns + 2) {
      let columns = glyphs.fitted(to: width, truncation: truncation).columns
      #expect(columns <= max(0, width), "at width \(width)")
      // A wide glyph that does not fit leaves a gap of one column at each cut, never more.
      #expect(columns >= min(max(0, width), glyphs.columns) - 2, "at width \(width)")
    }
  }

  @Test("a text that fits is left alone", arguments: texts, [Truncation.end, .middle])
  func fits(text: String, truncation: Truncation) {
    let glyphs = Glyph.glyphs(of: text)
    #expect(glyphs.fitted(to: glyphs.columns, truncation: truncation) == (glyphs.columns > 0 ? glyphs : []))
    #expect(glyphs.fitted(to: glyphs.columns + 1, truncation: truncation) == glyphs)
  }

  @Test(
    "the end gives way to an ellipsis",
    arguments: [(6, "abcdef"), (5, "abcd…"), (2, "a…"), (1, "…"), (0, ""), (-3, "")])
  func end(width: Int, shown: String) {
    #expect(fitted("abcdef", width) == shown)
  }

  @Test(
    "the middle gives way to an ellipsis and both ends stay",
    arguments: [(6, "abcdef"), (5, "ab…ef"), (4, "ab…f"), (3, "a…f"), (2, "a…"), (1, "…"), (0, "")])
  func middle(width: Int, shown: String) {
    #expect(fitted("abcdef", width, .middle) == shown)
  }

  @Test("a wide glyph at the cut is left out whole", arguments: [(5, "漢字…"), (4, "漢…"), (3, "漢…"), (2, "…")])
  func wideAtEnd(width: Int, shown: String) {
    #expect(fitted("漢字漢字", width) == shown)
  }

  @Test(
    "a wide glyph at either cut in the middle is left out whole",
    arguments: [(7, "漢…字"), (5, "漢…字"), (4, "漢…"), (3, "…"), (2, "…")])
  func wideInMiddle(width: Int, shown: String) {
    #expect(fitted("漢字漢字", width, .middle) == shown)
  }

  @Test("nothing after the first glyph left out comes back, even when it is narrow enough")
  func noGaps() {
    #expect(fitted("ab漢cd", 4) == "ab…")
  }

  @Test("the ellipsis can be an ASCII one")
  func otherEllipsis() {
    let glyphs = Glyph.glyphs(of: "abcdef").fitted(to: 3, ellipsis: "~")
    #expect(glyphs.map(\.text).joined() == "ab~")
  }

  @Test(
    "a sentence is broken between words, a longer word within itself",
    arguments: [
      ("", 5, [""]), ("one two", 7, ["one two"]), ("one  two", 8, ["one  two"]),
      ("one two", 6, ["one", "two"]), ("one two three", 8, ["one two", "three"]),
      ("abcdefgh", 3, ["abc", "def", "gh"]), ("a bcdefg h", 3, ["a", "bcd", "efg", "h"]),
      ("漢字漢字", 5, ["漢字", "漢字"]), ("漢", 1, ["漢"]), ("ab", 0, ["a", "b"]), ("ab", -3, ["a", "b"]),
      ("     ", 3, []),
    ] as [(String, Int, [String])])
  func wraps(text: String, width: Int, lines: [String]) {
    #expect(text.wrapped(to: width) == lines)
  }

  @Test("wrapped text keeps every word and no line is too wide", arguments: texts + ["one two  three four"])
  func wrapsWhole(text: String) {
    for width in 4...20 {
      let lines = text.wrapped(to: width)
      #expect(lines.allSatisfy { $0.columns <= width }, "at width \(width)")
      #expect(lines.joined().filter { $0 != " " } == text.filter { $0 != " " })
    }
  }
}

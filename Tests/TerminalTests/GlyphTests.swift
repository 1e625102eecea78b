import Terminal
import Testing

/// How characters that are more than one code point become cells.
@Suite struct GlyphTests {
  private func shapes(_ text: String) -> [String] { Glyph.glyphs(of: text).map { "\($0.text):\($0.width)" } }

  @Test("a combining mark stays with the character before it")
  func combiningMark() {
    #expect(shapes("e\u{301}x") == ["e\u{301}:1", "x:1"])
  }

  @Test("a combining mark with nothing before it stands on a blank")
  func loneMark() {
    #expect(shapes("\u{301}") == [" \u{301}:1"])
  }

  @Test("a combining mark after a control character stands on a blank, not on the control")
  func markAfterControl() {
    #expect(shapes("\u{1B}\u{301}") == ["\\:1", "e:1", " \u{301}:1"])
  }

  @Test("of many combining marks four are kept, as many as a cell holds")
  func manyMarks() {
    let glyphs = Glyph.glyphs(of: "e" + String(repeating: "\u{301}", count: 500) + "x")
    #expect(glyphs.map { $0.text.unicodeScalars.count } == [5, 1])
    #expect(glyphs.last?.text == "x")
  }

  @Test(
    "an emoji sequence is reduced to its first emoji",
    arguments: [
      ("👨\u{200D}👩\u{200D}👧", "👨"), ("👩🏽\u{200D}🚀", "👩"), ("❤\u{FE0F}\u{200D}🔥", "❤"), ("👍🏽", "👍"),
      ("👍\u{FE0F}", "👍"),
    ])
  func emojiSequences(text: String, shown: String) {
    #expect(text.printable == shown)
  }

  @Test("text after an emoji sequence is kept")
  func afterEmojiSequence() {
    #expect("👨\u{200D}👩 x👍🏽y".printable == "👨 x👍y")
  }

  @Test("a skin tone alone is two columns wide")
  func loneSkinTone() {
    #expect(shapes("\u{1F3FD}") == ["\u{1F3FD}:2"])
  }

  @Test("a flag is two letters of one column each, so that it takes two columns in all")
  func flag() {
    #expect(shapes("🇩🇪") == ["🇩:1", "🇪:1"])
  }

  @Test("a keycap keeps its digit")
  func keycap() {
    #expect(shapes("1\u{FE0F}\u{20E3}") == ["1\u{20E3}:1"])
  }

  @Test("conjoining jamo take the two columns of their syllable")
  func jamo() {
    #expect(shapes("\u{1112}\u{1161}\u{11AB}") == ["\u{1112}\u{1161}\u{11AB}:2"])
  }

  @Test("a jamo vowel of the extended block joins its syllable too")
  func extendedJamo() {
    #expect(shapes("\u{1100}\u{D7B0}") == ["\u{1100}\u{D7B0}:2"])
  }

  @Test(
    "East Asian wide characters take two columns",
    arguments: ["漢", "あ", "カ", "한", "Ａ", "！", "\u{3000}", "𠀀", "😀", "✅"])
  func wide(text: String) {
    #expect(Glyph.glyphs(of: text).map(\.width) == [2])
  }

  @Test(
    "other characters take one column",
    arguments: ["a", "é", "ж", "ع", "ｱ", "…", "─", "◌", "▸", "✓", "✗", "\u{A0}", "\u{E000}"])
  func narrow(text: String) {
    #expect(Glyph.glyphs(of: text).map(\.width) == [1])
  }

  @Test(
    "no letter of an Indic conjunct is lost",
    arguments: [("क\u{94D}ष", 2), ("क\u{94D}\u{200D}ष", 2), ("का", 2)])
  func conjunct(text: String, count: Int) {
    #expect(Glyph.glyphs(of: text).count == count)
  }

  @Test(
    "the columns of a text are those of its glyphs",
    arguments: [("", 0), ("ab", 2), ("漢e\u{301}", 3), ("\n", 2)])
  func columns(text: String, columns: Int) {
    #expect(text.columns == columns)
    #expect(Glyph.glyphs(of: text).columns == columns)
  }
}

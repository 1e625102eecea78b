import Terminal
import Testing

/// What comes from outside is shown, never sent.
@Suite struct HostileTextTests {
  @Test(
    "a control character with a usual escape is shown as that escape",
    arguments: [
      ("\u{1B}", "\\e"), ("\u{07}", "\\a"), ("\u{08}", "\\b"), ("\t", "\\t"), ("\n", "\\n"), ("\r", "\\r"),
      ("\0", "\\0"),
    ])
  func namedControls(text: String, shown: String) {
    #expect(text.printable == shown)
  }

  @Test("every other C0 control and DEL is shown by its number", arguments: Array(0x00...0x1F) + [0x7F])
  func otherC0Controls(value: Int) throws {
    let scalar = Unicode.Scalar(UInt8(value))
    guard !"\u{1B}\u{07}\u{08}\t\n\r\0".unicodeScalars.contains(scalar) else { return }
    #expect(String(Character(scalar)).printable == "\\u{\(String(value, radix: 16))}")
  }

  @Test("every C1 control is shown by its number", arguments: 0x80...0x9F)
  func c1Controls(value: Int) {
    let scalar = Unicode.Scalar(UInt8(value))
    #expect(String(Character(scalar)).printable == "\\u{\(String(value, radix: 16))}")
  }

  @Test(
    "an escape sequence becomes text with nothing left to obey",
    arguments: [
      ("\u{1B}[2J", "\\e[2J"),
      ("\u{1B}]0;x\u{07}", "\\e]0;x\\a"),
      ("\u{1B}]52;c;aGk=\u{1B}\\", "\\e]52;c;aGk=\\e\\"),
      ("\u{1B}P1$r\u{9C}", "\\eP1$r\\u{9c}"),
      ("\u{9B}31mred", "\\u{9b}31mred"),
      ("a\u{08}b", "a\\bb"),
    ])
  func escapeSequences(text: String, shown: String) {
    #expect(text.printable == shown)
  }

  @Test("each character of an escape takes one column of its own")
  func escapesAreOrdinaryGlyphs() {
    let glyphs = Glyph.glyphs(of: "\u{1B}")
    #expect(glyphs.map(\.text) == ["\\", "e"])
    #expect(glyphs.map(\.width) == [1, 1])
  }

  @Test("a carriage return and line feed, one character to Swift, is shown as both")
  func lineEnd() {
    #expect("a\r\nb".printable == "a\\r\\nb")
  }

  @Test(
    "characters that reorder text are shown by their number",
    arguments: Array(0x202A...0x202E) + Array(0x2066...0x2069) + [0x200E, 0x200F, 0x061C])
  func bidirectionalControls(value: UInt32) throws {
    let scalar = try #require(Unicode.Scalar(value))
    #expect("a\(Character(scalar))b".printable == "a\\u{\(String(value, radix: 16))}b")
  }

  @Test(
    "characters that take no room are shown by their number",
    arguments: [
      0x200B, 0x200C, 0x200D, 0x2060, 0xFE0F, 0xFEFF, 0x00AD, 0x034F, 0x115F, 0x1160, 0x180B, 0x180E, 0x3164,
      0xFFA0,
      0xE0041, 0xE0100,
    ] as [UInt32])
  func zeroWidth(value: UInt32) throws {
    let scalar = try #require(Unicode.Scalar(value))
    #expect("a\(Character(scalar))b".printable == "a\\u{\(String(value, radix: 16))}b")
    #expect("a\(Character(scalar))b".visible == "a\\u{\(String(value, radix: 16))}b")
  }

  @Test(
    "what joins emoji, or is part of a script, stays whole where nothing has to fit into cells",
    arguments: [
      "👨‍👩‍👧‍👦", "👩🏽‍💻", "❤️‍🔥", "🏳️‍🌈", "🏴󠁧󠁢󠁳󠁣󠁴󠁿", "1️⃣", "☎︎", "क\u{94D}\u{200D}ष", "葛\u{E0100}飾", "≨\u{FE00}", "e\u{301}",
    ])
  func whole(text: String) {
    #expect(text.visible == text)
    #expect(!text.printable.contains("\\"))
  }

  @Test(
    "a joiner or variation selector with nothing before it is shown by its number",
    arguments: [("\u{200D}", "\\u{200d}"), ("\u{FE0F}", "\\u{fe0f}")])
  func loneJoiner(text: String, shown: String) {
    #expect(text.printable == shown)
  }

  @Test(
    "line and paragraph separators are shown by their number",
    arguments: [("a\u{2028}b", "a\\u{2028}b"), ("a\u{2029}b", "a\\u{2029}b"), ("a\u{85}b", "a\\u{85}b")])
  func separators(text: String, shown: String) {
    #expect(text.printable == shown)
  }

  @Test("unassigned code points and noncharacters are shown by their number")
  func unassigned() {
    #expect("\u{0378}".printable == "\\u{378}")
    #expect("\u{FFFF}".printable == "\\u{ffff}")
  }

  @Test("harmless text is shown as it is", arguments: ["", "job-42", "a b~!", "naïve", "Größe", "日本"])
  func harmless(text: String) {
    #expect(text.printable == text)
  }
}

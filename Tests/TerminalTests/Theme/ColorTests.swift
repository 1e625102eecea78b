import Terminal
import Testing

/// Colours as they are written, and as terminals have them.
@Suite struct ColorTests {
  @Test("the nearest of the 240 shared colours is found")
  func nearest() {
    for number in 16...255 { #expect(RGB(indexed: RGB(indexed: number).indexed) == RGB(indexed: number)) }
    #expect(RGB(0x646464).indexed == 241)
    #expect(RGB(0xFE0201).indexed == 196)
  }

  @Test("a colour is read as web pages write it, and nothing else is")
  func written() {
    #expect(RGB("#ff5F0a") == RGB(0xFF5F0A))
    #expect(RGB("#f5a") == RGB(0xFF55AA))
    for wrong in ["", "#", "ff5f0a", "#ff5f0", "#ff5f0a0", "#ff5f0g", "red", "#+f5f0a", "#ff 5f0"] {
      #expect(RGB(wrong) == nil, "\(wrong)")
    }
  }

  @Test("a contrast is 21 between black and white, and 1 between like ones, whichever comes first")
  func contrast() {
    #expect(RGB(0x000000).contrast(with: RGB(0xFFFFFF)) == 21)
    #expect(RGB(0xFFFFFF).contrast(with: RGB(0x000000)) == 21)
    #expect(RGB(0x123456).contrast(with: RGB(0x123456)) == 1)
    // As w3.org/WAI has it for this well-known gray.
    #expect((4.54..<4.55).contains(RGB(0x767676).contrast(with: RGB(0xFFFFFF))))
  }

  @Test(
    "what a terminal can show is read from terminfo",
    arguments: [
      (-1, false, ColorDepth.mono), (0, false, .mono), (2, false, .mono), (8, false, .eight),
      (16, false, .sixteen),
      (88, false, .sixteen), (256, false, .indexed), (1 << 24, true, .direct), (1 << 24, false, .indexed),
      (1 << 15, true, .eight), (256, true, .eight),
    ])
  func depth(colors: Int, isDirect: Bool, depth: ColorDepth) {
    #expect(ColorDepth(colors: colors, isDirect: isDirect) == depth)
  }

  @Test(
    "COLORTERM says that there is any colour, but not inside of GNU screen",
    arguments: [
      (["COLORTERM": "truecolor"], true), (["COLORTERM": "24bit"], true), (["COLORTERM": "TrueColor"], true),
      ([:], false), (["COLORTERM": ""], false), (["COLORTERM": "1"], false),
      (["COLORTERM": "truecolor", "STY": "1.pts", "TERM": "screen.xterm-256color"], false),
      (["COLORTERM": "truecolor", "TMUX": "/tmp/t,1,0", "TERM": "screen-256color"], true),
      (["COLORTERM": "truecolor", "STY": "1.pts", "TERM": "xterm-256color"], true),
    ])
  func trueColor(environment: [String: String], isTrueColor: Bool) {
    #expect(TerminalTraits.isTrueColor(environment: environment) == isTrueColor)
  }
}

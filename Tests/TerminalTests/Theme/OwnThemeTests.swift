import Terminal
import Testing

/// Themes that a person makes.
@Suite struct OwnThemeTests {
  private let theme = Theme(
    own: [.failed: RGB(0xFE0201), .heading: RGB(0xABCDEF)], background: nil, on: .dark)

  @Test("a colour is shown as it is where there is any, else the nearest one of 256")
  func colours() {
    #expect(theme.pair(.failed, depth: .direct) == ColorPair(foreground: 0xFE0201))
    #expect(theme.pair(.failed, depth: .indexed) == ColorPair(foreground: 196))
    #expect(theme.pair(.heading, depth: .direct) == ColorPair(foreground: 0xABCDEF))
  }

  @Test("where there are sixteen colours or eight it looks as the one it is made on", arguments: Ink.allCases)
  func few(ink: Ink) {
    for depth in [ColorDepth.sixteen, .eight, .mono] {
      #expect(theme.pair(ink, depth: depth) == Theme.dark.pair(ink, depth: depth))
    }
  }

  @Test("what has no colour of its own looks as in the one it is made on")
  func others() {
    for ink in Ink.allCases where ![.failed, .heading].contains(ink) {
      for depth in ColorDepth.allCases {
        #expect(theme.pair(ink, depth: depth) == Theme.dark.pair(ink, depth: depth))
      }
    }
  }

  @Test("warnings and what is under way keep their colours when those of a status change")
  func independent() {
    let theme = Theme(own: [.scheduled: RGB(0x123456), .running: RGB(0x123456)], background: nil, on: .light)
    #expect(theme.pair(.warning, depth: .indexed) == Theme.light.pair(.scheduled, depth: .indexed))
    #expect(theme.pair(.accent, depth: .direct) == Theme.light.pair(.running, depth: .direct))
  }

  @Test("on the terminal's own colours, those stay beside one that is chosen")
  func onTerminal() {
    let theme = Theme(own: [.failed: RGB(0xFF0000)], background: nil, on: .terminal)
    #expect(theme.pair(.failed, depth: .direct) == ColorPair(foreground: 0xFF0000))
    #expect(theme.pair(.completed, depth: .direct) == ColorPair(foreground: 2))
    #expect(theme.pair(.text, depth: .direct) == ColorPair())
    #expect(theme.hardToRead.isEmpty)  // nobody knows on what
  }

  @Test("a background is painted where there are 256 colours or more")
  func background() {
    let theme = Theme(own: [:], background: RGB(0x002B36), on: .dark)
    #expect(theme.pair(.text, depth: .direct) == ColorPair(background: 0x002B36))
    #expect(theme.pair(.text, depth: .indexed).background == RGB(0x002B36).indexed)
    #expect(theme.paints(depth: .direct) && theme.paints(depth: .indexed))
    #expect(!theme.paints(depth: .sixteen) && !theme.paints(depth: .mono))
  }

  @Test("a text colour is that of titles too, unless they have one")
  func text() {
    let theme = Theme(own: [.text: RGB(0xDDDDDD)], background: nil, on: .dark)
    #expect(theme.pair(.heading, depth: .direct).foreground == 0xDDDDDD)
    #expect(theme.pair(.text, depth: .direct).foreground == 0xDDDDDD)
  }

  @Test("a colour with too little contrast is found, and how little it is")
  func contrast() throws {
    let theme = Theme(own: [.faint: RGB(0x444444)], background: nil, on: .dark)
    let found = try #require(theme.hardToRead.first)
    #expect(theme.hardToRead.count == 1)
    #expect(found.ink == .faint && (1.7..<1.8).contains(found.contrast))
    // On a background of its own it is another matter.
    #expect(
      Theme(own: [.faint: RGB(0x444444)], background: RGB(0xFFFFFF), on: .light).hardToRead.isEmpty)
  }

  @Test("a colour that can be read is found all the same when the nearest of 256 cannot")
  func nearest() throws {
    let blue = RGB(0x0077AA)
    let theme = Theme(own: [.running: blue], background: RGB(0xFFFFFF), on: .light)
    #expect(blue.contrast(with: RGB(0xFFFFFF)) >= 4.5)
    let found = try #require(theme.hardToRead.first)
    #expect(found.ink == .running && (4.1..<4.2).contains(found.contrast))
  }
}

import Foundation
import Terminal
import Testing

/// Themes can be read, by everybody and on every terminal.
@Suite struct ThemeTests {
  private static let painted = Theme.allCases.filter { $0.palette != nil }
  /// The inks of the five kinds of status.
  private static let statuses: [Theme.Ink] = [.red, .green, .yellow, .magenta, .cyan]

  @Test("every ink has a contrast of at least 4.5 on its background (WCAG 2.2, 1.4.3)", arguments: painted)
  func contrast(theme: Theme) throws {
    let palette = try #require(theme.palette)
    for ink in Theme.Ink.allCases {
      guard let color = palette[ink] else { continue }
      let ratio = contrastRatio(color, palette.assumedBackground)
      #expect(ratio >= 4.5, "\(ink) has \(ratio)")
    }
  }

  @Test("a theme that paints its background gives every ink a colour", arguments: painted)
  func paper(theme: Theme) throws {
    let palette = try #require(theme.palette)
    guard let paper = palette.paper else { return }
    #expect(paper == palette.assumedBackground)
    for ink in Theme.Ink.allCases {
      #expect(palette[ink] != nil)
      for depth in [ColorDepth.eight, .sixteen, .indexed, .direct] {
        let pair = theme.pair(ink, depth: depth)
        #expect(pair.foreground >= 0 && pair.background >= 0 && pair.foreground != pair.background)
      }
    }
  }

  @Test("with 256 colours a theme looks as it was made", arguments: painted)
  func indexed(theme: Theme) throws {
    let palette = try #require(theme.palette)
    for ink in Theme.Ink.allCases {
      guard let color = palette[ink] else { continue }
      let pair = theme.pair(ink, depth: .indexed)
      #expect(RGB(indexed: pair.foreground) == color)
      #expect(theme.pair(ink, depth: .direct).foreground == color.hex)
    }
  }

  @Test("no two kinds of status look alike", arguments: Theme.allCases, ColorDepth.allCases)
  func distinct(theme: Theme, depth: ColorDepth) {
    let pairs = Set(Self.statuses.map { theme.pair($0, depth: depth) })
    #expect(pairs.count == (theme == .none || depth == .mono ? 1 : Self.statuses.count))
  }

  @Test("who sees no green can tell the statuses apart", arguments: [Theme.deuteranopia, .deuteranopiaLight])
  func deuteranopia(theme: Theme) throws {
    let palette = try #require(theme.palette)
    let seen = try Self.statuses.map { ($0, lab(asSeenWithoutGreen(try #require(palette[$0])))) }
    for (index, one) in seen.enumerated() {
      for other in seen[(index + 1)...] {
        let distance = zip(one.1, other.1).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }.squareRoot()
        #expect(distance >= 20, "\(one.0) and \(other.0)")
      }
    }
  }

  @Test("the terminal's own colours are used as they are, wherever there are any")
  func terminal() {
    for depth in ColorDepth.allCases where depth != .mono {
      #expect(Theme.terminal.pair(.green, depth: depth) == Theme.Pair(foreground: 2))
      #expect(Theme.terminal.pair(.faint, depth: depth) == Theme.Pair())
    }
    #expect(!Theme.terminal.colorsFaint(depth: .indexed))
    #expect(Theme.dark.colorsFaint(depth: .indexed) && !Theme.dark.colorsFaint(depth: .eight))
  }

  @Test("a terminal of eight colours is named none beyond", arguments: Theme.allCases)
  func eight(theme: Theme) {
    for ink in Theme.Ink.allCases {
      #expect(theme.pair(ink, depth: .eight).foreground < 8)
      #expect(theme.pair(ink, depth: .sixteen).foreground < 16)
    }
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

  @Test("an ink is a style's colour, or else whether it is dim")
  func inks() {
    #expect(Theme.Ink(Style(.red, [.bold, .dim])) == .red)
    #expect(Theme.Ink(Style(nil, .dim)) == .faint)
    #expect(Theme.Ink(Style(nil, .reverse)) == .plain)
  }

  @Test("what a person says comes before NO_COLOR, which comes before the default")
  func chosen() {
    let noColor = ["NO_COLOR": "1"]
    #expect(Theme.chosen(option: nil, setting: nil, environment: [:]) == .terminal)
    #expect(Theme.chosen(option: nil, setting: nil, environment: ["NO_COLOR": ""]) == .terminal)
    #expect(Theme.chosen(option: nil, setting: nil, environment: noColor) == .none)
    #expect(Theme.chosen(option: nil, setting: .light, environment: noColor) == .light)
    #expect(Theme.chosen(option: .dark, setting: .light, environment: noColor) == .dark)
  }

  @Test("the nearest of the 240 shared colours is found")
  func nearest() {
    for number in 16...255 { #expect(RGB(indexed: RGB(indexed: number).indexed) == RGB(indexed: number)) }
    #expect(RGB(0x646464).indexed == 241)
    #expect(RGB(0xFE0201).indexed == 196)
  }
}

/// The contrast ratio of two colours (WCAG 2.2, "contrast ratio"), 1 to 21.
private func contrastRatio(_ one: RGB, _ other: RGB) -> Double {
  let (low, high) = (min(luminance(one), luminance(other)), max(luminance(one), luminance(other)))
  return (high + 0.05) / (low + 0.05)
}

private func luminance(_ color: RGB) -> Double {
  zip(linear(color), [0.2126, 0.7152, 0.0722]).reduce(0) { $0 + $1.0 * $1.1 }
}

private func linear(_ color: RGB) -> [Double] {
  [color.red, color.green, color.blue].map {
    let part = Double($0) / 255
    return part <= 0.04045 ? part / 12.92 : pow((part + 0.055) / 1.055, 2.4)
  }
}

/// Machado, Oliveira and Fernandes 2009, "A Physiologically-based Model for Simulation of Color Vision Deficiency":
/// deuteranomaly of severity 1.0. In linear light.
private func asSeenWithoutGreen(_ color: RGB) -> [Double] {
  let rows = [
    [0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881],
  ]
  return rows.map { row in min(max(0, zip(row, linear(color)).reduce(0) { $0 + $1.0 * $1.1 }), 1) }
}

/// CIE 1976 L*a*b* of linear sRGB, in which equal distances look about equal; 2 can just be told apart.
private func lab(_ parts: [Double]) -> [Double] {
  let rows = [[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]]
  let white = [0.9505, 1, 1.089]
  let xyz = zip(rows, white).map { row, white in zip(row, parts).reduce(0) { $0 + $1.0 * $1.1 } / white }
    .map { $0 > 0.008856 ? cbrt($0) : 7.787 * $0 + 16 / 116 }
  return [116 * xyz[1] - 16, 500 * (xyz[0] - xyz[1]), 200 * (xyz[1] - xyz[2])]
}

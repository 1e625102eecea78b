import Foundation
import Terminal
import Testing

/// Themes can be read, by everybody and on every terminal.
@Suite struct ThemeTests {
  /// Those that define colours for all that has to be told apart.
  private static let coloured = [
    Theme.dark, .light, .highContrast, .deuteranopia, .deuteranopiaLight,
  ]
  /// The depths at which a theme decides how its colours look.
  private static let fine = [ColorDepth.indexed, .direct]
  /// The inks of the five kinds of status.
  private static let statuses: [Ink] = [.failed, .completed, .scheduled, .unknown, .running]

  /// What a terminal shows for a number of ours.
  private func shown(_ number: Int, _ depth: ColorDepth) -> RGB {
    depth == .direct ? RGB(UInt32(number)) : RGB(indexed: number)
  }

  @Test(
    "every ink has a contrast of at least 4.5 on its background (WCAG 2.2, 1.4.3), at every depth",
    arguments: coloured, fine)
  func contrast(theme: Theme, depth: ColorDepth) throws {
    let background = try #require(theme.palette?.assumedBackground)
    for ink in Ink.allCases {
      let pair = theme.pair(ink, depth: depth)
      guard pair.foreground >= 0 else { continue }
      let paper = pair.background < 0 ? background : shown(pair.background, depth)
      let ratio = contrastRatio(shown(pair.foreground, depth), paper)
      #expect(ratio >= 4.5, "\(ink) has \(ratio)")
    }
    #expect(theme.hardToRead.isEmpty)
  }

  @Test("where there is any colour, none is harder to read than the least of 256", arguments: coloured)
  func finer(theme: Theme) throws {
    let palette = try #require(theme.palette)
    let background = try #require(palette.assumedBackground)
    let least = try Self.fine.map { depth in
      try #require(
        Ink.allCases.compactMap { palette.color(of: $0, at: depth).map { contrastRatio($0, background) } }
          .min())
    }
    #expect(least[1] >= least[0])
  }

  @Test("a theme that paints its background gives every ink a colour", arguments: coloured)
  func paper(theme: Theme) throws {
    let palette = try #require(theme.palette)
    guard palette.paper != nil else { return }
    #expect(palette.paper == palette.assumedBackground)
    for ink in Ink.allCases {
      for depth in ColorDepth.allCases where depth != .mono {
        let pair = theme.pair(ink, depth: depth)
        #expect(pair.foreground >= 0 && pair.background >= 0 && pair.foreground != pair.background)
        #expect(theme.paints(depth: depth))
      }
    }
  }

  @Test("with 256 colours a theme looks as it was made", arguments: coloured)
  func indexed(theme: Theme) throws {
    let palette = try #require(theme.palette)
    for ink in Ink.allCases {
      guard let color = palette.color(of: ink, at: .indexed) else { continue }
      #expect(RGB(indexed: theme.pair(ink, depth: .indexed).foreground) == color)
    }
  }

  @Test("no two kinds of status look alike", arguments: Theme.all, ColorDepth.allCases)
  func distinct(theme: Theme, depth: ColorDepth) {
    let pairs = Set(Self.statuses.map { theme.pair($0, depth: depth) })
    #expect(pairs.count == (theme == .none || depth == .mono ? 1 : Self.statuses.count))
  }

  @Test(
    "who sees no green can tell the statuses apart", arguments: [Theme.deuteranopia, .deuteranopiaLight], fine
  )
  func deuteranopia(theme: Theme, depth: ColorDepth) throws {
    let palette = try #require(theme.palette)
    let seen = try Self.statuses.map {
      ($0, lab(asSeenWithoutGreen(try #require(palette.color(of: $0, at: depth)))))
    }
    for (index, one) in seen.enumerated() {
      for other in seen[(index + 1)...] {
        let distance = zip(one.1, other.1).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }.squareRoot()
        #expect(distance >= (depth == .direct ? 24 : 20), "\(one.0) and \(other.0)")
      }
    }
  }

  @Test("the terminal's own colours are used as they are, wherever there are any")
  func terminal() {
    for depth in ColorDepth.allCases where depth != .mono {
      #expect(Theme.terminal.pair(.completed, depth: depth) == ColorPair(foreground: 2))
      #expect(Theme.terminal.pair(.faint, depth: depth) == ColorPair())
      #expect(!Theme.terminal.paints(depth: depth))
    }
    #expect(!Theme.terminal.colorsFaint(depth: .indexed))
    #expect(Theme.dark.colorsFaint(depth: .indexed) && !Theme.dark.colorsFaint(depth: .eight))
  }

  @Test("a terminal of eight colours is named none beyond", arguments: Theme.all)
  func eight(theme: Theme) {
    for ink in Ink.allCases {
      #expect(theme.pair(ink, depth: .eight).foreground < 8)
      #expect(theme.pair(ink, depth: .sixteen).foreground < 16)
    }
  }

  @Test("no colour of a theme is taken for one of the person's own, where colours are told by their parts")
  func black() {
    #expect(Theme.highContrast.pair(.text, depth: .direct).background == 8)
    for theme in Self.coloured {
      for ink in Ink.allCases { #expect(!(0..<8).contains(theme.pair(ink, depth: .direct).foreground)) }
    }
  }

  @Test("an ink is what a style's colour means, or else whether it is dim")
  func inks() {
    #expect(Ink(Style(.failed, [.bold, .dim])) == .failed)
    #expect(Ink(Style(nil, .dim)) == .faint)
    #expect(Ink(Style(nil, .reverse)) == .text)
  }

  @Test("the names of themes are different, and none is that of a person's own")
  func names() {
    #expect(Set(Theme.all.map(\.name)).count == Theme.all.count)
    #expect(!Theme.all.contains { $0.name == Theme.ownName })
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

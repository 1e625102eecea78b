/// How the colours of a ``Style`` look: the one place where they become colours of a terminal.
package struct Theme: Hashable, Sendable, CustomStringConvertible {
  /// As a person names it.
  package let name: String
  /// Nil where there are no colours at all.
  package let palette: ThemePalette?

  /// The terminal's own colours, on its own background: as the person has chosen them, dark or light.
  package static let terminal = Theme(name: "terminal", palette: ThemePalette())
  package static let dark = Theme(name: "dark", palette: .dark)
  package static let light = Theme(name: "light", palette: .light)
  /// On a black background of its own.
  package static let highContrast = Theme(name: "high-contrast", palette: .highContrast)
  /// For those who see red and green alike, on a dark background: what has failed is orange, what is completed blue.
  package static let deuteranopia = Theme(name: "deuteranopia", palette: .deuteranopia)
  /// The same on a light background.
  package static let deuteranopiaLight = Theme(name: "deuteranopia-light", palette: .deuteranopiaLight)
  /// No colours at all.
  package static let none = Theme(name: "none", palette: nil)

  /// Those that are there for everybody.
  package static let all = [terminal, dark, light, highContrast, deuteranopia, deuteranopiaLight, none]

  /// The name of one that a person has made.
  package static let ownName = "own"

  /// A theme with colours that a person has chosen, as another one where they have not.
  package init(own colors: [Ink: RGB], background: RGB?, on base: Theme) {
    name = Self.ownName
    palette = (base.palette ?? ThemePalette()).replacing(colors, background: background)
  }

  private init(name: String, palette: ThemePalette?) {
    self.name = name
    self.palette = palette
  }

  package var description: String { name }

  /// The colours of an ink on a terminal.
  package func pair(_ ink: Ink, depth: ColorDepth) -> ColorPair {
    guard let palette, depth != .mono else { return ColorPair() }
    switch depth {
    case .direct, .indexed:
      let number = { (color: RGB) in depth == .direct ? color.direct : color.indexed }
      // Where it defines no colours the terminal's own are taken.
      let own = palette.isOpen ? palette.ansi(ink) : nil
      return ColorPair(
        foreground: palette.color(of: ink, at: depth).map(number) ?? own ?? -1,
        background: palette.paper.map(number) ?? -1)
    case .sixteen, .eight, .mono:
      // These are the person's own again, bright ones where that helps.
      let bright = depth == .sixteen && palette.prefersBright ? 8 : 0
      return ColorPair(
        foreground: palette.ansi(ink).map { $0 + bright } ?? (palette.paintsBlack ? 7 + bright : -1),
        background: palette.paintsBlack ? 0 : -1)
    }
  }

  /// Whether it paints a background of its own on such a terminal.
  package func paints(depth: ColorDepth) -> Bool { pair(.text, depth: depth).background >= 0 }

  /// Whether what is dim is so by a colour of the theme, rather than by the terminal's attribute, of which nobody knows how
  /// readable it is.
  package func colorsFaint(depth: ColorDepth) -> Bool {
    palette?.color(of: .faint, at: depth) != nil && (depth == .indexed || depth == .direct)
  }
}

/// The two numbers that a terminal knows a text's colours by; -1 is its default.
package struct ColorPair: Hashable, Sendable {
  package let foreground: Int
  package let background: Int

  package init(foreground: Int = -1, background: Int = -1) {
    self.foreground = foreground
    self.background = background
  }
}

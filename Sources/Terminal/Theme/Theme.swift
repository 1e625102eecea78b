/// How the colours of a ``Style`` look: the one place where they become colours of a terminal.
package enum Theme: String, Hashable, Sendable, CaseIterable {
  /// The terminal's own colours, on its own background: as the person has chosen them, dark or light.
  case terminal
  case dark
  case light
  /// On a black background of its own.
  case highContrast = "high-contrast"
  /// For those who see red and green alike, on a dark background: what has failed is orange, what is completed blue.
  case deuteranopia
  /// The same on a light background.
  case deuteranopiaLight = "deuteranopia-light"
  /// No colours at all.
  case none

  /// What the theme defines itself; nil where it leaves all to the terminal.
  package var palette: ThemePalette? {
    switch self {
    case .terminal, .none: nil
    case .dark: .dark
    case .light: .light
    case .highContrast: .highContrast
    case .deuteranopia: .deuteranopia
    case .deuteranopiaLight: .deuteranopiaLight
    }
  }

  /// A style that looks as a theme says.
  package enum Ink: Hashable, Sendable, CaseIterable {
    case plain, faint
    case red, green, yellow, blue, magenta, cyan

    package init(_ style: Style) {
      switch style.color {
      case .red: self = .red
      case .green: self = .green
      case .yellow: self = .yellow
      case .blue: self = .blue
      case .magenta: self = .magenta
      case .cyan: self = .cyan
      case nil: self = style.attributes.contains(.dim) ? .faint : .plain
      }
    }

    /// Its number in ECMA-48; nil for the terminal's own text colour.
    var ansi: Int? {
      switch self {
      case .plain, .faint: nil
      case .red: 1
      case .green: 2
      case .yellow: 3
      case .blue: 4
      case .magenta: 5
      case .cyan: 6
      }
    }
  }

  /// The two numbers that a terminal knows a text's colours by; -1 is its default.
  package struct Pair: Hashable, Sendable {
    package let foreground: Int
    package let background: Int

    package init(foreground: Int = -1, background: Int = -1) {
      self.foreground = foreground
      self.background = background
    }
  }

  /// The colours of an ink on a terminal.
  package func pair(_ ink: Ink, depth: ColorDepth) -> Pair {
    guard self != .none, depth != .mono else { return Pair() }
    guard let palette else { return Pair(foreground: ink.ansi ?? -1) }
    switch depth {
    case .direct, .indexed:
      let number = { (color: RGB?) in color.map { depth == .direct ? $0.hex : $0.indexed } ?? -1 }
      return Pair(foreground: number(palette[ink]), background: number(palette.paper))
    case .sixteen, .eight, .mono:
      // These are the person's own again, bright ones where that helps.
      let bright = depth == .sixteen && palette.prefersBright ? 8 : 0
      let ansi = palette.stand(in: ink).ansi
      return Pair(
        foreground: ansi.map { $0 + bright } ?? (palette.paper == nil ? -1 : 7 + bright),
        background: palette.paper == nil ? -1 : 0)
    }
  }

  /// Whether what is dim is so by a colour of the theme, rather than by the terminal's attribute, of which nobody knows how
  /// readable it is.
  package func colorsFaint(depth: ColorDepth) -> Bool {
    palette != nil && (depth == .indexed || depth == .direct)
  }

  /// The theme that is meant.
  ///
  /// - Parameters:
  ///   - option: of the command line.
  ///   - setting: of the configuration.
  ///   - environment: of the process. `NO_COLOR`, when not empty, switches colours off, unless a person has said otherwise in
  ///     one of the two (no-color.org).
  package static func chosen(option: Theme?, setting: Theme?, environment: [String: String]) -> Theme {
    option ?? setting ?? ((environment["NO_COLOR"] ?? "").isEmpty ? .terminal : .none)
  }
}

import Terminal

/// Which colours there are, and which are drawn with.
package struct ThemeChoice: Hashable, Sendable {
  /// What decides at the next start, whatever is chosen until then.
  private enum Decider: Hashable, Sendable {
    /// The configuration, which names a theme.
    case configuration(String)
    /// The variable `NO_COLOR`.
    case noColor
  }

  package private(set) var inForce: Theme
  /// Whether the terminal shows colours at all.
  package var isColorful = true
  /// In the order that they come one after the other.
  private let all: [Theme]
  /// The name of the one that is wanted at the next start; nil when none was chosen.
  private(set) var remembered: String?
  /// Nil when what is chosen is kept for the next start.
  private let decider: Decider?

  /// - Parameters:
  ///   - option: of the command line.
  ///   - setting: of the configuration.
  ///   - own: the theme that a person has made, if there is one.
  ///   - remembered: the name of the one that was chosen last; one that is not there any more is passed over.
  ///   - environment: of the process. `NO_COLOR`, when not empty, switches colours off at the start, unless a person has said
  ///     otherwise in option or configuration (no-color.org).
  package init(
    option: Theme? = nil, setting: Theme? = nil, own: Theme? = nil, remembered: String? = nil,
    environment: [String: String] = [:]
  ) {
    all = Theme.all + [own].compactMap(\.self)
    self.remembered = remembered
    if let setting {
      decider = .configuration(setting.name)
    } else {
      decider = (environment["NO_COLOR"] ?? "").isEmpty ? nil : .noColor
    }
    let last = all.first { $0.name == remembered }
    inForce = option ?? setting ?? (decider == .noColor ? Theme.none : last ?? .terminal)
  }

  package var names: [String] { all.map(\.name) }

  /// The one after the one in force.
  var next: Theme {
    let place = all.firstIndex(of: inForce) ?? all.count - 1
    return all[(place + 1) % all.count]
  }

  /// The one of a name; the one in force when there is none of that name.
  func named(_ name: String) -> Theme { all.first { $0.name == name } ?? inForce }

  /// Draws with a theme from now on, and at the next start too where nothing else decides then.
  mutating func choose(_ theme: Theme) {
    inForce = theme
    if decider == nil { remembered = theme.name }
  }

  /// What is hard to read as things are; nil when nothing is.
  package var warning: String? { isColorful ? inForce.contrastWarning : nil }

  /// What a person wants to know who has chosen one.
  var sentence: String {
    let kept =
      switch decider {
      case nil, .configuration(inForce.name): ""
      case .noColor where inForce == .none: ""
      case .configuration(let name): " until you quit: the configuration says \(name)"
      case .noColor: " until you quit: NO_COLOR is set"
      }
    let named = "Theme \(inForce.name)\(kept)."
    guard isColorful else { return "\(named) This terminal shows no colours." }
    return [named, warning].compactMap(\.self).joined(separator: " ")
  }
}

extension Theme {
  /// Says which of its colours are hard to read; nil when none is.
  package var contrastWarning: String? {
    let inks = hardToRead
    guard !inks.isEmpty else { return nil }
    let list = inks.map { "\($0.ink.rawValue) \(Self.rounded($0.contrast))" }.joined(separator: ", ")
    return "Hard to read for its little contrast: \(list); \(Self.leastContrast) is enough."
  }

  /// Down to a tenth, so that what is too little looks so.
  private static func rounded(_ contrast: Double) -> String {
    let tenths = Int(contrast * 10)
    return "\(tenths / 10).\(tenths % 10)"
  }
}

import Terminal
import Yams

/// Reads `theme` of the configuration: the name of a theme, or colours by what they mean.
enum ThemeSettings {
  /// - Throws: ``Failure`` with the line when a theme, what a colour is for, or a colour is not known.
  static func theme(of node: Node, _ key: SettingsFile.Key, path: String) throws(Failure) -> Theme {
    guard node.mapping != nil else {
      if let theme = named(node.scalar?.string, in: Theme.all) { return theme }
      throw Failure(
        .configuration,
        "\(path):\(key.line): \(key.text) must be \(Theme.names), or colours such as {base: dark, failed: '#ff5f5f'}."
      )
    }
    var base = Theme.terminal
    var background: RGB?
    var colors: [Ink: RGB] = [:]
    for (key, value) in try SettingsFile.entries(of: node, path: path) {
      let place = "\(path):\(key.line)"
      switch (key.text, Ink(rawValue: key.text)) {
      case ("base", _):
        guard let theme = named(value.scalar?.string, in: bases) else {
          throw Failure(.configuration, "\(place): base must be \(list(bases.map(\.name), "or")).")
        }
        base = theme
      case ("background", _): background = try color(value, key, place)
      case (_, let ink?): colors[ink] = try color(value, key, place)
      case (_, nil):
        let known = ["base", "background"] + Ink.allCases.map(\.rawValue)
        throw Failure(
          .configuration, "\(place): '\(key.text)' is no colour of a theme; there are \(list(known, "and")).")
      }
    }
    return Theme(own: colors, background: background, on: base)
  }

  /// Those that colours can be put on.
  private static let bases = Theme.all.filter { $0.palette != nil }

  private static func named(_ name: String?, in themes: [Theme]) -> Theme? {
    themes.first { $0.name == name }
  }

  private static func color(_ value: Node, _ key: SettingsFile.Key, _ place: String) throws(Failure) -> RGB {
    if let color = value.scalar.flatMap({ RGB($0.string) }) { return color }
    // To YAML what stands behind a bare # is a remark.
    throw Failure(.configuration, "\(place): \(key.text) must be a colour in quotes, such as '#ff5f5f'.")
  }

  private static func list(_ names: [String], _ word: String) -> String {
    "\(names.dropLast().joined(separator: ", ")) \(word) \(names[names.count - 1])"
  }
}

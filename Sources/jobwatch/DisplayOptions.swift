import ArgumentParser
import Foundation
import Terminal

/// How a dashboard is drawn.
struct DisplayOptions: ParsableArguments {
  @Flag(help: "Draw with ASCII characters only, as is done in a locale that is not UTF-8.")
  var ascii = false

  @Option(
    help: ArgumentHelp(
      "The colours: \(Theme.names) (default: theme of the configuration, or else those of the terminal).",
      valueName: "name"))
  var theme: Theme?

  /// These options, completed by what the configuration and the environment say.
  func display(_ configuration: Configuration, environment: [String: String]) -> Display {
    Display(
      isASCII: ascii, signals: configuration.signals,
      theme: Theme.chosen(option: theme, setting: configuration.theme, environment: environment))
  }
}

/// How a dashboard shows what it shows.
struct Display: Sendable {
  var isASCII = false
  /// What is told outside the screen.
  var signals = WindowSignals()
  var theme = Theme.terminal
}

extension Theme: ExpressibleByArgument {
  /// All of them, for people.
  static var names: String {
    let names = allCases.map(\.rawValue)
    return "\(names.dropLast().joined(separator: ", ")) or \(names[names.count - 1])"
  }
}

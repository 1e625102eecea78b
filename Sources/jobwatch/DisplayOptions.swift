import ArgumentParser
import Curses
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

  @Flag(
    help: ArgumentHelp(
      "Tell each change in a line, without a screen: for screen readers, plain terminals, pipes and files."))
  var linear = false

  /// These options, completed by what the configuration and the environment say.
  ///
  /// - Throws: when a screen is wanted and there is no terminal for one. One without a cursor to move is told in lines, after a
  ///   sentence about that.
  @MainActor
  func display(
    _ configuration: Configuration, environment: [String: String]
  ) throws(TerminalError) -> Display {
    var isLinear = linear
    if !isLinear {
      do {
        try TerminalSession.checkTerminal()
      } catch .cannotMoveCursor(let name) {
        Failure.note("\(TerminalError.cannotMoveCursor(name))")
        isLinear = true
      }
    }
    return Display(
      isLinear: isLinear, isASCII: ascii, signals: configuration.signals,
      theme: Theme.chosen(option: theme, setting: configuration.theme, environment: environment))
  }
}

/// How a dashboard shows what it shows.
struct Display: Sendable {
  /// In lines, without a screen.
  var isLinear = false
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

import ArgumentParser
import Curses
import Dashboard
import Foundation
import Terminal

/// How a dashboard is drawn.
struct DisplayOptions: ParsableArguments {
  @Flag(help: "Draw with ASCII characters only, as is done in a locale that is not UTF-8.")
  var ascii = false

  @Option(
    help: ArgumentHelp(
      "The colours: \(Theme.names), or own for those of the configuration (default: theme of the configuration, or the one "
        + "chosen last in the dashboard, or those of the terminal).",
      valueName: "name"))
  var theme: ThemeName?

  @Flag(
    help: ArgumentHelp(
      "Tell each change in a line, without a screen: for screen readers, plain terminals, pipes and files."))
  var linear = false

  /// These options, completed by what the configuration and the environment say.
  ///
  /// - Throws: ``TerminalError`` when a screen is wanted and there is no terminal for one; ``Failure`` when a theme is wanted
  ///   that the configuration does not have. A terminal without a cursor to move is told in lines, after a sentence about that.
  @MainActor
  func display(_ configuration: Configuration, environment: [String: String]) throws -> Display {
    let option = try theme?.theme(own: configuration.ownTheme)
    var isLinear = linear
    if !isLinear {
      do {
        try TerminalSession.checkTerminal()
      } catch TerminalError.cannotMoveCursor(let name) {
        Failure.note("\(TerminalError.cannotMoveCursor(name))")
        isLinear = true
      }
    }
    return Display(
      isLinear: isLinear, isASCII: ascii, signals: configuration.signals,
      themes: {
        ThemeChoice(
          option: option, setting: configuration.theme, own: configuration.ownTheme, remembered: $0,
          environment: environment)
      })
  }
}

/// How a dashboard shows what it shows.
struct Display: Sendable {
  /// In lines, without a screen.
  var isLinear = false
  var isASCII = false
  /// What is told outside the screen.
  var signals = WindowSignals()
  /// The colours, once it is known which theme was chosen last, by its name.
  var themes: @Sendable (String?) -> ThemeChoice = { ThemeChoice(remembered: $0) }
}

import Dashboard
import Foundation
import JobTracking
import Terminal
import Yams

/// What `config.yaml` says.
struct Configuration: Hashable, Sendable {
  /// `base_url`: the service that is meant when no `--base-url` is given.
  var baseURL: String?
  /// `token_command`: prints a token for the service of ``baseURL``. A text is split into words; a list stands as it is.
  var tokenCommand: TokenCommand?
  /// `on_finish`: run for every job that ends while a dashboard is open. It is written as ``tokenCommand`` is.
  var onFinish: ExternalCommand?
  /// `allow_insecure`: whether tokens may go over plain `http://` to another machine.
  var allowsInsecure = false
  /// `requests_in_flight` and `requests_per_second`: how much a service is asked at most.
  var budget = PollBudget()

  /// `window_title`, `progress` and `notify`: what is told outside the screen.
  var signals = WindowSignals()
  /// `keys`: which keys do what in the dashboard.
  var keyMap = KeyMap.standard

  /// `theme`: which colours a dashboard is drawn with, by a name or each for itself.
  var theme: Theme?
  /// That one when it has colours that a person has chosen.
  var ownTheme: Theme? { theme?.name == Theme.ownName ? theme : nil }

  /// Where the file was looked for.
  let path: String

  /// Reads `$XDG_CONFIG_HOME/jobwatch/config.yaml`; without one everything is as by default.
  ///
  /// - Throws: ``Failure`` with the line when the file holds anything that is not known.
  init(environment: [String: String]) throws(Failure) {
    try self.init(path: Self.folder(environment) + "/config.yaml")
  }

  init(path: String) throws(Failure) {
    self.path = path
    guard let text = try SettingsFile.text(at: path) else { return }
    for (key, value) in try SettingsFile.entries(of: text, path: path) {
      let expected: String
      switch key.text {
      case "base_url":
        baseURL = value.string
        expected = "a URL"
        if baseURL != nil { continue }
      case "token_command":
        tokenCommand = Self.command(value).map(TokenCommand.init)
        expected = Self.aCommand
        if tokenCommand != nil { continue }
      case "on_finish":
        onFinish = Self.command(value)
        expected = Self.aCommand
        if onFinish != nil { continue }
      case "allow_insecure":
        expected = "true or false"
        if let value = value.bool {
          allowsInsecure = value
          continue
        }
      case "requests_in_flight":
        expected = "a whole number from 1 to 256"
        if let value = value.int, (1...256).contains(value) {
          budget.inFlight = value
          continue
        }
      case "requests_per_second":
        expected = "a number from 0.01 to 10000"
        if let value = value.float, (0.01...10_000).contains(value) {
          budget.perSecond = value
          continue
        }
      case "window_title":
        expected = "true or false"
        if let value = value.bool {
          signals.title = value
          continue
        }
      case "progress":
        expected = "true or false"
        if let value = value.bool {
          signals.progress = value
          continue
        }
      case "notify":
        expected = "auto, bell, sets or off"
        if let value = value.string.flatMap(WindowSignals.Notification.init) {
          signals.notification = value
          continue
        }
      case "keys":
        keyMap = try KeySettings.keyMap(of: value, path: path)
        continue
      case "theme":
        theme = try ThemeSettings.theme(of: value, key, path: path)
        continue
      default:
        throw Failure(
          .configuration,
          """
          \(path):\(key.line): '\(key.text)' is not known; there are base_url, token_command, allow_insecure, \
          requests_in_flight, requests_per_second, window_title, progress, notify, on_finish, keys and theme.
          """)
      }
      throw Failure(.configuration, "\(path):\(key.line): \(key.text) must be \(expected).")
    }
  }

  private static let aCommand = "a command with its arguments, and quotations in it closed"

  private static func command(_ value: Node) -> ExternalCommand? {
    let words =
      value.sequence.map { list in list.compactMap(\.string) } ?? value.string.flatMap(CommandWords.split)
    return words.flatMap(ExternalCommand.init)
  }

  /// jobwatch's folder of the XDG Base Directory Specification; `~/.config/jobwatch` when `XDG_CONFIG_HOME` is not an
  /// absolute path.
  static func folder(_ environment: [String: String]) -> String {
    let stated = environment["XDG_CONFIG_HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil }
    return (stated ?? HomeFolder.path(environment) + "/.config") + "/jobwatch"
  }
}

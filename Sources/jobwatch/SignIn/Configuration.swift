import Dashboard
import Foundation
import JobTracking
import Yams

/// What `config.yaml` says.
struct Configuration: Hashable, Sendable {
  /// `base_url`: the service that is meant when no `--base-url` is given.
  var baseURL: String?
  /// `token_command`: prints a token for the service of ``baseURL``. A text is split into words; a list stands as it is.
  var tokenCommand: TokenCommand?
  /// `allow_insecure`: whether tokens may go over plain `http://` to another machine.
  var allowsInsecure = false
  /// `requests_in_flight` and `requests_per_second`: how much a service is asked at most.
  var budget = PollBudget()

  /// `keys`: which keys do what in the dashboard.
  var keyMap = KeyMap.standard

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
        let words =
          value.sequence.map { list in list.compactMap(\.string) } ?? value.string.flatMap(CommandWords.split)
        tokenCommand = words.flatMap(TokenCommand.init)
        expected = "a command with its arguments, and quotations in it closed"
        if tokenCommand != nil { continue }
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
        expected = "a number from 0.01 to 1000"
        if let value = value.float, (0.01...1_000).contains(value) {
          budget.perSecond = value
          continue
        }
      case "keys":
        keyMap = try KeySettings.keyMap(of: value, path: path)
        continue
      default:
        throw Failure(
          .configuration,
          """
          \(path):\(key.line): '\(key.text)' is not known; there are base_url, token_command, allow_insecure, \
          requests_in_flight, requests_per_second and keys.
          """)
      }
      throw Failure(.configuration, "\(path):\(key.line): \(key.text) must be \(expected).")
    }
  }

  /// jobwatch's folder of the XDG Base Directory Specification; `~/.config/jobwatch` when `XDG_CONFIG_HOME` is not an
  /// absolute path.
  static func folder(_ environment: [String: String]) -> String {
    let stated = environment["XDG_CONFIG_HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil }
    return (stated ?? HomeFolder.path(environment) + "/.config") + "/jobwatch"
  }
}

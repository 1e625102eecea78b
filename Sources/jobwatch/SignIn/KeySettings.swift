import Dashboard
import Terminal
import Yams

/// Reads `keys` of the configuration: the name of an action, and its keys: one, several, or `none`.
enum KeySettings {
  /// - Throws: ``Failure`` with the line when an action or a key is not known, or a key would do two things.
  static func keyMap(of node: Node, path: String) throws(Failure) -> KeyMap {
    var changes: [(action: Action, keys: [Key], line: Int)] = []
    if node.null != nil { return .standard }
    for (name, value) in try SettingsFile.entries(of: node, path: path) {
      let place = "\(path):\(name.line)"
      guard let action = Action(name: name.text) else {
        let meant = Action.suggestion(for: name.text).map { "; did you mean '\($0)'?" } ?? "."
        throw Failure(
          .configuration,
          "\(place): '\(name.text)' is no action of the dashboard\(meant) ':' and Tab there show all.")
      }
      guard let words = words(of: value) else {
        throw Failure(
          .configuration, "\(place): \(name.text) must be a key, several such as [x, Delete], or none.")
      }
      var keys: [Key] = []
      for word in words {
        do throws(KeyNameMistake) {
          keys.append(try KeyName.key(word))
        } catch {
          throw Failure(.configuration, "\(place): \(name.text): \(error.sentence).")
        }
      }
      changes.append((action, keys, name.line))
    }
    do throws(KeyConflict) {
      return try KeyMap(changing: changes.map { ($0.action, $0.keys) })
    } catch {
      let line = changes.first { $0.action == error.action }?.line ?? 1
      throw Failure(.configuration, "\(path):\(line): \(error.action.name): \(error.sentence)")
    }
  }

  /// The names of keys; none for `none`, nil for what is neither a text nor a list of texts.
  private static func words(of value: Node) -> [String]? {
    if let list = value.sequence {
      let words = list.compactMap { $0.scalar?.string }
      return words.count == list.count ? words : nil
    }
    guard let text = value.scalar?.string else { return nil }
    let words = text.split(separator: " ").map(String.init)
    return words.map { $0.lowercased() } == ["none"] ? [] : words.isEmpty ? nil : words
  }
}

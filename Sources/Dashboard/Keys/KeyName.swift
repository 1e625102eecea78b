import Foundation
import Terminal

/// The names of keys, as the configuration and the help page write them.
package enum KeyName {
  private static let named: [(key: Key, names: [String])] =
    [
      (.character(" "), ["Space"]), (.enter, ["Enter", "Return"]), (.escape, ["Esc", "Escape"]),
      (.tab, ["Tab"]), (.backTab, ["Shift-Tab"]), (.backspace, ["Backspace"]),
      (.delete, ["Delete", "Del"]), (.up, ["↑", "Up"]), (.down, ["↓", "Down"]), (.left, ["←", "Left"]),
      (.right, ["→", "Right"]), (.home, ["Home"]), (.end, ["End"]), (.pageUp, ["PgUp", "PageUp"]),
      (.pageDown, ["PgDn", "PageDown"]),
    ] + (1...12).map { (.function($0), ["F\($0)"]) }

  private static let keys: [String: Key] = Dictionary(
    uniqueKeysWithValues: named.flatMap { entry in entry.names.map { ($0.lowercased(), entry.key) } })

  private static let labels: [Key: String] = Dictionary(
    uniqueKeysWithValues: named.map { ($0.key, $0.names[0]) })

  /// What terminals send for keys that have a name of their own.
  private static let sameAs: [Character: String] = [
    "i": "Tab", "j": "Enter", "m": "Enter", "h": "Backspace", "[": "Esc",
  ]

  /// A key as people write it: `x`, `^X`, `Alt-x`, `Space`, `F1`. A paste is no key and has no name.
  package static func label(of key: Key) -> String {
    switch key {
    case .character(let character) where character != " ": String(character)
    case .control(let character): character == " " ? "^Space" : "^\(character.uppercased())"
    case .alt(let character): "Alt-\(character)"
    default: labels[key] ?? ""
    }
  }

  /// The key of a name. Letter case counts in single letters only: `x` and `X` are two keys, `space` and `Space` one.
  ///
  /// - Throws: ``KeyNameMistake`` when no key has that name.
  package static func key(_ name: String) throws(KeyNameMistake) -> Key {
    if let key = keys[name.lowercased()] { return key }
    if name.count == 1, let character = name.first, isTyped(character) {
      return .character(try single(character))
    }
    for prefix in ["^", "Ctrl-", "Control-", "C-"] where hasPrefix(name, prefix) {
      guard let letter = name.dropFirst(prefix.count).lowercased().first, name.count == prefix.count + 1
      else {
        continue
      }
      if let other = sameAs[letter] {
        throw KeyNameMistake(
          sentence: "terminals send the same for '\(name)' and for \(other); write \(other)")
      }
      if ("a"..."z").contains(letter) { return .control(letter) }
    }
    for prefix in ["Alt-", "Meta-", "M-"] where hasPrefix(name, prefix) && name.count == prefix.count + 1 {
      if let character = name.last, isTyped(character) { return .alt(try single(character)) }
    }
    throw KeyNameMistake(
      sentence: "'\(name)' is no key; there are such as x, X, ^X, Alt-x, Space, Enter, Up, PgDn, F2")
  }

  /// A character as terminals send it for a key: one code point.
  private static func single(_ character: Character) throws(KeyNameMistake) -> Character {
    let composed = String(character).precomposedStringWithCanonicalMapping
    guard composed.unicodeScalars.count == 1, composed.visible == composed, let key = composed.first else {
      throw KeyNameMistake(
        sentence: "terminals do not send '\(character)' as one key; take a single character, such as x")
    }
    return key
  }

  private static func hasPrefix(_ name: String, _ prefix: String) -> Bool {
    name.lowercased().hasPrefix(prefix.lowercased())
  }

  private static func isTyped(_ character: Character) -> Bool {
    !character.isWhitespace
      && character.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control }
  }
}

/// What is wrong with the name of a key.
package struct KeyNameMistake: Error, Hashable, Sendable {
  /// For people, without a full stop.
  package let sentence: String
}

/// How texts are written in a filter.
enum FilterQuoting {
  /// Words that stand for something else than themselves.
  static let operators: Set<String> = ["and", "or", "not"]

  /// Whether a character can be part of a word without quotes.
  static func isWordCharacter(_ character: Character) -> Bool {
    !character.isWhitespace && !"()\"".contains(character)
  }

  /// A text as short as it can be written.
  ///
  /// - Parameter isValue: it stands behind a key and a colon, where little has a meaning of its own.
  static func written(_ text: String, isValue: Bool = false) -> String {
    guard let first = text.first, text.allSatisfy(isWordCharacter) else { return quoted(text) }
    if isValue { return first == "/" || text.contains(",") ? quoted(text) : text }
    let hasMeaning =
      "-!/".contains(first) || operators.contains(text.lowercased()) || text.contains(where: ":<>=".contains)
      || FilterTime(rawValue: text.lowercased()) != nil
    return hasMeaning ? quoted(text) : text
  }

  static func quoted(_ text: String) -> String {
    "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
  }
}

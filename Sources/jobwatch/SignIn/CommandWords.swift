/// Splits a command line into words as a shell would, and does nothing else that a shell does.
enum CommandWords {
  /// Words stand apart by blanks; `'…'` and `"…"` keep blanks together, `\` keeps the next character: in `"…"` only one
  /// that could mean something there (POSIX, Shell Command Language, 2.2).
  ///
  /// - Returns: nil for a quotation that is not closed.
  static func split(_ line: String) -> [String]? {
    var words: [String] = []
    var word: String?
    var quote: Character?
    var isEscaped = false
    for character in line {
      if isEscaped {
        let isKept = quote == nil || "$`\"\\\n".contains(character)
        word = (word ?? "") + (isKept ? "" : "\\") + String(character)
        isEscaped = false
      } else if character == "\\", quote != "'" {
        isEscaped = true
      } else if character == quote {
        quote = nil
      } else if quote == nil, character == "'" || character == "\"" {
        quote = character
        word = word ?? ""
      } else if quote == nil, character.isWhitespace {
        if let word { words.append(word) }
        word = nil
      } else {
        word = (word ?? "") + String(character)
      }
    }
    guard quote == nil, !isEscaped else { return nil }
    return words + [word].compactMap(\.self)
  }
}

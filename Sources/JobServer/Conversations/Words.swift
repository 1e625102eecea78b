/// Splits texts into words and sentences, by their characters alone.
enum Words {
  /// The words of a text in lower case: letters and digits, and apostrophes between them, written `'`.
  static func of(_ text: String) -> [String] {
    var words: [String] = []
    var word = ""
    for character in text.lowercased() {
      if character.isLetter || character.isNumber {
        word.append(character)
      } else if character == "'" || character == "’", !word.isEmpty {
        word.append("'")
      } else if !word.isEmpty {
        words.append(word)
        word = ""
      }
    }
    if !word.isEmpty { words.append(word) }
    return words.map { $0.hasSuffix("'") ? String($0.dropLast()) : $0 }
  }

  /// The sentences of a text as they stand there, with the mark that ends each.
  ///
  /// A mark of a script that sets blanks ends a sentence only before a blank or at the end, so that 3.5 stays whole.
  static func sentences(of text: String) -> [String] {
    let isGreek = text.unicodeScalars.contains(where: \.isGreek)
    var sentences: [String] = []
    var sentence = ""
    var hasEnded = false
    for character in text {
      if character.isNewline || (hasEnded && character.isWhitespace) {
        sentences.append(sentence)
        (sentence, hasEnded) = ("", false)
        continue
      }
      if hasEnded, sentence.last?.endsWithoutBlank == true, !character.isClosing, !character.isSentenceEnd {
        sentences.append(sentence)
        (sentence, hasEnded) = ("", false)
      }
      sentence.append(character)
      hasEnded =
        character.isSentenceEnd || (isGreek && character == ";") || (hasEnded && character.isClosing)
    }
    sentences.append(sentence)
    return sentences.map { $0.trimmed }.filter { !$0.isEmpty }
  }
}

extension Unicode.Scalar {
  /// Of the blocks for Greek and polytonic Greek, but for the Greek question mark itself.
  var isGreek: Bool {
    value != 0x37E && ((0x370...0x3FF).contains(value) || (0x1F00...0x1FFF).contains(value))
  }
}

extension Character {
  /// A question mark of some script. The Greek one is not among them: it is the same character as a semicolon.
  var isQuestionMark: Bool { Self.questionMarks.contains(self) }

  var isSentenceEnd: Bool { isQuestionMark || Self.ends.contains(self) }

  /// A mark of a script that sets no blank after a sentence.
  fileprivate var endsWithoutBlank: Bool { "。！？．".contains(self) }

  /// A quotation mark or bracket that may follow the mark at the end of a sentence.
  var isClosing: Bool { "\"'”’»)]」』）".contains(self) }

  /// Latin, full-width, Arabic, Ethiopic, the doubled ones, and the interrobang.
  private static let questionMarks: Set<Character> = ["?", "？", "؟", "፧", "⁇", "⁈", "⁉", "‽"]
  private static let ends: Set<Character> = [".", "!", "…", "。", "！", "．", "।", "۔"]
}

extension String {
  fileprivate var trimmed: String {
    let front = drop(while: \.isWhitespace)
    return String(front.prefix(front.count - front.reversed().prefix(while: \.isWhitespace).count))
  }
}

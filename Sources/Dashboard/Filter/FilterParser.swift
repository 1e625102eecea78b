/// Reads the filter language, from the left to the right, by recursive descent:
///
///     filter := all ("or" all)*
///     all    := part ("and"? part)*
///     part   := ("not" | "-" | "!")* ("(" filter ")" | term)
struct FilterParser {
  /// How many characters a filter may have.
  static let longest = 2_000
  /// How deep parentheses may lie in each other.
  static let deepest = 50

  let characters: [Character]
  /// The next character to be read.
  var position = 0
  private var depth = 0

  init(_ text: String) throws(FilterMistake) {
    characters = Array(text)
    guard characters.count <= Self.longest else {
      throw FilterMistake(
        range: Self.longest..<characters.count,
        sentence: "A filter has at most \(Self.longest) characters; shorten it.")
    }
  }

  /// Reads all of the text.
  mutating func filter() throws(FilterMistake) -> FilterExpression {
    skipBlanks()
    guard next != nil else { throw mistake(position..<position, "Type what to look for.") }
    let expression = try any()
    guard next == nil else {
      throw mistake(
        position..<position + 1, "This ')' closes nothing; put a '(' before, or quotes around it.")
    }
    return expression
  }

  /// What stands before a part and cannot do without one.
  private struct Sign {
    let text: String
    let range: Range<Int>
  }

  private mutating func any() throws(FilterMistake) -> FilterExpression {
    var parts = [try all(after: nil)]
    while let sign = take(word: "or") { parts.append(try all(after: sign)) }
    return .joining(any: parts)
  }

  private mutating func all(after sign: Sign?) throws(FilterMistake) -> FilterExpression {
    var parts = [try part(after: sign)]
    while true {
      if let sign = take(word: "and") {
        parts.append(try part(after: sign))
      } else if let next, next != ")", !isAt(word: "or") {
        parts.append(try part(after: nil))
      } else {
        return .joining(all: parts)
      }
    }
  }

  private mutating func part(after sign: Sign?) throws(FilterMistake) -> FilterExpression {
    var sign = sign
    var isNegated = false
    while true {
      if let character = next, character == "-" || character == "!" {
        sign = Sign(text: String(character), range: position..<position + 1)
        position += 1
        // It belongs to what stands right behind it.
        guard next?.isWhitespace == false else { throw missing(after: sign) }
      } else if let word = take(word: "not") {
        sign = word
      } else {
        break
      }
      isNegated.toggle()
    }
    guard let first = next, first != ")", !isAt(word: "or"), !isAt(word: "and") else {
      throw missing(after: sign)
    }
    let expression = first == "(" ? try parenthesis() : try term()
    skipBlanks()
    return isNegated ? .negating(expression) : expression
  }

  private func missing(after sign: Sign?) -> FilterMistake {
    if let sign {
      return mistake(
        sign.range,
        "Something to look for is missing after '\(sign.text)'; put quotes around it to look for itself.")
    }
    guard isAt(word: "or") || isAt(word: "and") else {
      return mistake(
        position..<min(position + 1, characters.count),
        "This ')' closes nothing; put a '(' and something to look for before, or quotes around it.")
    }
    return mistake(
      position..<wordEnd(from: position),
      "Something to look for is missing before this word; put quotes around it to look for itself.")
  }

  private mutating func parenthesis() throws(FilterMistake) -> FilterExpression {
    let start = position
    position += 1
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.deepest else {
      throw mistake(
        start..<position, "There are more than \(Self.deepest) parentheses in each other; write less.")
    }
    skipBlanks()
    guard let first = next, first != ")" else {
      throw mistake(start..<position, "There is nothing in the parentheses; write what to look for.")
    }
    let expression = try any()
    if next == ")" { position += 1 }
    return expression
  }
}

// What the readers of terms need.
extension FilterParser {
  var next: Character? { position < characters.count ? characters[position] : nil }

  mutating func skipBlanks() {
    while let next, next.isWhitespace { position += 1 }
  }

  func mistake(_ range: Range<Int>, _ sentence: String) -> FilterMistake {
    FilterMistake(range: range, sentence: sentence)
  }

  /// Where the word ends that starts at the position.
  func wordEnd(from start: Int) -> Int {
    characters[start...].firstIndex { !FilterQuoting.isWordCharacter($0) } ?? characters.count
  }

  func isAt(word: String) -> Bool {
    let end = wordEnd(from: position)
    guard end - position == word.count else { return false }
    return String(characters[position..<end]).lowercased() == word
  }

  private mutating func take(word: String) -> Sign? {
    guard isAt(word: word) else { return nil }
    let start = position
    position += word.count
    skipBlanks()
    return Sign(text: word, range: start..<start + word.count)
  }

  /// Reads what stands between two delimiters, the first of which is next; a backslash keeps a delimiter from ending it.
  ///
  /// - Parameter keepsEscapes: backslashes before other characters stay, as they mean something there.
  mutating func delimited(by delimiter: Character, keepsEscapes: Bool) -> String {
    position += 1
    var text = ""
    while let character = next {
      position += 1
      if character == delimiter { break }
      guard character == "\\", let escaped = next else {
        text.append(character)
        continue
      }
      position += 1
      if keepsEscapes, escaped != delimiter { text.append(character) }
      text.append(escaped)
    }
    return text
  }
}

import Terminal

/// One line of text being typed.
package struct LineEditor: Hashable, Sendable {
  private var characters: [Character]
  /// Characters before the cursor.
  package private(set) var cursor: Int

  package init(_ text: String = "") {
    characters = Array(text)
    cursor = characters.count
  }

  package var text: String { String(characters) }
  package var isEmpty: Bool { characters.isEmpty }

  /// The last characters before the cursor, at most `count`.
  package func head(last count: Int) -> String { String(characters[..<cursor].suffix(count)) }

  /// The first characters after the cursor, at most `count`.
  package func tail(first count: Int) -> String { String(characters[cursor...].prefix(count)) }

  package mutating func insert(_ text: String) {
    // A combining mark joins the character before it, so that one is read anew.
    let start = max(0, cursor - 1)
    let joined = Array(String(characters[start..<cursor]) + text)
    characters.replaceSubrange(start..<cursor, with: joined)
    cursor = start + joined.count
  }

  /// Edits as a shell does.
  ///
  /// - Returns: whether the key meant something here.
  package mutating func handle(_ key: Key) -> Bool {
    switch key {
    case .character(let character): insert(String(character))
    case .paste(let text): insert(text)
    case .left, .control("b"): cursor = max(0, cursor - 1)
    case .right, .control("f"): cursor = min(characters.count, cursor + 1)
    case .home, .control("a"): cursor = 0
    case .end, .control("e"): cursor = characters.count
    case .backspace where cursor > 0:
      cursor -= 1
      characters.remove(at: cursor)
    case .delete where cursor < characters.count, .control("d") where cursor < characters.count:
      characters.remove(at: cursor)
    case .control("u"):
      characters.removeFirst(cursor)
      cursor = 0
    case .control("k"): characters.removeLast(characters.count - cursor)
    case .alt("b"): cursor = wordStart(of: Self.isWordCharacter)
    case .alt("f"): cursor = wordEnd
    case .control("w"): remove(wordStart(of: { !$0.isWhitespace })..<cursor)
    case .alt("\u{7F}"): remove(wordStart(of: Self.isWordCharacter)..<cursor)
    case .alt("d"): remove(cursor..<wordEnd)
    case .backspace, .delete, .control("d"): break
    default: return false
    }
    return true
  }

  /// What the Alt keys take for part of a word.
  private static func isWordCharacter(_ character: Character) -> Bool {
    character.isLetter || character.isNumber
  }

  private mutating func remove(_ range: Range<Int>) {
    characters.removeSubrange(range)
    cursor = range.lowerBound
  }

  /// Where the word before the cursor starts, a word being of characters that `isPart` accepts.
  private func wordStart(of isPart: (Character) -> Bool) -> Int {
    var start = cursor
    while start > 0, !isPart(characters[start - 1]) { start -= 1 }
    while start > 0, isPart(characters[start - 1]) { start -= 1 }
    return start
  }

  /// Where the word after the cursor ends.
  private var wordEnd: Int {
    var end = cursor
    while end < characters.count, !Self.isWordCharacter(characters[end]) { end += 1 }
    while end < characters.count, Self.isWordCharacter(characters[end]) { end += 1 }
    return end
  }
}

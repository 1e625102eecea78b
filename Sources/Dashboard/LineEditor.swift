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
  /// The text before the cursor.
  package var head: String { String(characters[..<cursor]) }

  /// The text after the cursor.
  package var tail: String { String(characters[cursor...]) }

  package mutating func insert(_ text: String) {
    // A combining mark joins the character before it, so the head is counted anew.
    let newHead = Array(head + text)
    characters.replaceSubrange(..<cursor, with: newHead)
    cursor = newHead.count
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
    case .control("w"):
      let start = wordStart
      characters.removeSubrange(start..<cursor)
      cursor = start
    case .backspace, .delete, .control("d"): break
    default: return false
    }
    return true
  }

  private var wordStart: Int {
    var start = cursor
    while start > 0, characters[start - 1].isWhitespace { start -= 1 }
    while start > 0, !characters[start - 1].isWhitespace { start -= 1 }
    return start
  }
}

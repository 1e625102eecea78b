import Dashboard
import Terminal
import TestTools
import Testing

@Suite struct LineEditorTests {
  /// An editor with `|` for the cursor.
  private func editor(_ text: String) -> LineEditor {
    let parts = text.split(separator: "|", omittingEmptySubsequences: false).map(String.init)
    var editor = LineEditor(parts.joined())
    for _ in parts.count > 1 ? Array(parts[1]) : [] { _ = editor.handle(.left) }
    return editor
  }

  private func shown(_ editor: LineEditor) -> String {
    let characters = Array(editor.text)
    return String(characters[..<editor.cursor]) + "|" + String(characters[editor.cursor...])
  }

  @Test(
    "editing keys do what a shell's do",
    arguments: [
      ("ab|", Key.character("c"), "abc|"), ("a|b", .character("x"), "ax|b"),
      ("a|b", .paste("xy z"), "axy z|b"),
      ("ab|", .left, "a|b"), ("|ab", .left, "|ab"), ("a|b", .right, "ab|"), ("ab|", .right, "ab|"),
      ("ab|", .control("b"), "a|b"), ("|ab", .control("f"), "a|b"), ("ab|", .home, "|ab"),
      ("ab|", .control("a"), "|ab"), ("|ab", .end, "ab|"), ("|ab", .control("e"), "ab|"),
      ("ab|c", .backspace, "a|c"), ("|ab", .backspace, "|ab"), ("a|bc", .delete, "a|c"),
      ("ab|", .delete, "ab|"),
      ("a|bc", .control("d"), "a|c"), ("ab|", .control("d"), "ab|"), ("ab|cd", .control("u"), "|cd"),
      ("ab|cd", .control("k"), "ab|"), ("one two|", .control("w"), "one |"),
      ("one two  |", .control("w"), "one |"),
      ("one two-three|", .alt("b"), "one two-|three"), ("|", .alt("b"), "|"),
      ("|one two", .alt("f"), "one| two"), ("one|, two", .alt("f"), "one, two|"),
      ("|one two", .alt("d"), "| two"), ("one|", .alt("d"), "one|"),
      ("one two-three|", .alt("\u{7F}"), "one two-|"), ("|", .alt("\u{7F}"), "|"),
      ("one tw|o", .control("w"), "one |o"), ("|one", .control("w"), "|one"), ("|", .backspace, "|"),
      ("|", .delete, "|"), ("|", .control("u"), "|"), ("|", .control("k"), "|"), ("|", .control("w"), "|"),
    ])
  func keys(before: String, key: Key, after: String) {
    var editor = editor(before)
    let isEdit = editor.handle(key)
    #expect(isEdit)
    #expect(shown(editor) == after)
  }

  @Test(
    "other keys mean nothing to it", arguments: [Key.up, .down, .enter, .tab, .function(1), .control("x")])
  func otherKeys(key: Key) {
    var editor = editor("a|b")
    let isEdit = editor.handle(key)
    #expect(!isEdit)
    #expect(shown(editor) == "a|b")
  }

  @Test("a typed combining mark joins the character before the cursor")
  func typedMark() {
    var editor = editor("e|x")
    _ = editor.handle(.character("\u{301}"))
    #expect(editor.text == "e\u{301}x")
    #expect(editor.cursor == 1)
    #expect(editor.head(last: .max) == "e\u{301}")
  }

  @Test("a character with its marks is passed and deleted as one")
  func marksAsOne() {
    var editor = LineEditor("ae\u{301}b")
    _ = editor.handle(.left)
    _ = editor.handle(.left)
    #expect(editor.head(last: .max) == "a")
    _ = editor.handle(.delete)
    #expect(editor.text == "ab")
  }

  @Test("an emoji sequence typed piece by piece is deleted as one")
  func emojiAsOne() {
    var editor = LineEditor("x")
    for scalar in "👩\u{200D}🚀".unicodeScalars { _ = editor.handle(.character(Character(scalar))) }
    #expect(editor.cursor == 2)
    _ = editor.handle(.backspace)
    #expect(editor.text == "x")
  }

  @Test("no order of keys takes the cursor out of the text", arguments: 1...6 as ClosedRange<UInt64>)
  func cursorInside(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let keys: [Key] = [
      .character("a"), .character(" "), .character("\u{301}"), .character("\u{200D}"), .character("🇩"),
      .character("👩"), .paste("b\u{301} c\n"), .paste("\u{301}"), .left, .left, .right, .home, .end,
      .backspace,
      .delete, .control("u"), .control("k"), .control("w"), .control("d"),
      .alt("b"), .alt("f"), .alt("d"), .alt("\u{7F}"),
    ]
    var editor = LineEditor()
    for _ in 0..<2_000 {
      guard let key = keys.randomElement(using: &generator) else { continue }
      _ = editor.handle(key)
      #expect(editor.cursor >= 0)
      #expect(editor.text.unicodeScalars.starts(with: editor.head(last: .max).unicodeScalars))
    }
  }
}

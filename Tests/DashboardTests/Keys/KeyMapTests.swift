import Dashboard
import Terminal
import Testing

@Suite struct KeyMapTests {
  @Test("an action gets other keys, several of them, or none")
  func changes() throws {
    let keyMap = try KeyMap(changing: [
      (.untrack, [.character("x"), .delete]), (.undo, []), (.halfPageDown, [.character("d")]),
    ])
    #expect(keyMap.action(of: .character("x")) == .untrack)
    #expect(keyMap.action(of: .delete) == .untrack)
    #expect(keyMap.action(of: .character("d")) == .halfPageDown)
    #expect(keyMap.action(of: .control("d")) == nil)
    #expect(keyMap.action(of: .character("u")) == nil)
    #expect(keyMap.label(of: .untrack) == "x Delete")
    #expect(keyMap.word(for: .undo) == ":undo")
  }

  @Test("keys may change places")
  func swapped() throws {
    let keyMap = try KeyMap(changing: [(.mark, [.character("d")]), (.untrack, [.character(" ")])])
    #expect(keyMap.action(of: .character("d")) == .mark)
    #expect(keyMap.action(of: .character(" ")) == .untrack)
  }

  @Test("a key that another action has is refused, and the one that is changed is to blame")
  func conflict() {
    let conflict = #expect(throws: KeyConflict.self) {
      _ = try KeyMap(changing: [(.untrack, [.character("q")])])
    }
    #expect(conflict?.action == .untrack && conflict?.other == .quit)
    #expect(
      conflict?.sentence == "q is a key of quit already; choose another one, or give quit others, or none.")
    let later = #expect(throws: KeyConflict.self) {
      _ = try KeyMap(changing: [(.untrack, [.character("x")]), (.undo, [.character("x")])])
    }
    #expect(later?.action == .undo)
    #expect(later?.other == .untrack)
  }

  @Test("a key that is named twice is one")
  func twice() throws {
    let keyMap = try KeyMap(changing: [
      (.quit, [.character("q"), .control("c")]), (.undo, [.character("z"), .character("z")]),
    ])
    #expect(keyMap.label(of: .quit) == "q ^C")
    #expect(keyMap.label(of: .undo) == "z")
  }

  @Test("^C quits whatever is chosen")
  func alwaysQuits() throws {
    #expect(try KeyMap(changing: [(.quit, [])]).action(of: .control("c")) == .quit)
    let conflict = #expect(throws: KeyConflict.self) {
      _ = try KeyMap(changing: [(.quit, []), (.undo, [.control("c")])])
    }
    #expect(conflict?.sentence == "^C always quits; choose another key.")
  }

  @Test("hints, help, sentences and the header name the keys in force")
  func shown() throws {
    let keyMap = try KeyMap(changing: [
      (.add, [.character("n")]), (.undo, [.function(2)]), (.untrack, [.character("x")]),
      (.back, [.backspace]),
      (.help, [.character("H")]),
    ])
    var session = Session(manyJobs(3), keyMap: keyMap)
    #expect(session.screen.hintsRow.hasPrefix("n add  Enter detail  H help"))
    session.press(.character("x"))
    #expect(session.screen.newsRow == "job-0: not tracked any more; F2 brings it back.")
    session.press(.character("4"))
    #expect(session.screen.rows[1].hasSuffix("Backspace shows all"))
    session.press(.character("H"))
    #expect(session.screen.row(with: "add jobs by id")?.hasPrefix(" n ") == true)
    session.press(.character("H"))
    #expect(session.state.page == .table)
    #expect(session.press(.character("a")).isEmpty)
    #expect(session.state.prompt == nil)
    #expect(Session(keyMap: keyMap).screen.contains("Press n and give a job id,"))
  }

  @Test("the name of each key that is bound is read as that key")
  func names() throws {
    for binding in KeyBinding.all {
      for key in binding.keys { #expect(try KeyName.key(KeyName.label(of: key)) == key) }
    }
  }

  @Test(
    "keys have the names that people know",
    arguments: [
      ("x", Key.character("x")), ("X", .character("X")), ("é", .character("é")), ("space", .character(" ")),
      ("ENTER", .enter), ("Esc", .escape), ("PageDown", .pageDown), ("PgUp", .pageUp), ("Up", .up),
      ("Ctrl-D", .control("d")), ("^d", .control("d")), ("C-d", .control("d")), ("Alt-x", .alt("x")),
      ("M-X", .alt("X")), ("F12", .function(12)), ("Del", .delete), ("Shift-Tab", .backTab),
      ("^", .character("^")),
    ])
  func named(name: String, key: Key) throws { #expect(try KeyName.key(name) == key) }

  @Test("what is no key is told", arguments: ["", "xy", "F13", "Hyper-x", "^1", "Ctrl-", "\u{1B}", "\t"])
  func noKey(name: String) {
    #expect(throws: KeyNameMistake.self) { try KeyName.key(name) }
  }

  @Test(
    "what terminals send as several characters is told to be no key",
    arguments: ["👩‍💻", "👍🏽", "❤️", "🇩🇪", "1️⃣", "x\u{301}\u{302}", "\u{200B}", "\u{202E}", "Alt-👩‍💻"])
  func severalCharacters(name: String) {
    let mistake = #expect(throws: KeyNameMistake.self) { try KeyName.key(name) }
    #expect(
      mistake?.sentence
        == "terminals do not send '\(name.replacing("Alt-", with: ""))' as one key; take a single character, such as x"
    )
  }

  @Test("a letter with its mark is one key, however it is written, and so is a plain emoji")
  func composed() throws {
    #expect(try KeyName.key("e\u{301}") == .character("\u{E9}"))
    #expect(try KeyName.key("😀") == .character("😀"))
    #expect(try KeyName.key("Alt-é") == .alt("é"))
  }

  @Test(
    "keys that terminals send as others are told with the other",
    arguments: [("^I", "Tab"), ("Ctrl-M", "Enter")])
  func same(name: String, other: String) {
    let mistake = #expect(throws: KeyNameMistake.self) { try KeyName.key(name) }
    #expect(mistake?.sentence.hasSuffix("write \(other)") == true)
  }
}

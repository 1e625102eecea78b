import Dashboard
import JobAPI
import JobTracking
import Terminal
import Testing

/// Help, the page without a token, a screen too small, and the ways out.
@Suite struct PageTests {
  private func helping(_ size: Size = small) -> Session {
    var session = Session(manyJobs(3), size: size)
    session.press(.character("?"))
    return session
  }

  @Test("help names every key binding with its explanation")
  func everyBinding() {
    var session = helping(roomy)
    var lines = session.screen.rows
    for key in [Key.pageDown, .end] {
      session.press(key)
      lines += session.screen.rows
    }
    for binding in KeyBinding.all {
      let label = KeyMap.standard.label(of: binding.action)
      #expect(lines.contains { $0.hasPrefix(" \(label) ") && $0.contains(binding.explanation) })
    }
  }

  @Test("every action has a key, and every key that is bound does its action")
  func bindings() {
    for action in Action.allCases {
      #expect(KeyBinding.all.contains { $0.action == action && !$0.keys.isEmpty })
    }
    for binding in KeyBinding.all {
      for key in binding.keys { #expect(KeyMap.standard.action(of: key) == binding.action) }
    }
  }

  @Test("? and F1 open help", arguments: [Key.character("?"), .function(1)])
  func open(key: Key) {
    var session = Session()
    #expect(session.press(key).isEmpty)
    #expect(session.screen.contains("add jobs by id or URL"))
  }

  @Test(
    "help scrolls to its last line on the smallest screen, and no further",
    arguments: [(Key.character("j"), 120), (.down, 120), (.pageDown, 20), (.control("d"), 20), (.end, 1)])
  func scrollToEnd(key: Key, times: Int) {
    var session = helping()
    #expect(!session.screen.contains("AGE"))
    session.press(key, times: times)
    let last = session.screen
    #expect(last.contains("AGE"))
    #expect(last.rows[8].hasSuffix("end was seen"))
    session.press(key)
    #expect(session.screen.rows == last.rows)
  }

  @Test(
    "help scrolls back to its first line",
    arguments: [(Key.character("k"), 120), (.up, 120), (.pageUp, 20), (.control("u"), 20), (.home, 1)])
  func scrollToStart(key: Key, times: Int) {
    var session = helping()
    let first = session.screen
    session.press(.end)
    session.press(key, times: times + 1)
    #expect(session.screen.rows == first.rows)
  }

  @Test("help scrolls line by line without leaving one out")
  func everyLine() {
    var session = helping()
    var seen: Set<String> = []
    for _ in 0..<120 {
      seen.formUnion(session.screen.rows[2...8])
      session.press(.down)
    }
    for action in Action.allCases {
      #expect(seen.contains { $0.hasPrefix(" \(KeyMap.standard.label(of: action)) ") })
    }
  }

  @Test("after a resize the next key scrolls help from what is seen")
  func scrollAfterResize() {
    var session = helping()
    session.press(.end)
    session.send(.resized(Size(columns: 80, rows: 20)))
    let first = session.screen.rows[2]
    session.press(.up)
    #expect(session.screen.rows[3] == first)
  }

  @Test(
    "one key goes back from help to the table as it was",
    arguments: [
      Key.character("q"), .escape, .character("?"), .enter,
    ])
  func back(key: Key) {
    var session = Session(manyJobs(3))
    session.press(.down)
    let before = session.state.view()
    session.press(.character("?"))
    #expect(session.press(key).isEmpty)
    #expect(session.state.view() == before)
  }

  @Test("keys that act on jobs do nothing while help is read", arguments: ["a", "A", "d", "u", "r", "R"])
  func inert(key: Character) {
    var session = helping()
    #expect(session.press(.character(key)).isEmpty)
    #expect(session.state.prompt == nil)
  }

  @Test("a paste while help is read opens no prompt")
  func pasteInHelp() {
    var session = helping()
    session.press(.paste("a1 b2"))
    #expect(session.state.prompt == nil)
  }

  @Test("q and ^C quit from the table", arguments: [Key.character("q"), .control("c")])
  func quit(key: Key) {
    var session = Session(manyJobs(3))
    #expect(session.press(key) == [.quit])
  }

  @Test("^C quits from help and from the detail pane")
  func quitElsewhere() {
    var help = helping()
    #expect(help.press(.control("c")) == [.quit])
    var detail = Session(manyJobs(3))
    #expect(detail.press(.enter, .control("c")) == [.quit])
  }

  @Test("^C twice quits from a prompt")
  func quitFromPrompt() {
    var session = Session()
    session.press(.character("a"))
    #expect(session.press(.control("c"), .control("c")) == [.quit])
  }

  @Test("^Z and ^L are handed on from the table and from help")
  func suspendAndRepaint() {
    var session = Session()
    #expect(session.press(.control("z"), .control("l")) == [.suspend, .repaint])
    session.press(.character("?"))
    #expect(session.press(.control("z"), .control("l")) == [.suspend, .repaint])
  }

  @Test("without a token the screen says how to give one and how to try the demo", arguments: [roomy, small])
  func tokenNeeded(size: Size) {
    let screen = Session(size: size, page: .tokenNeeded).screen
    #expect(screen.contains("export JOBWATCH_TOKEN="))
    #expect(screen.contains("jobwatch login"))
    #expect(screen.contains("https://api.symbl.ai"))
    #expect(screen.contains("jobwatch demo"))
    #expect(screen.hintsRow == "q quit")
  }

  @Test("without a token no key pretends to do anything")
  func tokenNeededKeys() {
    var session = Session(page: .tokenNeeded)
    let before = session.state.view()
    #expect(session.type("aAdurRjk?g").isEmpty)
    #expect(session.press(.paste("a1"), .enter, .escape, .pageDown).isEmpty)
    #expect(session.state.view() == before)
  }

  @Test("q and ^C quit where there is no token", arguments: [Key.character("q"), .control("c")])
  func tokenNeededQuit(key: Key) {
    var session = Session(page: .tokenNeeded)
    #expect(session.press(key) == [.quit])
  }

  @Test("a screen too small says so, how large it has to be, and how to quit")
  func tooSmall() {
    var session = Session(manyJobs(3), size: Size(columns: 39, rows: 9))
    #expect(session.screen.contains("Too small"))
    #expect(session.screen.contains("39x9 now"))
    #expect(session.screen.contains("40x10 needed"))
    #expect(session.screen.contains("q quits"))
    #expect(session.press(.character("q")) == [.quit])
  }

  @Test("q quits a screen too small, as it says, whatever was open before", arguments: ["a", "A", "?"])
  func tooSmallQuit(opener: Character) {
    var session = Session(manyJobs(3))
    session.press(.character(opener))
    session.send(.resized(Size(columns: 30, rows: 8)))
    #expect(session.press(.character("q")) == [.quit])
  }

  @Test("a screen that grows again shows the table as it was")
  func grownAgain() {
    var session = Session(manyJobs(100))
    session.press(.character("j"), times: 30)
    let before = session.state.view()
    session.send(.resized(Size(columns: 5, rows: 2)))
    session.send(.resized(roomy))
    #expect(session.state.view() == before)
  }
}

import Dashboard
import Terminal
import Testing

/// Help is about the place where it is asked for.
@Suite struct HelpTests {
  private let tall = Size(columns: 100, rows: 70)

  @Test("the page says what it is about, and goes back to where one was")
  func table() {
    var session = Session(manyJobs(3), size: tall)
    session.press(.character("?"))
    #expect(session.screen.rows[2] == " Keys in the table")
    #expect(session.screen.row(with: "one job down")?.contains("move-down") == true)
    session.press(.escape, .enter, .character("?"))
    #expect(session.screen.rows[2] == " Keys in the table, with the detail pane open")
    session.press(.escape)
    #expect(session.state.isDetailOpen)
  }

  @Test("where a job has the whole screen movement keys scroll")
  func wholeScreen() {
    var session = Session(manyJobs(3), size: tall)
    session.press(.enter, .enter, .character("?"))
    #expect(session.screen.contains("a line down"))
    #expect(!session.screen.contains("one job down"))
    session.press(.character("?"))
    #expect(session.state.isDetailFull)
  }

  @Test("/ looks for something on the page, Enter keeps it, Esc shows all lines again, and then goes back")
  func search() {
    var session = Session(manyJobs(3), size: tall)
    session.press(.character("?"), .pageDown, .character("/"))
    session.type("MARK")
    #expect(session.screen.hintsRow == "/MARK")
    #expect(session.screen.contains("mark-range"))
    #expect(!session.screen.contains("one job down"))
    #expect(session.screen.rows[2] == " Keys in the table")
    session.press(.enter, .character("j"))
    #expect(session.screen.contains("mark-range"))
    session.press(.character("/"))
    session.type("xyzzy")
    #expect(session.screen.contains("nothing here is like that"))
    session.press(.escape)
    #expect(session.screen.contains("one job down"))
    session.press(.character("/"), .character("q"), .enter, .escape, .escape)
    #expect(session.state.page == .table)
    #expect(session.press(.character("?"), .character("/"), .control("c")) == [.quit])
  }

  @Test("where columns are chosen the page is about that")
  func columns() {
    var session = Session(manyJobs(3), size: tall)
    session.press(.character("C"), .down, .character("?"))
    #expect(session.screen.contains("Keys where columns are chosen"))
    #expect(session.screen.contains("wider"))
    session.press(.escape)
    #expect(session.state.page == .columns(cursor: 1))
  }

  @Test(
    "in a prompt F1 shows its keys, ? is typed, and what was typed is still there",
    arguments: [
      ("a", "Keys where ids are typed"), ("A", "complete the path of a file"), ("/", "keep the filter"),
      (":", "carry the command out"),
    ])
  func prompt(opener: Character, text: String) {
    var session = Session(manyJobs(3), size: tall)
    session.press(.character(opener), .character("x"), .character("?"), .function(1))
    #expect(session.screen.contains(text))
    #expect(session.screen.contains("delete back to a blank"))
    session.press(.escape)
    #expect(session.state.prompt?.editor.text == "x?")
    #expect(session.screen.newsRow.hasSuffix("x?"))
  }
}

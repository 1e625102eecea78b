import Dashboard
import JobTracking
import Terminal
import Testing

@Suite struct CommandLineTests {
  private func session(history: [String] = []) -> Session {
    Session(
      [
        job("run-1", .inProgress, addedAgo: 1), job("bad-1", .failed, addedAgo: 2),
        job("run-2", .inProgress, addedAgo: 3), job("bad-2", .failed, addedAgo: 4),
      ], commandHistory: history)
  }

  private func shown(_ session: Session) -> [String] {
    session.state.keys(inRows: 0..<session.state.rowCount).map(\.id.rawValue)
  }

  /// What is to be done about a command, without what is kept of it.
  @discardableResult private func run(_ command: String, _ session: inout Session) -> [DashboardEffect] {
    session.press(.character(":"))
    session.type(command)
    return session.press(.enter).filter { $0 != .rememberCommand(command) }
  }

  @Test("a label that is too long for the command line to write is kept, to be mended")
  func longLabel() {
    var session = session()
    let text = String(repeating: "x", count: 201)
    #expect(run("label \(text)", &session) == [])
    #expect(session.screen.contains("A label has at most 200 characters; these are 201."))
    #expect(session.state.prompt?.editor.text == text)
  }

  @Test("every action is a command of its name, and does what its key does")
  func actions() throws {
    for action in Action.allCases {
      var typed = session()
      var pressed = session()
      let key = try #require(KeyMap.standard.keys(of: action).first)
      typed.press(.down, .down)
      pressed.press(.down, .down)
      #expect(run(action.name, &typed) == pressed.press(key), "\(action.name)")
      #expect(typed.state.view() == pressed.state.view(), "\(action.name)")
    }
  }

  @Test("names are lower case words with hyphens between them, and each is there once")
  func names() {
    let names = Action.allCases.map(\.name)
    #expect(Set(names).count == names.count)
    #expect(names.contains("check-all") && names.contains("show-failed"))
    for name in names {
      #expect(name.allSatisfy { ("a"..."z").contains($0) || $0 == "-" })
      #expect(Action(name: name)?.name == name)
    }
  }

  @Test("a filter is taken with all that is behind the name")
  func filter() {
    var session = session()
    run("filter status:failed 2", &session)
    #expect(session.state.filterText == "status:failed 2")
    #expect(shown(session) == ["bad-2"])
    run("filter", &session)
    #expect(session.state.prompt?.purpose == .filter)
  }

  @Test("a mistake in a filter is said, marked in the line, and the line stays")
  func filterMistake() {
    var session = session()
    run("filter bad stauts:x", &session)
    #expect(session.screen.hintsRow == "! There is no 'stauts'; did you mean 'status'?")
    #expect(session.screen.newsRow == ":filter bad stauts:x")
    #expect(session.screen.style(of: "stauts")?.attributes.contains(.underline) == true)
    #expect(session.screen.style(of: "bad stauts")?.attributes.contains(.underline) == false)
    #expect(shown(session).count == 4)
  }

  @Test("sort names a column, the other way round if wanted, or none; it is remembered")
  func sort() {
    var session = session()
    let effects = run("sort status reversed", &session)
    #expect(session.state.sort == JobSort(.status, isReversed: true))
    #expect(effects == [.remember(session.state.viewPreferences)])
    #expect(shown(session) == ["bad-1", "bad-2", "run-1", "run-2"])
    run("sort age rev", &session)
    #expect(session.state.sort == JobSort(.age, isReversed: true))
    run("sort ag", &session)
    #expect(session.state.sort == JobSort(.age))
    run("sort none", &session)
    #expect(session.state.sort == nil)
  }

  @Test("show chooses a status")
  func show() {
    var session = session()
    run("show fail", &session)
    #expect(shown(session) == ["bad-1", "bad-2"])
    run("show all", &session)
    #expect(shown(session).count == 4)
  }

  @Test("add tracks ids, and gives back what is none")
  func add() {
    var session = session()
    #expect(run("add a1, b2", &session) == [.track([jobID("a1"), jobID("b2")], alreadyTracked: [])])
    #expect(run("add a1 ..", &session) == [.track([jobID("a1")], alreadyTracked: [])])
    #expect(session.state.prompt?.editor.text == "..")
  }

  @Test("untrack and check take ids, URLs and labels, whether a filter shows them or not, and no marks")
  func named() {
    var session = Session([
      job("a-1", label: "call 12", addedAgo: 1), job("a-2", label: "say \"hi\"", addedAgo: 2),
      job("b", .failed, label: "call 12", addedAgo: 3), job("c", addedAgo: 4),
    ])
    run("filter c", &session)
    run("mark all", &session)
    #expect(
      run("check c, https://api.symbl.ai/v1/job/a-2", &session) == [.checkNow([jobKey("a-2"), jobKey("c")])])
    #expect(session.screen.newsRow == "Checking 2 jobs now.")
    #expect(run("check call 12", &session) == [.checkNow([jobKey("a-1"), jobKey("b")])])
    #expect(session.screen.newsRow == "Checking 2 jobs now, 1 of them once: ended.")
    #expect(run("untrack \"say \\\"hi\\\"\" c", &session) == [.untrack([jobKey("a-2"), jobKey("c")])])
    #expect(session.screen.newsRow == "2 jobs not tracked any more; u brings them back.")
    session.receive(.removed(jobKey("a-2")), .removed(jobKey("c")))
    #expect(run("untrack b", &session) == [.untrack([jobKey("b")])])
    #expect(session.screen.newsRow == "call 12: not tracked any more; u brings it back.")
  }

  @Test("a name that is no job's is told, nothing is done, and the line stays")
  func unknownName() {
    var session = session()
    #expect(run("untrack run-1 nobody", &session).isEmpty)
    #expect(session.state.prompt?.problem == "No job is called 'nobody'.")
    #expect(session.state.prompt?.editor.text == "untrack run-1 nobody")
  }

  @Test("Tab completes ids and labels, those with blanks in quotes, and shows them when there are several")
  func completedNames() {
    var session = Session([
      job("run-1", label: "Sales call 12", addedAgo: 1), job("run-2", label: "Sales call 13", addedAgo: 2),
      job("other", label: "x", addedAgo: 3),
    ])
    func completed(_ line: String) -> String? {
      session.press(.escape, .character(":"))
      session.type(line)
      session.press(.tab)
      return session.state.prompt?.editor.text
    }
    #expect(completed("untrack r") == "untrack run-")
    #expect(session.screen.hintsRow == "run-1  run-2")
    #expect(completed("untrack run-1 OT") == "untrack run-1 other ")
    #expect(completed("check sal") == "check \"Sales call 1")
    #expect(session.screen.hintsRow == "Sales call 12  Sales call 13")
    #expect(completed("check sales call 13") == "check \"Sales call 13\" ")
    #expect(completed("check x \"Sales call 12") == "check x \"Sales call 12\" ")
    #expect(completed("check x ") == "check x ")
    #expect(session.state.prompt?.candidates.count == 6)
    #expect(completed("check zz") == "check zz")
    #expect(session.state.prompt?.problem == "No id or label of a job begins with 'zz'.")
  }

  @Test("submit takes a text as it stands")
  func submit() {
    var session = session()
    #expect(run("submit Hello  there", &session) == [.submit("Hello  there", number: 1)])
  }

  @Test("mark all and mark none set and take away, whatever there was")
  func marks() {
    var session = session()
    run("mark all", &session)
    run("mark all", &session)
    #expect(session.state.marks.count == 4)
    run("mark none", &session)
    #expect(session.state.marks.isEmpty)
  }

  @Test("columns are chosen in their order, and all are as at first with reset")
  func columns() {
    var session = session()
    run("columns id age status", &session)
    #expect(session.state.columns.shown == [.id, .age, .status])
    run("columns reset", &session)
    #expect(session.state.columns == ColumnSettings())
  }

  @Test(
    "a mistake is told with what to do, and what was typed stays",
    arguments: [
      ("untrak", "There is no command 'untrak'; did you mean 'untrack'?"),
      ("xyzzy", "There is no command 'xyzzy'; Tab shows all."),
      ("undo now", "'undo' takes nothing behind it."),
      ("show-", "may be show-all, show-scheduled, show-running, show-completed, show-failed"),
      ("sort", "'sort' wants a column: status, label, id"),
      ("sort lable", "'sort' knows no 'lable'; did you mean 'label'?"),
      ("sort age backwards", "'backwards' is too much: behind 'sort age' there may stand 'reversed', and"),
      ("sort age reversed x", "'reversed x' is too much: behind 'sort age' there may stand 'reversed', and"),
      ("sort none x", "'x' is too much: nothing stands behind 'sort none'."),
      ("show broken", "'show' wants one of all, scheduled"),
      ("columns age nonsense", "'columns' wants one of"),
      ("mark some", "'mark' wants one of all, none."),
    ])
  func mistakes(line: String, sentence: String) {
    var session = session()
    #expect(run(line, &session).isEmpty)
    #expect(session.state.prompt?.editor.text == line)
    #expect(
      session.screen.rows.suffix(2).joined(separator: " ").contains(sentence),
      "\(session.screen.rows.suffix(3))")
    session.press(.backspace)
    #expect(session.state.prompt?.problem == nil)
  }

  @Test("the beginning of a name will do when there is only one, and q quits")
  func beginnings() {
    var session = session()
    #expect(run("untr", &session) == [.untrack([jobKey("run-1")])])
    #expect(run("q", &session) == [.quit])
  }

  @Test("nothing typed does nothing, and Esc leaves")
  func nothing() {
    var session = session()
    #expect(run("  ", &session).isEmpty)
    #expect(session.state.prompt == nil)
    session.press(.character(":"), .character("x"), .escape)
    #expect(session.state.prompt == nil)
  }

  @Test("candidates are shown as one types, and Tab goes on as far as there is one way")
  func completion() {
    var session = session()
    session.press(.character(":"))
    session.type("unm")
    #expect(session.screen.hintsRow == "unmark-all")
    session.press(.tab)
    #expect(session.state.prompt?.editor.text == "unmark-all")
    #expect(session.screen.hintsRow == "unmark-all: take all marks away")
    session.press(.control("u"))
    session.type("show-s")
    session.press(.tab)
    #expect(session.state.prompt?.editor.text == "show-scheduled")
    session.press(.control("u"))
    session.type("sor")
    session.press(.tab)
    #expect(session.state.prompt?.editor.text == "sort ")
    #expect(session.screen.hintsRow.hasPrefix("status  label  id  age  in-status"))
    session.type("c")
    session.press(.tab)
    #expect(session.state.prompt?.editor.text == "sort c")
    #expect(session.screen.hintsRow == "checked  conversation")
    session.type("h")
    session.press(.tab)
    #expect(session.state.prompt?.editor.text == "sort checked")
  }

  @Test("Tab completes the path of what is submitted, the command staying before it")
  func path() {
    var session = session()
    session.press(.character(":"))
    session.type("submit no")
    #expect(session.press(.tab) == [.completePath("no")])
    session.send(.pathCompletions(of: "no", ["notes-a.txt", "notes-b.txt"]))
    #expect(session.state.prompt?.editor.text == "submit notes-")
    #expect(session.screen.hintsRow == "notes-a.txt  notes-b.txt")
  }

  @Test("Up brings back what was typed before and begins so, Down goes on to what is typed now")
  func history() {
    var session = session(history: ["sort age", "filter x"])
    run("sort id", &session)
    session.press(.character(":"), .up)
    #expect(session.state.prompt?.editor.text == "sort id")
    session.press(.up, .up, .up)
    #expect(session.state.prompt?.editor.text == "sort age")
    session.press(.down, .down, .down)
    #expect(session.state.prompt?.editor.text == "")
    session.type("so")
    session.press(.up, .up, .up)
    #expect(session.state.prompt?.editor.text == "sort age")
    session.press(.down, .down)
    #expect(session.state.prompt?.editor.text == "so")
  }

  @Test("the history is bounded, and has each line once")
  func bounds() {
    var history = CommandHistory((0..<300).map { "filter \($0)" })
    #expect(history.lines.count == CommandHistory.most)
    #expect(history.lines.last == "filter 299")
    history = CommandHistory(["sort age"])
    var session = session(history: ["sort age", "sort id"])
    run("sort age", &session)
    #expect(session.state.commandHistory.lines == ["sort id", "sort age"])
  }

  @Test(
    "what may hold a secret is not kept",
    arguments: [
      ("sort age", true), ("add a1", true), ("filter x", true), ("submit hello", false),
      ("subm hello", false),
      ("add https://user:pw@host/v1/job/1", false), (" sort age", false), ("nonsense", false),
    ])
  func kept(line: String, isKept: Bool) {
    #expect(CommandHistory.isKept(line) == isKept)
    var session = session()
    session.press(.character(":"))
    session.type(line)
    #expect(session.press(.enter).contains(.rememberCommand(line)) == isKept)
  }

  @Test("while a command is typed news moves nothing of it")
  func news() {
    var session = session()
    session.press(.character(":"))
    session.type("sort a")
    session.receive(.removed(jobKey("run-1")), .job(job("new", .failed, addedAgo: 0)))
    #expect(session.state.prompt?.editor.text == "sort a")
    #expect(session.screen.newsRow == ":sort a")
  }
}

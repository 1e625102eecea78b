import Dashboard
import JobTracking
import Terminal
import Testing

@Suite struct FilterPromptTests {
  /// Four jobs, two of them failed; the cursor on the first, which is not.
  private func session(_ size: Size = roomy) -> Session {
    Session(
      [
        job("run-1", .inProgress, addedAgo: 1), job("bad-1", .failed, addedAgo: 2),
        job("run-2", .inProgress, addedAgo: 3), job("bad-2", .failed, addedAgo: 4),
      ], size: size)
  }

  private func shown(_ session: Session) -> [String] {
    session.state.keys(inRows: 0..<session.state.rowCount).map(\.id.rawValue)
  }

  @Test("the table shrinks and grows with each key")
  func asTyped() {
    var session = session()
    session.press(.character("/"))
    session.type("status:f")
    #expect(shown(session) == ["bad-1", "bad-2"])
    session.type(" 2")
    #expect(shown(session) == ["bad-2"])
    session.press(.backspace)
    #expect(shown(session) == ["bad-1", "bad-2"])
    session.press(.control("u"))
    #expect(shown(session).count == 4)
  }

  @Test("how many are shown and the way back stand in the header", arguments: [roomy, small])
  func header(size: Size) {
    var session = session(size)
    session.press(.character("/"))
    session.type("bad")
    #expect(session.screen.rows[1].hasPrefix("2 of 4 jobs"))
    #expect(session.screen.rows[1].hasSuffix("Esc shows all"))
    session.press(.enter)
    #expect(session.screen.rows[1].hasPrefix("2 of 4 jobs"))
    #expect(session.screen.rows[1].hasSuffix("Esc shows all"))
    session.press(.character("a"))
    #expect(session.screen.rows[1].hasSuffix("Esc Esc shows all"))
    session.press(.escape, .escape)
    #expect(session.screen.rows[1].hasPrefix("4 jobs"))
    #expect(!session.screen.rows[1].contains("Esc"))
  }

  @Test("a mistake is said under the prompt, and the last filter that could be read stays")
  func mistake() {
    var session = session()
    session.press(.character("/"))
    session.type("bad ")
    session.press(.paste("stauts:"))
    #expect(session.screen.newsRow.hasPrefix("/bad stauts:"))
    #expect(session.screen.hintsRow == "! There is no 'stauts'; did you mean 'status'?")
    #expect(session.screen.style(of: "stauts")?.attributes.contains(.underline) == true)
    #expect(session.screen.style(of: "bad stauts")?.attributes.contains(.underline) == false)
    #expect(shown(session) == ["bad-1", "bad-2"])
    // It is not taken, and not lost either.
    session.press(.enter)
    #expect(session.state.prompt?.editor.text == "bad stauts:")
  }

  @Test("the table is not empty on the way to a key")
  func begunKey() {
    var session = session()
    session.press(.character("/"))
    session.type("bad stat")
    #expect(shown(session) == ["bad-1", "bad-2"])
    #expect(
      session.screen.hintsRow
        == "! No job has 'stat' in it; did you mean 'status:'? Enter looks for the text.")
    session.type("us:fa")
    #expect(session.screen.newsRow.hasPrefix("/bad status:fa"))
    #expect(!session.screen.contains("did you mean"))
    // What no key begins with is a text at once, and so is all else after Enter.
    session.press(.control("u"))
    session.type("sta")
    #expect(!shown(session).isEmpty)
    session.type("x")
    #expect(shown(session).isEmpty)
    session.press(.control("u"))
    session.type("sta")
    session.press(.enter)
    #expect(shown(session).isEmpty)
    #expect(session.state.filterText == "sta")
  }

  @Test("Esc while typing brings back what was before")
  func escapeWhileTyping() {
    var session = session()
    session.press(.down, .down, .character("/"))
    session.type("bad")
    #expect(session.selected == "bad-2")
    session.press(.escape)
    #expect(shown(session).count == 4)
    #expect(session.selected == "run-2")
  }

  @Test("Esc while a filter is changed brings back the filter that was before")
  func escapeWhileChanging() {
    var session = session()
    session.press(.character("/"))
    session.type("bad")
    session.press(.enter, .character("/"))
    #expect(session.state.prompt?.editor.text == "bad")
    session.type("-2")
    #expect(shown(session) == ["bad-2"])
    session.press(.escape)
    #expect(shown(session) == ["bad-1", "bad-2"])
    #expect(session.state.filterText == "bad")
  }

  @Test("Esc in the table shows all jobs, the cursor on the job where it was")
  func escapeInTable() {
    var session = session()
    session.press(.character("/"))
    session.type("bad")
    session.press(.enter, .end, .escape)
    #expect(shown(session).count == 4)
    #expect(session.selected == "bad-2")
  }

  @Test("the cursor goes back to its job as soon as the filter lets it")
  func cursorComesBack() {
    var session = session()
    session.press(.character("/"))
    session.type("bad")
    #expect(session.selected == "bad-1")
    session.press(.control("u"))
    #expect(session.selected == "run-1")
  }

  @Test("a filter that hides everything says so and how to go on; the cursor comes back")
  func hidesAll() {
    var session = session()
    session.press(.down, .character("/"))
    session.type("nothing like it")
    #expect(session.screen.contains("All 4 jobs are hidden by the filter."))
    #expect(session.selected == nil)
    session.press(.enter, .escape)
    #expect(session.selected == "bad-1")
  }

  @Test("the job under the cursor stays, also when it is not looked for any more, until the cursor leaves it")
  func selectedStays() {
    var session = session()
    session.press(.character("/"))
    session.type("status:failed")
    session.press(.enter)
    session.receive(.job(job("bad-1", .inProgress, addedAgo: 2)), .job(job("run-2", .failed, addedAgo: 3)))
    #expect(session.selected == "bad-1")
    #expect(shown(session) == ["bad-1", "run-2", "bad-2"])
    session.press(.down)
    #expect(session.selected == "run-2")
    #expect(shown(session) == ["run-2", "bad-2"])
  }

  @Test("a job that is added is shown and selected, whatever is looked for")
  func added() {
    var session = session()
    session.press(.character("/"))
    session.type("status:failed")
    session.press(.enter)
    session.receive(.job(job("new", nil, addedAgo: 0)))
    #expect(shown(session) == ["bad-1", "bad-2"])
    session.send(.tracked([jobKey("new")], alreadyTracked: []))
    #expect(session.selected == "new")
    #expect(shown(session) == ["new", "bad-1", "bad-2"])
  }

  @Test("when the selected job is untracked elsewhere the next one shown is selected")
  func selectedRemoved() {
    var session = session()
    session.press(.character("/"))
    session.type("bad")
    session.press(.enter)
    session.receive(.removed(jobKey("bad-1")), .removed(jobKey("run-1")))
    #expect(session.selected == "bad-2")
    session.receive(.removed(jobKey("bad-2")))
    #expect(session.selected == nil)
    #expect(session.screen.contains("The only job is hidden by the filter."))
  }

  @Test("time lets jobs in and out of a filter by age, and wakes the dashboard only for that")
  func age() {
    let jobs = [job("old", .completed, addedAgo: 7000, statusAgo: 1), job("young", addedAgo: 3590)]
    var session = Session(jobs)
    session.press(.character("/"))
    session.type("age>1h")
    session.press(.enter)
    #expect(shown(session) == ["old"])
    #expect(session.state.nextTick == testNow.addingTimeInterval(11))
    session.now = testNow.addingTimeInterval(9)
    session.send(.tick)
    #expect(shown(session) == ["old"])
    session.now = testNow.addingTimeInterval(11)
    session.send(.tick)
    #expect(shown(session) == ["young", "old"])
    session.press(.escape, .character("/"))
    session.type("old age>1s")
    #expect(session.state.nextTick == nil)
  }

  @Test("0 to 4 choose a status, and what else is looked for stays")
  func statusKeys() {
    var session = session()
    session.press(.character("/"))
    session.type("1 or new")
    session.press(.enter, .character("4"))
    #expect(session.state.filterText == "(1 or new) status:failed")
    #expect(shown(session) == ["bad-1"])
    session.press(.character("2"))
    #expect(shown(session) == ["run-1"])
    session.press(.character("0"))
    #expect(session.state.filterText == "1 or new")
    session.press(.escape, .character("3"))
    #expect(shown(session).isEmpty)
    session.press(.character("0"))
    #expect(session.state.filterText == nil)
    #expect(session.selected == "run-1")
  }

  @Test("f goes through the statuses and back to all")
  func statusCycle() {
    var session = session()
    var seen: [String?] = []
    for _ in 0..<5 {
      session.press(.character("f"))
      seen.append(session.state.filterText)
    }
    #expect(seen == ["status:scheduled", "status:running", "status:completed", "status:failed", nil])
  }

  @Test("a paste into the filter is one line")
  func paste() {
    var session = session()
    session.press(.character("/"), .paste("bad\n1"))
    #expect(session.state.prompt?.editor.text == "bad 1")
    #expect(shown(session) == ["bad-1"])
  }

  @Test("the cursor moves while a filter is typed")
  func arrows() {
    var session = session()
    session.press(.character("/"))
    session.type("bad")
    session.press(.down)
    #expect(session.selected == "bad-2")
    #expect(session.state.prompt != nil)
  }

  @Test("an empty table says which of the four it is")
  func fourKinds() {
    #expect(Session().screen.contains("No jobs are tracked yet."))
    var session = Session()
    session.receive(.storeTrouble(.cannotWrite(reason: "disk full")))
    let middle = session.screen.rows[5..<20].joined()
    #expect(middle.contains("disk full"))
    let loading = DashboardState(
      profile: .symbl, jobs: [], size: roomy, now: testNow, glyphs: .unicode, isLoading: true, localTime: utc)
    #expect(ScreenText(canvas: loading.view()).contains("Loading the tracked jobs..."))
  }
}

import Dashboard
import JobAPI
import JobTracking
import Terminal
import Testing

@Suite struct AddPromptTests {
  private func adding(_ jobs: [TrackedJob] = [], offering: [String] = []) -> Session {
    var session = Session(jobs, offering: offering)
    session.press(.character("a"))
    return session
  }

  private func tracks(_ ids: String..., already: String...) -> [DashboardEffect] {
    [.track(ids.map(jobID), alreadyTracked: already.map(jobID))]
  }

  @Test("a typed id is tracked on Enter and the prompt closes")
  func one() {
    var session = adding()
    #expect(session.screen.newsRow.contains("Add job ids:"))
    #expect(session.type("job-9").isEmpty)
    #expect(session.press(.enter) == tracks("job-9"))
    #expect(session.state.prompt == nil)
  }

  @Test(
    "several ids are told apart by blanks, commas and newlines",
    arguments: ["a1 b2 c3", "a1,b2,c3", "a1, b2\tc3", "  a1\nb2\r\nc3\n", "a1,,b2 ,c3,"])
  func several(text: String) {
    var session = adding()
    session.press(.paste(text))
    #expect(session.press(.enter) == tracks("a1", "b2", "c3"))
  }

  @Test("a bracketed paste with a newline waits for Enter")
  func pasteWaits() {
    var session = adding()
    #expect(session.press(.paste("a1\nb2\n")).isEmpty)
    #expect(session.state.prompt?.editor.text == "a1 b2 ")
  }

  @Test("a line that is longer than the screen shows where there is more of it")
  func longLine() {
    var session = adding()
    session.send(.resized(Size(columns: 40, rows: 12)))
    session.type("begin-" + String(repeating: "x", count: 40) + "-end")
    #expect(session.screen.newsRow.hasPrefix("Add job ids: …x"))
    #expect(session.screen.newsRow.hasSuffix("-end"))
    session.press(.home)
    #expect(session.screen.newsRow.hasPrefix("Add job ids: begin-x"))
    #expect(session.screen.newsRow.hasSuffix("x…"))
    session.press(.right, times: 40)
    #expect(session.screen.newsRow.hasPrefix("Add job ids: …x"))
    #expect(session.screen.newsRow.hasSuffix("x…"))
    #expect(session.state.view().cursor == Position(column: 39, row: 10))
  }

  @Test("an id named twice is tracked once")
  func twice() {
    var session = adding()
    session.type("a1 b2 a1")
    #expect(session.press(.enter) == tracks("a1", "b2"))
  }

  @Test("a job that is tracked already is told, not added")
  func duplicate() {
    var session = adding(manyJobs(3))
    session.type("job-2")
    #expect(session.press(.enter) == tracks(already: "job-2"))
    session.send(.tracked([], alreadyTracked: [jobID("job-2")]))
    #expect(session.screen.newsRow == "job-2 was tracked already.")
    #expect(session.state.jobs.count == 3)
    #expect(session.selected == "job-2")
  }

  @Test("of a pasted list the new jobs are tracked and the others told")
  func mixed() {
    var session = adding(manyJobs(3))
    session.press(.paste("job-0\nnew-1\njob-1\nnew-2"))
    #expect(session.press(.enter) == tracks("new-1", "new-2", already: "job-0", "job-1"))
    session.receive(.job(job("new-1", nil, addedAgo: 0)), .job(job("new-2", nil, addedAgo: 0)))
    session.send(
      .tracked([jobKey("new-1"), jobKey("new-2")], alreadyTracked: [jobID("job-0"), jobID("job-1")]))
    #expect(session.screen.newsRow == "Tracking 2 more jobs. 2 of them were tracked already.")
    #expect(session.selected == "new-1")
  }

  @Test(
    "a new job is selected and named, whichever comes first, the job or the answer", arguments: [false, true])
  func selected(answerFirst: Bool) {
    var session = Session(manyJobs(3))
    if answerFirst { session.send(.tracked([jobKey("new")], alreadyTracked: [])) }
    session.receive(.job(job("new", nil, addedAgo: 0)))
    if !answerFirst { session.send(.tracked([jobKey("new")], alreadyTracked: [])) }
    #expect(session.selected == "new")
    #expect(session.screen.newsRow == "Tracking new.")
    #expect(session.screen.selectedRow?.contains("new") == true)
  }

  @Test("an invalid id stays in the prompt with the sentence, and the valid ones are tracked")
  func invalid() {
    var session = adding()
    session.type("good .. fine .")
    #expect(session.press(.enter) == tracks("good", "fine"))
    #expect(session.state.prompt?.editor.text == ".. .")
    #expect(session.state.prompt?.problem?.hasPrefix("2 taken. '..' is no job id") == true)
    #expect(session.state.prompt?.problem?.hasSuffix("(and 1 more)") == true)
  }

  @Test("a sentence wider than the screen goes on in a second row, with the prompt above it")
  func longProblem() {
    var session = adding()
    session.type("..")
    session.press(.enter)
    let rows = session.screen.rows.suffix(3)
    #expect(rows.first == "Add job ids: ..")
    #expect(rows.dropFirst().joined(separator: " ") == "! \(session.state.prompt?.problem ?? "")")
    #expect(session.screen.canvas.cursor?.row == rows.startIndex)
  }

  @Test("an id that is too long stays in the prompt with the sentence")
  func tooLong() {
    var session = adding()
    let long = String(repeating: "x", count: 257)
    session.press(.paste(long))
    #expect(session.press(.enter).isEmpty)
    #expect(session.state.prompt?.editor.text == long)
    #expect(session.screen.rows.suffix(2).contains { $0.contains("257 bytes is too long") })
  }

  @Test("the sentence goes with the next key")
  func problemGoes() {
    var session = adding()
    session.type("..")
    session.press(.enter)
    session.press(.backspace)
    #expect(session.state.prompt?.problem == nil)
    #expect(session.state.prompt?.editor.text == ".")
  }

  @Test("a URL of a job of this service names the job")
  func url() {
    var session = adding()
    session.press(.paste("https://api.symbl.ai/v1/job/a%20b https://api.symbl.ai/v1/job/9b1d"))
    #expect(session.press(.enter) == tracks("9b1d"))
    #expect(session.state.prompt?.editor.text == "https://api.symbl.ai/v1/job/a%20b")
  }

  @Test("a URL of another service is refused and stays in the prompt")
  func otherService() {
    var session = adding()
    session.type("https://jobs.example/v1/job/a1")
    #expect(session.press(.enter).isEmpty)
    #expect(session.state.prompt?.editor.text == "https://jobs.example/v1/job/a1")
    #expect(session.state.prompt?.problem?.contains("another service") == true)
    #expect(session.screen.newsRow.hasPrefix("! "))
  }

  @Test("Enter with nothing typed and nothing on offer says what to do", arguments: ["", "  ", ",,"])
  func nothing(text: String) {
    var session = adding()
    session.type(text)
    #expect(session.press(.enter).isEmpty)
    #expect(session.screen.hintsRow.contains("Type or paste a job id, or press Esc."))
  }

  @Test("Enter takes the id on offer")
  func offerEnter() {
    var session = adding(offering: ["offer-1"])
    #expect(session.screen.newsRow.contains("offer-1"))
    #expect(session.screen.hintsRow.contains("take the id on offer"))
    #expect(session.press(.enter) == tracks("offer-1"))
  }

  @Test("Tab takes the id on offer for editing")
  func offerTab() {
    var session = adding(offering: ["offer-1"])
    #expect(session.press(.tab).isEmpty)
    #expect(session.state.prompt?.editor.text == "offer-1")
    session.type("2")
    #expect(session.press(.enter) == tracks("offer-12"))
  }

  @Test("what is typed takes the place of the offer", arguments: [Key.enter, .tab])
  func offerIgnored(key: Key) {
    var session = adding(offering: ["offer-1"])
    session.type("x")
    session.press(key)
    #expect(session.screen.contains("offer-1") == false)
    #expect(session.state.prompt?.editor.text == (key == .tab ? "x" : nil))
  }

  @Test("only an id that is not tracked is offered")
  func offerNext() {
    #expect(adding(manyJobs(1), offering: ["job-0", "next"]).state.prompt?.suggestion == jobID("next"))
    #expect(adding(manyJobs(1), offering: ["job-0"]).state.prompt?.suggestion == nil)
  }

  @Test("Esc and ^C leave the prompt and keep nothing", arguments: [Key.escape, .control("c")])
  func cancelled(key: Key) {
    var session = adding()
    session.type("job-9")
    #expect(session.press(key).isEmpty)
    #expect(session.state.prompt == nil)
    session.press(.character("a"))
    #expect(session.state.prompt?.editor.isEmpty == true)
  }

  @Test("letters that are keys in the table are text in the prompt")
  func letters() {
    var session = adding(manyJobs(3))
    #expect(session.type("qdjkGrRuA?").isEmpty)
    #expect(session.state.prompt?.editor.text == "qdjkGrRuA?")
    #expect(session.selected == "job-0")
  }

  @Test("a paste in the table opens the prompt with it, and nothing is tracked before Enter")
  func pasteInTable() {
    var session = Session(manyJobs(1))
    #expect(session.press(.paste("a1\nb2")).isEmpty)
    #expect(session.state.prompt?.purpose == .add)
    #expect(session.press(.enter) == tracks("a1", "b2"))
  }

  @Test("^Z and ^L work while something is typed, and keep it")
  func suspendAndRepaint() {
    var session = adding()
    session.type("x")
    #expect(session.press(.control("z"), .control("l")) == [.suspend, .repaint])
    #expect(session.state.prompt?.editor.text == "x")
  }

  @Test("the cursor stands after what was typed and never leaves the screen", arguments: [roomy, small])
  func cursor(size: Size) {
    var session = Session(size: size)
    #expect(session.state.view().cursor == nil)
    session.press(.character("a"))
    for length in 1...200 {
      session.type(length % 7 == 0 ? "漢" : "x")
      let cursor = session.state.view().cursor
      #expect(cursor?.row == size.rows - 2)
      #expect((0..<size.columns).contains(cursor?.column ?? -1))
    }
    session.press(.home)
    #expect(session.state.view().cursor?.column == "Add job ids: ".count)
  }

  @Test("ids that could not be tracked go back to the prompt with the reason")
  func failed() throws {
    var session = Session()
    session.send(.trackFailed("Changes are not being saved: disk full.", [try JobID("a1"), try JobID("b2")]))
    #expect(session.state.prompt?.editor.text == "a1 b2")
    #expect(session.screen.hintsRow == "! Changes are not being saved: disk full.")
    session.type(" c3")
    session.send(.trackFailed("Still full.", [try JobID("d4")]))
    #expect(session.state.prompt?.editor.text == "d4 a1 b2 c3")
  }
}

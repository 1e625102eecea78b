import Dashboard
import JobTracking
import Terminal
import Testing

@Suite struct AnnotationTests {
  private func session() -> Session {
    Session([job("a", label: "Old", addedAgo: 1), job("b", addedAgo: 2), job("c", addedAgo: 3)])
  }

  @Test("L changes the label of the selected job")
  func label() {
    var session = session()
    session.press(.character("L"))
    #expect(session.screen.newsRow == "Label: Old")
    session.type("er  one ")
    #expect(session.press(.enter) == [.annotate(.label, [jobKey("a")], "Older one")])
    #expect(session.state.prompt == nil)
    #expect(session.screen.newsRow == "Older one (a): label written; u undoes it.")
  }

  @Test("what is typed is for the job that it was begun for, wherever the cursor is by then")
  func keepsJob() {
    var session = session()
    session.press(.character("N"))
    session.receive(.removed(jobKey("b")))
    session.send(.tracked([jobKey("c")], alreadyTracked: []))
    session.type("mine")
    #expect(session.press(.enter) == [.annotate(.note, [jobKey("a")], "mine")])
  }

  @Test("marked jobs are written on together, and how many is said; those that are gone are left out")
  func marked() {
    var session = session()
    session.press(.character("*"), .character("L"))
    #expect(session.screen.newsRow == "Label of 3 jobs:")
    session.receive(.removed(jobKey("b")))
    session.type("all")
    #expect(session.press(.enter) == [.annotate(.label, [jobKey("a"), jobKey("c")], "all")])
    #expect(
      session.screen.newsRow == "2 jobs: label written; u undoes it. A marked job is not tracked any more.")
  }

  @Test("a text for a job that others untrack meanwhile stays, and that is said")
  func jobGone() {
    var session = session()
    session.press(.character("L"), .control("u"))
    session.type("Half a name")
    session.receive(.removed(jobKey("a")))
    #expect(session.press(.enter) == [])
    #expect(session.screen.newsRow == "Label: Half a name")
    #expect(
      session.screen.hintsRow == "! a is not tracked any more, so nothing can be written there; Esc leaves.")
  }

  @Test("u writes again what stood there, after what was untracked later has come back")
  func undo() {
    var session = session()
    session.press(.character("*"), .character("L"))
    session.type("all")
    session.press(.enter)
    for id in ["a", "b", "c"] {
      var labelled = job(id, addedAgo: 1)
      labelled.label = "all"
      session.receive(.job(labelled))
    }
    session.press(.character("U"), .end, .character("d"))
    session.receive(.removed(jobKey("c")))
    #expect(session.press(.character("u")).contains { if case .retrack = $0 { true } else { false } })
    #expect(
      session.press(.character("u")) == [
        .annotate(.label, [jobKey("a")], "Old"), .annotate(.label, [jobKey("b")], ""),
      ])
    #expect(session.screen.newsRow == "The labels of 2 jobs are as they were.")
    #expect(session.press(.character("u")).isEmpty)
    #expect(session.screen.newsRow == "There is nothing to undo.")
  }

  @Test("nothing typed takes a label away, and the same one changes nothing")
  func away() {
    var session = session()
    session.press(.character("L"), .control("u"))
    #expect(session.press(.enter) == [.annotate(.label, [jobKey("a")], "")])
    #expect(session.screen.newsRow == "Old (a): label taken away; u undoes it.")
    session.press(.character("L"))
    #expect(session.press(.enter).isEmpty)
    #expect(session.screen.newsRow == "The label stays as it is.")
  }

  @Test("who writes reads what the job is called, by its id where it has no label, and a long one in part")
  func named() {
    var session = session()
    session.press(.character("N"))
    session.type("mine")
    session.press(.enter)
    #expect(session.screen.newsRow == "Old (a): note written; u undoes it.")
    session.press(.down, .character("N"))
    session.type("mine")
    session.press(.enter)
    #expect(session.screen.newsRow == "b: note written; u undoes it.")
    session.press(.character("L"))
    session.type(String(repeating: "long ", count: 30))
    session.press(.enter)
    #expect(
      session.screen.newsRow == "long long long long long long long long… (b): label written; u undoes it.")
  }

  @Test("a text that is too long stays to be shortened")
  func tooLong() {
    var session = session()
    session.press(.character("N"), .paste(String(repeating: "x", count: 1001)))
    #expect(session.press(.enter).isEmpty)
    #expect(session.state.prompt?.problem == "A note has at most 1000 characters; these are 1001.")
    #expect(session.state.prompt?.editor.text.count == 1001)
  }

  @Test("commands write, too")
  func commands() {
    var session = session()
    session.press(.character(":"))
    session.type("note ask Ann")
    #expect(session.press(.enter).contains(.annotate(.note, [jobKey("a")], "ask Ann")))
    session.press(.character(":"))
    session.type("label")
    session.press(.enter)
    #expect(session.state.prompt?.purpose == .annotation(.label, [jobKey("a")]))
  }

  @Test("a note is in the detail pane and is found by the filter")
  func note() {
    var session = session()
    var noted = job("b", addedAgo: 2)
    noted.note = "Ask Ann \u{1B}[2J"
    session.receive(.job(noted))
    session.press(.down, .enter)
    #expect(session.screen.row(with: "Note")?.contains("Ask Ann \\e[2J") == true)
    session.press(.escape, .character("/"))
    session.type("note:ANN")
    #expect(session.state.keys(inRows: 0..<9) == [jobKey("b")])
    session.press(.control("u"))
    session.type("-note:\"\"")
    #expect(session.state.keys(inRows: 0..<9) == [jobKey("b")])
  }
}

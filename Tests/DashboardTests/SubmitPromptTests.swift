import Dashboard
import JobAPI
import JobTracking
import Terminal
import Testing

@Suite struct SubmitPromptTests {
  private func submitting(_ jobs: [TrackedJob] = []) -> Session {
    var session = Session(jobs)
    session.press(.character("A"))
    return session
  }

  @Test("a typed text is submitted on Enter, and that is said")
  func submit() {
    var session = submitting()
    #expect(session.screen.newsRow.contains("Submit text, file or URL:"))
    session.type("Hello there.")
    #expect(session.press(.enter) == [.submit("Hello there.", number: 1)])
    #expect(session.state.prompt == nil)
    #expect(session.screen.newsRow == "Submitting...")
  }

  @Test("a pasted text goes out whole")
  func pasted() {
    var session = submitting()
    let text = "  \n" + String(repeating: "word ", count: 30) + "\nsecond line"
    session.press(.paste(text))
    #expect(session.press(.enter) == [.submit(text, number: 1)])
  }

  @Test("a text with nothing in it is not submitted", arguments: ["", "   ", "\n \n"])
  func empty(text: String) {
    var session = submitting()
    session.press(.paste(text))
    #expect(session.press(.enter).isEmpty)
    #expect(session.screen.hintsRow.contains("Type a text, the path of a file or a URL, or press Esc."))
  }

  @Test("an id on offer is never taken for a text")
  func noOffer() {
    var session = Session(offering: ["offer-1"])
    session.press(.character("A"), .tab)
    #expect(session.press(.enter).isEmpty)
  }

  @Test("the job of a submitted text is selected and named")
  func submitted() {
    var session = submitting(manyJobs(3))
    session.receive(.job(job("made", .scheduled, addedAgo: 0)))
    session.send(.submitted(jobKey("made"), number: 1))
    #expect(session.selected == "made")
  }

  @Test("the answer to a submission is told in a sentence")
  func submittedNotice() {
    var session = Session()
    session.receive(.job(job("made", .scheduled, addedAgo: 0)))
    session.send(.submitted(jobKey("made"), number: 1))
    #expect(session.screen.newsRow == "Submitted; its job is made.")
  }

  @Test("a submission that failed gives the text back with the reason")
  func failed() {
    var session = submitting()
    session.type("Hello")
    session.press(.enter)
    session.send(.submissionFailed("The service answered 503.", text: "Hello", number: 1))
    #expect(session.state.prompt?.purpose == .submit)
    #expect(session.state.prompt?.editor.text == "Hello")
    #expect(session.screen.newsRow.contains("Submit text, file or URL: Hello"))
    #expect(session.screen.hintsRow == "! The service answered 503.")
    #expect(session.press(.enter) == [.submit("Hello", number: 2)])
  }

  @Test("a submission that failed does not touch what is being typed by then")
  func failedWhileTyping() {
    var session = Session()
    session.press(.character("a"))
    session.type("job-9")
    session.send(.submissionFailed("The service answered 503.", text: "Hello", number: 1))
    #expect(session.state.prompt?.purpose == .add)
    #expect(session.state.prompt?.editor.text == "job-9")
    session.press(.escape)
    session.press(.character("A"))
    #expect(session.state.prompt?.editor.text == "Hello")
  }

  @Test("a submission that failed while help is read does not take the keys away from help")
  func failedOnHelp() {
    var session = Session(size: small)
    session.press(.character("?"))
    session.send(.submissionFailed("The service answered 503.", text: "Hello", number: 1))
    session.press(.character("j"))
    #expect(session.state.page == .help(firstLine: 1))
    session.press(.escape)
    #expect(session.state.page == .table)
    #expect(session.state.prompt?.editor.text == "Hello")
  }

  @Test("Esc leaves the prompt and submits nothing")
  func cancelled() {
    var session = submitting()
    session.type("Hello")
    #expect(session.press(.escape).isEmpty)
    #expect(session.state.prompt == nil)
  }
}

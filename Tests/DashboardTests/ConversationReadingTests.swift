import Dashboard
import JobAPI
import JobTracking
import Terminal
import Testing

/// When conversations are asked for.
@Suite struct ConversationReadingTests {
  private func asking(_ id: String, in conversation: String = "581") -> DashboardEffect {
    .readConversation(jobKey(id), ConversationID(conversation))
  }

  @Test("opening the pane on a completed job asks for its conversation, once")
  func opened() {
    var session = Session([talked()])
    #expect(session.press(.enter) == [asking("talk")])
    #expect(session.screen.contains("Result        reading the conversation..."))
    #expect(session.press(.escape, .enter) == [])
    #expect(session.press(.enter, .character("j")) == [])
  }

  @Test("nobody asks while the pane is closed")
  func closed() {
    var session = Session([talked()])
    #expect(session.press(.down, .up) == [])
    session.receive(.job(talked("other")))
    #expect(session.state.conversations.isEmpty)
  }

  @Test("moving to a completed job with the pane open asks for its conversation")
  func movedTo() {
    var session = Session([job("running", addedAgo: 1), talked()])
    #expect(session.press(.enter) == [])
    #expect(session.press(.down) == [asking("talk")])
  }

  @Test(
    "nothing is asked before a job is completed, nor when it has failed",
    arguments: [JobStatus.scheduled, .inProgress, .failed, .unrecognized("paused"), nil])
  func notCompleted(status: JobStatus?) {
    var session = Session([job("probe", status, conversation: "581")])
    #expect(session.press(.enter) == [])
    #expect(session.screen.contains("none, as the job has failed") == (status == .failed))
  }

  @Test("a job that completes under the open pane has its conversation asked for")
  func completes() {
    var session = Session([job("talk", .inProgress, conversation: "581")])
    session.press(.enter)
    let completed = job("talk", .inProgress, conversation: "581").seeing(.completed)
    #expect(session.send(.updates([.job(completed)])) == [asking("talk"), .ended([completed])])
  }

  @Test("a job whose conversation is not known says so, and nothing is asked", arguments: [roomy, small])
  func notKnown(size: Size) {
    var session = Session([job("probe", .completed)], size: size)
    #expect(session.press(.enter) == [])
    #expect(session.screen.row(with: "Result")?.contains("not known: the job was") == true)
  }

  @Test("trouble is a sentence, and r tries again")
  func trouble() {
    var session = Session([talked()])
    session.press(.enter)
    session.fail("Unreachable: connection refused.")
    let row = session.screen.row(with: "Result")
    #expect(row?.contains("Unreachable: connection refused. r tries again.") == true)
    #expect(session.press(.escape, .enter) == [])
    #expect(session.press(.character("r")) == [asking("talk")])
    #expect(session.screen.contains("reading the conversation..."))
  }

  @Test("whoever runs through the table has two conversations read at a time, and then the one in view")
  func bounded() {
    var session = Session((0..<5).map { talked("job-\($0)", addedAgo: Double($0), in: "\($0)") })
    #expect(session.press(.enter) == [asking("job-0", in: "0")])
    #expect(session.press(.down) == [asking("job-1", in: "1")])
    #expect(session.press(.down) == [])
    #expect(session.press(.down) == [])
    #expect(session.screen.contains("reading the conversation..."))
    #expect(session.read(of: "job-0") == [asking("job-3", in: "3")])
  }

  @Test(
    "of the conversations that were read, those in view stay in memory, and the others are asked for again")
  func forgotten() {
    var session = Session((0..<3).map { talked("job-\($0)", addedAgo: Double($0), in: "\($0)") })
    session.press(.enter)
    session.read(of: "job-0")
    session.press(.down)
    session.read(of: "job-1")
    #expect(session.state.conversations.keys.map(\.id.rawValue) == ["job-1"])
    #expect(session.press(.up) == [asking("job-0", in: "0")])
  }

  @Test("a job that was appended outdates the conversation when it completes, and not before")
  func appended() {
    var session = Session([talked()])
    session.press(.enter)
    session.read()
    let more = job("more", .scheduled, addedAgo: 1, conversation: "581")
    #expect(session.send(.updates([.job(more)])) == [])
    #expect(session.send(.updates([.job(talked())])) == [])
    let completed = more.seeing(.completed)
    #expect(session.send(.updates([.job(completed)])) == [asking("talk"), .ended([completed])])
  }

  @Test("a job that is tracked no more has nothing kept of it")
  func untracked() {
    var session = Session([talked()])
    session.press(.enter)
    session.read()
    session.receive(.removed(jobKey("talk")))
    #expect(session.state.conversations.isEmpty)
  }

  @Test("a conversation that could not be kept is shown, and that is said")
  func notKept() {
    var session = Session([talked()])
    session.press(.enter)
    session.read(keepingTrouble: .cannotWrite(reason: "disk full"))
    #expect(session.screen.contains("Planning"))
    #expect(session.screen.newsRow.contains("is not kept"))
  }
}

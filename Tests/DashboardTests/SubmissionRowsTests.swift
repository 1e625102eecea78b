import Dashboard
import JobTracking
import Terminal
import Testing

/// What the screen says of submissions under way.
@Suite struct SubmissionRowsTests {
  private func dashboard(
    _ stages: Submitter.Stage..., label: String = "call.wav", size: Int64? = 2 << 30,
    glyphs: GlyphSet = .unicode
  ) -> Session {
    var session = Session(manyJobs(3), glyphs: glyphs)
    for (index, stage) in stages.enumerated() {
      session.send(
        .submissionStage(
          number: index + 1, PendingSubmission(label: "\(index + 1)-\(label)", size: size, stage: stage)))
    }
    return session
  }

  @Test("a file that is sent has a bar, and it grows")
  func bar() {
    var session = dashboard(.sending(bytes: 1 << 30))
    #expect(
      session.screen.row(with: "call.wav")
        == "↑ 1-call.wav  [██████████░░░░░░░░░░] 50 % of 2.0 GiB")
    session.send(
      .submissionStage(
        number: 1, PendingSubmission(label: "1-call.wav", size: 2 << 30, stage: .sending(bytes: 2 << 30))))
    #expect(session.screen.row(with: "call.wav")?.contains("[████████████████████] 100 %") == true)
    #expect(session.screen.style(of: "1-call.wav") == Style(.accent))
  }

  @Test("ASCII terminals have an ASCII bar")
  func ascii() {
    let session = dashboard(.sending(bytes: 1 << 30), glyphs: .ascii)
    #expect(
      session.screen.row(with: "call.wav") == "^ 1-call.wav  [##########----------] 50 % of 2.0 GiB")
  }

  @Test(
    "what is not being sent says what it waits for",
    arguments: [
      (.queued, "waits for its turn"), (.waiting(running: 2), "waits until a job ends (2 running)"),
      (.waiting(running: 0), "waits: the account has as many jobs as it may have"),
    ] as [(Submitter.Stage, String)])
  func waiting(stage: Submitter.Stage, words: String) {
    #expect(dashboard(stage).screen.row(with: "call.wav") == "↑ 1-call.wav  \(words)")
  }

  @Test("a text has no bar")
  func text() {
    let session = dashboard(.sending(bytes: 0), label: "Hello", size: nil)
    #expect(session.screen.row(with: "Hello") == "↑ 1-Hello  is being sent")
  }

  @Test("the rows are in the order of submission, below the table, and go when their submission is over")
  func rows() {
    var session = dashboard(.sending(bytes: 0), .queued)
    let rows = session.screen.rows
    #expect(rows[rows.count - 4].hasPrefix("↑ 1-call.wav"))
    #expect(rows[rows.count - 3].hasPrefix("↑ 2-call.wav"))
    session.send(.submitted(jobKey("job-1"), number: 1))
    #expect(!session.screen.contains("1-call.wav"))
    #expect(session.screen.contains("2-call.wav"))
    session.send(.submissionEnded(number: 2))
    #expect(!session.screen.contains("call.wav"))
  }

  @Test("more than fit are counted")
  func many() {
    let session = dashboard(.sending(bytes: 0), .queued, .queued, .queued, .queued)
    let rows = session.screen.rows
    #expect(rows[rows.count - 4].hasPrefix("↑ 2-call.wav"))
    #expect(rows[rows.count - 3] == "↑ and 3 more")
  }

  @Test("a long name gives way to how far it is, and nothing of a name reaches the terminal raw")
  func longNames() {
    let long = dashboard(.waiting(running: 2), label: String(repeating: "long ", count: 40))
    #expect(long.screen.row(with: "1-long")?.hasSuffix("…  waits until a job ends (2 running)") == true)
    let hostile = dashboard(.queued, label: "\u{1B}[2J")
    #expect(hostile.screen.row(with: "waits for its turn")?.contains("\\e[2J") == true)
  }
}

/// `q` while something is being submitted.
@Suite struct LeavingWhileSubmittingTests {
  private func submitting(_ count: Int) -> Session {
    var session = Session(manyJobs(3))
    for number in 1...count {
      session.send(
        .submissionStage(number: number, PendingSubmission(label: "a", size: nil, stage: .queued)))
    }
    return session
  }

  @Test("the first q warns, the second quits", arguments: [Key.character("q"), .control("c")])
  func warned(key: Key) {
    var session = submitting(1)
    #expect(session.press(key).isEmpty)
    #expect(session.screen.newsRow.contains("A submission is under way"))
    #expect(session.press(key) == [.quit])
  }

  @Test("another key takes the warning back")
  func stays() {
    var session = submitting(2)
    session.press(.character("q"))
    #expect(session.screen.newsRow.contains("2 submissions are under way"))
    session.press(.character("j"))
    #expect(session.press(.character("q")).isEmpty)
  }

  @Test("with nothing under way q quits at once")
  func free() {
    var session = submitting(1)
    session.send(.submitted(jobKey("job-1"), number: 1))
    #expect(session.press(.character("q")) == [.quit])
  }
}

/// `Tab` on a path.
@Suite struct PathCompletionKeyTests {
  private func typed(_ text: String) -> Session {
    var session = Session()
    session.press(.character("A"))
    session.type(text)
    return session
  }

  @Test("Tab asks for what the path may go on to, and takes the only one")
  func only() {
    var session = typed("/tmp/ca")
    #expect(session.press(.tab) == [.completePath("/tmp/ca")])
    session.send(.pathCompletions(of: "/tmp/ca", ["/tmp/call.wav"]))
    #expect(session.state.prompt?.editor.text == "/tmp/call.wav")
    #expect(session.press(.enter) == [.submit("/tmp/call.wav", number: 1)])
  }

  @Test("of several it takes what they share, and shows them")
  func several() {
    var session = typed("/tmp/c")
    session.press(.tab)
    session.send(.pathCompletions(of: "/tmp/c", ["/tmp/call-1.wav", "/tmp/call-2.wav", "/tmp/calls/"]))
    #expect(session.state.prompt?.editor.text == "/tmp/call")
    #expect(session.screen.contains("call-1.wav"))
    #expect(session.screen.contains("call-2.wav"))
    session.type("s")
    #expect(!session.screen.contains("call-1.wav"))
  }

  @Test("none is said, and what was typed stays")
  func none() {
    var session = typed("/tmp/zzz")
    session.press(.tab)
    session.send(.pathCompletions(of: "/tmp/zzz", []))
    #expect(session.state.prompt?.editor.text == "/tmp/zzz")
    #expect(session.screen.contains("There is no file whose path starts so."))
  }

  @Test("an answer that comes after more was typed changes nothing")
  func late() {
    var session = typed("/tmp/c")
    session.press(.tab)
    session.type("x")
    session.send(.pathCompletions(of: "/tmp/c", ["/tmp/call.wav"]))
    #expect(session.state.prompt?.editor.text == "/tmp/cx")
    session.press(.escape, .character("a"))
    session.send(.pathCompletions(of: "/tmp/c", []))
    #expect(session.state.prompt?.problem == nil)
  }
}

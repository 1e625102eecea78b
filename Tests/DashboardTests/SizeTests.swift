import Dashboard
import JobAPI
import JobTracking
import Terminal
import Testing

/// Every screen can be drawn, and the usual ones can be read.
@Suite struct SizeTests {
  enum Opened: CaseIterable { case table, prompt, detail, conversation, help }

  private static func session(_ jobCount: Int, _ opened: Opened) -> Session {
    let labels = ["", "Monday call", "漢字の会議", String(repeating: "long label ", count: 20)]
    let jobs = manyJobs(jobCount).enumerated().map { index, job in
      var job = index.isMultiple(of: 5) ? job.troubled(.serverError(status: 502)) : job
      job.label = labels[index % labels.count]
      return job
    }
    var session = Session(jobs, offering: ["offer-1"])
    switch opened {
    case .table: break
    case .prompt:
      session.press(.character("a"))
      session.type("job-1 漢字 " + String(repeating: "x", count: 90))
    case .detail: session.press(.enter)
    case .conversation:
      session.receive(.job(job("talk", .completed, addedAgo: 0, conversation: "581")))
      session.send(.tracked([jobKey("talk")], alreadyTracked: []))
      session.press(.enter, .enter)
      session.read(talk(messages: 30), of: "talk")
      session.press(.pageDown)
    case .help: session.press(.character("?"), .end)
    }
    return session
  }

  /// Draws at a size and says what is wrong with the drawing, if anything.
  private static func fault(_ session: inout Session, _ columns: Int, _ rows: Int) -> String? {
    let size = Size(columns: columns, rows: rows)
    session.send(.resized(size))
    let canvas = session.state.view()
    _ = session.state.nextTick
    guard canvas.size == size, canvas.rows.count == rows else { return "\(columns)x\(rows): another size" }
    guard canvas.rows.allSatisfy({ $0.count == columns }) else { return "\(columns)x\(rows): ragged" }
    if let cursor = canvas.cursor, !(0..<columns).contains(cursor.column) || !(0..<rows).contains(cursor.row)
    {
      return "\(columns)x\(rows): cursor outside"
    }
    return nil
  }

  @Test("every size from 0x0 to 130x45 is drawn whole", arguments: Opened.allCases)
  func everySize(opened: Opened) {
    // Each size is drawn with one of the lists, neighbours with different ones.
    var sessions = [0, 1, 3, 200].map { Self.session($0, opened) }
    for rows in 0...45 {
      for columns in 0...130 {
        let index = (rows * 3 + columns) % sessions.count
        if let fault = Self.fault(&sessions[index], columns, rows) { Issue.record(Comment(rawValue: fault)) }
      }
    }
  }

  @Test(
    "the sizes where the layout changes are drawn whole with any number of jobs",
    arguments: [0, 1, 3, 200], Opened.allCases)
  func turningPoints(jobCount: Int, opened: Opened) {
    var session = Self.session(jobCount, opened)
    for rows in [0, 1, 2, 3, 4, 9, 10, 11, 17, 18, 19, 24, 45] {
      for columns in [0, 1, 2, 39, 40, 41, 52, 53, 54, 59, 60, 61, 73, 74, 75, 80, 130] {
        if let fault = Self.fault(&session, columns, rows) { Issue.record(Comment(rawValue: fault)) }
      }
    }
  }

  @Test("status, label, counts, health and how to go on can be read", arguments: [roomy, small])
  func essentials(size: Size) {
    var session = Session(
      [
        job("id-1", .inProgress, label: "Monday", addedAgo: 1, statusAgo: 185),
        job("id-2", .failed, label: "Tuesday", addedAgo: 2), job("id-3", .completed, addedAgo: 3),
      ], size: size)
    session.receive(.service(.answering(seconds: 0)))
    let screen = session.screen
    #expect(screen.rows[0].hasPrefix("jobwatch"))
    #expect(screen.rows[0].hasSuffix("API: ok"))
    #expect(screen.rows[1].hasPrefix("3 jobs"))
    #expect(screen.row(with: "▸ in progress")?.contains("Monday") == true)
    #expect(screen.row(with: "▸ in progress")?.contains("3m05s") == true)
    #expect(screen.row(with: "✗ failed")?.contains("Tuesday") == true)
    #expect(screen.row(with: "✓ completed")?.contains("14:02:05") == true)
    #expect(screen.hintsRow.hasPrefix("a add"))
  }

  @Test("a job without a label is known by its id", arguments: [roomy, small])
  func idInsteadOfLabel(size: Size) {
    let session = Session([job("id-1", label: "Monday"), job("id-2", addedAgo: 700)], size: size)
    #expect(session.screen.contains("id-2"))
  }

  @Test("a 36-character id is whole at 80 columns while no label needs the room")
  func wholeID() {
    let id = "9b1deb4d-3b7d-4bad-9bdd-2b0d7b3dcb6d"
    #expect(Session([job(id)], size: Size(columns: 100, rows: 24)).screen.contains(id))
  }

  @Test("a cut id keeps both ends")
  func cutID() {
    let id = "9b1deb4d-3b7d-4bad-9bdd-2b0d7b3dcb6d"
    let row = Session([job(id)], size: small).screen.row(with: "in progress")
    #expect(row?.contains("9b1d") == true)
    #expect(row?.contains("cb6d") == true)
  }

  @Test("an empty table says that nothing is tracked and how to begin", arguments: [roomy, small])
  func empty(size: Size) {
    let screen = Session(size: size).screen
    #expect(screen.contains("No jobs are tracked yet."))
    #expect(screen.contains("Press a and give a job id"))
  }
}

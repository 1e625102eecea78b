import Dashboard
import JobAPI
import JobTracking
import Terminal
import Testing

/// Scrolling the detail pane on the whole screen.
@Suite struct DetailScrollTests {
  private func reading(_ messages: Int = 100, size: Size = small) -> Session {
    var session = Session([talked()] + manyJobs(3), size: size)
    session.send(.tracked([jobKey("talk")], alreadyTracked: []))
    session.press(.enter, .enter)
    session.read(talk(messages: messages))
    session.press(.left)  // no notice is left on the screen
    return session
  }

  /// What stands below the title of the pane.
  private func body(_ session: Session) -> [String] {
    let rows = session.screen.rows
    return Array(rows[3..<(rows.count - 2)])
  }

  @Test("line by line every line passes, each once, down to the last and no further")
  func lineByLine() {
    var session = reading(20)
    var lines = body(session)
    for _ in 0..<100 {
      let before = body(session)
      session.press(.character("j"))
      guard body(session) != before else { break }
      #expect(body(session).dropLast() == before.dropFirst())
      lines.append(body(session).last ?? "")
    }
    #expect(lines.last?.hasPrefix(" Added") == true)
    for number in 0..<20 { #expect(lines.filter { $0.hasSuffix(": message \(number)") }.count == 1) }
    let end = body(session)
    session.press(.home, .end)
    #expect(body(session) == end)
  }

  @Test(
    "every way down has its way back",
    arguments: [
      (Key.character("j"), Key.character("k")), (.down, .up), (.pageDown, .pageUp),
      (.control("d"), .control("u")),
    ])
  func thereAndBack(down: Key, up: Key) {
    var session = reading()
    let top = body(session)
    session.press(down, times: 5)
    #expect(body(session) != top)
    session.press(up, times: 5)
    #expect(body(session) == top)
    session.press(up)
    #expect(body(session) == top)
  }

  @Test("a page goes on where the last one ended")
  func pages() {
    var session = reading()
    let first = body(session)
    session.press(.pageDown)
    let second = body(session)
    session.press(.home)
    session.press(.character("j"), times: first.count)
    #expect(body(session) == second)
  }

  @Test("the selected job stays while the pane scrolls")
  func selection() {
    var session = reading()
    session.press(.down, .pageDown, .end, .home)
    #expect(session.selected == "talk")
  }

  @Test("no update moves what is read", arguments: [roomy, small])
  func updates(size: Size) {
    var session = reading(size: size)
    session.press(.pageDown, times: 3)
    let before = body(session)
    session.receive(
      .job(job("new", addedAgo: 0)), .removed(jobKey("job-1")), .job(talked()), .service(.trouble(.timedOut)))
    session.send(.tick)
    #expect(body(session) == before)
  }

  @Test("a conversation that arrives comes in above what is read of the history")
  func arrival() {
    var probe = job("talk", .scheduled, statusAgo: 60, conversation: "581")
    for ago in (1...30).reversed() {
      probe.see(ago.isMultiple(of: 2) ? .inProgress : .scheduled, ago: Double(ago))
    }
    probe.see(.completed)
    var session = Session([probe], size: small)
    session.press(.enter, .enter, .end, .up, .up)
    let before = body(session)
    session.read(talk(messages: 100))
    #expect(body(session) == before)
    session.press(.up, times: 90)
    #expect(body(session).contains { $0.contains(": message ") })
  }

  @Test("a new change of status comes in above what is read of the history")
  func history() {
    var probe = job("probe", .scheduled, statusAgo: 60)
    for ago in (1...30).reversed() {
      probe.see(ago.isMultiple(of: 2) ? .inProgress : .scheduled, ago: Double(ago))
    }
    var session = Session([probe], size: small)
    session.press(.enter, .enter, .end, .up, .up)
    // What was last heard is told below the history.
    let before = body(session).filter { $0.contains("was") }
    session.receive(.job(probe.seeing(.inProgress)))
    #expect(body(session).filter { $0.contains("was") } == before)
  }

  @Test("another job is read from its top")
  func otherJob() {
    var session = Session([talked(), talked("other", addedAgo: 601, in: "582")], size: small)
    session.press(.enter, .enter)
    session.read(talk(messages: 100))
    session.press(.end)
    session.press(.character("d"))
    session.read(talk(messages: 100), of: "other")
    #expect(session.selected == "other")
    #expect(body(session).first?.contains("Job id") == true)
  }

  @Test("after a resize the next key scrolls from what is seen")
  func resize() {
    var session = reading(size: small)
    session.press(.end)
    session.send(.resized(Size(columns: 80, rows: 30)))
    let first = body(session).first
    session.press(.up)
    #expect(body(session)[1] == first)
  }

  @Test("ten thousand messages scroll and are drawn at once")
  func large() {
    var session = reading(10_000, size: Size(columns: 130, rows: 45))
    let clock = ContinuousClock()
    let time = clock.measure {
      for _ in 0..<20 {
        session.press(.end, .pageUp, .character("k"), .home, .pageDown)
        _ = session.state.view()
      }
    }
    // Formatting all of them would take tens of seconds in a debug build.
    #expect(time < .seconds(5))
    session.press(.end)
    #expect(body(session).contains { $0.contains("message 9999") })
  }

  @Test("a megabyte in one line is drawn and scrolled like any other message, and nothing of it is lost")
  func megabyte() {
    var session = reading(1, size: roomy)
    let words = (0..<150_000).map { "w\($0)" }.joined(separator: " ")
    session.read(talk(messages: 1) { _ in words })
    let time = ContinuousClock().measure {
      for _ in 0..<20 {
        session.press(.end, .pageUp, .home, .pageDown)
        _ = session.state.view()
      }
    }
    // Wrapping all of it takes seconds each time in a debug build.
    #expect(time < .seconds(5))
    session.press(.end)
    #expect(body(session).contains { $0.contains("w149999") })
    session.press(.home)
    var seen: [Int] = []
    for _ in 0..<60 {
      for row in body(session) {
        seen += row.split(separator: " ").compactMap { $0.first == "w" ? Int($0.dropFirst()) : nil }
      }
      session.press(.pageDown)
    }
    #expect(seen == Array(0..<seen.count))
    #expect(seen.count > 5_000)
  }

  @Test("the keys of the whole screen are in the footer")
  func hints() {
    #expect(reading().screen.hintsRow == "Esc back  j scroll  G end  ? help")
  }
}

import Dashboard
import Foundation
import JobAPI
import JobTracking
import Terminal
import TestTools
import Testing

@Suite struct TimelineTests {
  /// A job that waited, ran, and came to its last status, so many seconds ago each.
  private func job(
    _ id: String, queued: Double, ran: Double, _ end: JobStatus?, ago: Double = 0
  ) -> TrackedJob {
    var job = TrackedJob(key: jobKey(id), addedAt: testNow.addingTimeInterval(-queued))
    for (status, ago) in [(JobStatus.scheduled, queued), (.inProgress, ran)] {
      let instant = testNow.addingTimeInterval(-ago)
      job.answered(
        StatusTransition(from: job.status, to: status, earliest: instant, seenAt: instant), at: instant)
    }
    guard let end else { return job }
    let instant = testNow.addingTimeInterval(-ago)
    job.answered(
      StatusTransition(from: .inProgress, to: end, earliest: instant, seenAt: instant), at: instant)
    return job
  }

  private var board: [TrackedJob] {
    [
      job("runs", queued: 10, ran: 4, nil), job("done", queued: 15, ran: 12, .completed, ago: 5),
      job("sad", queued: 20, ran: 18, .failed, ago: 9),
    ]
  }

  private func session(_ jobs: [TrackedJob], size: Size = small, glyphs: GlyphSet = .unicode) -> Session {
    var session = Session(jobs, size: size, glyphs: glyphs)
    session.press(.character("t"))
    return session
  }

  @Test("t shows when jobs waited and ran, up to now at the right, with other marks for each; Esc goes back")
  func bars() {
    var session = Session(board, size: small)
    let table = session.screen.rows
    session.press(.character("t"))
    #expect(session.state.timeline?.step == 1)
    #expect(
      Array(session.screen.rows[2...5]) == [
        "  ▱queue ▰run      |14:02:45         now", "  ▸ runs                     ▱▱▱▱▱▱▰▰▰▰▸",
        "  ✓ done                ▱▱▱▰▰▰▰▰▰▰✓", "  ✗ sad            ▱▱▰▰▰▰▰▰▰▰▰✗",
      ])
    #expect(session.screen.newsRow == "runs: waited 6s, running since 14:03:01")
    #expect(session.screen.style(of: "▱", inRowWith: "done")?.color == .scheduled)
    #expect(session.screen.style(of: "▰", inRowWith: "done")?.color == .running)
    #expect(session.screen.style(of: "✗", inRowWith: "sad")?.color == .failed)
    // Under the cursor, too.
    #expect(session.screen.style(of: "runs", inRowWith: "▱▱▱▱▱▱▰")?.attributes.contains(.reverse) == true)
    #expect(session.screen.style(of: "▱", inRowWith: "  ▸ runs")?.color == .scheduled)
    #expect(session.screen.style(of: "▰", inRowWith: "  ▸ runs")?.color == .running)
    session.press(.escape)
    #expect(session.screen.rows == table)
  }

  @Test("ASCII has marks of its own")
  func ascii() {
    let session = session(board, glyphs: .ascii)
    #expect(session.screen.row(with: "done") == "  + done                ---#######+")
    let isASCII = session.screen.rows.joined().allSatisfy { $0.isASCII }
    #expect(isASCII)
  }

  @Test("the present stays at the right as time goes by, and the bars with it")
  func present() {
    var session = session(board)
    let before = session.screen.row(with: "done")
    #expect(session.state.nextTick == testNow.addingTimeInterval(1))
    session.now = testNow.addingTimeInterval(3)
    session.send(.tick)
    #expect(session.screen.row(with: "runs")?.hasSuffix("▱▱▱▱▱▱▰▰▰▰▰▰▰▸") == true)
    #expect(session.screen.row(with: "done") == before?.replacingOccurrences(of: "done   ", with: "done"))
  }

  @Test("one wake-up a column, and none when all in view have ended, or the past is shown")
  func ticks() throws {
    var session = session(board)
    session.press(.character("-"), times: 4)
    #expect(session.state.timeline?.step == 15)
    // 14:03:05 is 10 s before the next quarter of a minute.
    #expect(session.state.nextTick == testNow.addingTimeInterval(10))
    session.press(.left)
    #expect(session.state.nextTick == nil)
    session.press(.right)
    session.receive(.job(board[0].seeing(.completed)))
    #expect(session.state.nextTick == nil)
    #expect(!session.screen.rows[2].hasSuffix("now"))
  }

  @Test("h and l scroll by a quarter, to the present at most; what is out of view is pointed to")
  func scroll() {
    var session = session(board)
    session.press(.character("h"), times: 4)
    #expect(session.screen.row(with: "runs")?.hasSuffix("             >") == true)
    session.press(.character("l"), times: 4)
    #expect(session.state.timeline?.end == nil)
    #expect(session.screen.rows[2].hasSuffix("now"))
    session.now = testNow.addingTimeInterval(100)
    session.send(.tick)
    #expect(session.screen.row(with: "done") == "  ✓ done       <")
  }

  @Test("+ and - zoom, and say how much time there is; = shows all of it")
  func zoom() {
    let old = job("old", queued: 7_200, ran: 7_000, .completed, ago: 3_000)
    var session = session(board + [old])
    #expect(session.state.timeline?.step == 1)
    session.press(.character("+"))
    #expect(session.screen.newsRow == "It goes no further.")
    session.press(.character("-"))
    #expect(session.screen.newsRow == "A column is 2s, all of them 50s.")
    session.press(.character("="))
    #expect(session.state.timeline?.step == 300)
    #expect(session.screen.row(with: "old")?.contains("▰✓") == true)
    session.press(.escape, .character("+"))
    #expect(session.screen.newsRow == "Zooming is for the timeline: t shows it.")
  }

  @Test("cursor, marks, filter and sorting are those of the table")
  func sameRows() {
    var session = Session(manyJobs(60))
    session.press(.character("s"), .character("j"), .character("j"), .character(" "), .character("/"))
    session.type("job-1")
    session.press(.enter)
    let (selected, rows) = (session.selected, session.state.keys(inRows: 0..<60))
    let first = session.state.firstRow
    session.press(.character("t"))
    #expect(session.selected == selected)
    #expect(session.state.keys(inRows: 0..<60) == rows)
    #expect(session.state.firstRow == first)
    #expect(session.screen.rows[1].hasSuffix("Esc Esc shows all"))
    session.press(.escape)
    #expect(session.screen.rows[1].hasSuffix("Esc shows all"))
    #expect(session.state.timeline == nil)
    session.press(.character("t"), .down)
    session.press(.character("t"))
    #expect(
      session.selected == session.state.keys(inRows: 0..<60).dropFirst(1).first?.id.rawValue
        || session.selected != nil)
    #expect(session.selected != selected)
  }

  @Test(
    "a job that was submitted from here was there before it was first seen, and one never seen is told apart")
  func unseen() {
    var late = TrackedJob(
      key: jobKey("late"), conversation: ConversationID("1"), addedAt: testNow.addingTimeInterval(-10))
    late.see(.inProgress, ago: 4)
    let new = TrackedJob(key: jobKey("new"), addedAt: testNow.addingTimeInterval(-5))
    let session = session([late, new])
    #expect(session.screen.row(with: " late")?.hasSuffix(" ······▰▰▰▰▸") == true)
    #expect(session.screen.row(with: " new")?.hasSuffix(" ·····-") == true)
  }

  @Test(
    "ticks are at round local times, apart from each other, with dates at midnight",
    arguments: [40, 80, 120, 200], [0, 4, 6, 9, 12, 14, 17])
  func axis(columns: Int, zoom: Int) throws {
    var session = session(board, size: Size(columns: columns, rows: 12))
    session.press(.character("-"), times: zoom)
    let row = session.screen.rows[2]
    #expect(row.columns <= columns)
    let labels = row.split(separator: "|").dropFirst().map { $0.trimmingCharacters(in: .whitespaces) }
    #expect(!labels.isEmpty || columns == 40)
    let form = /([0-9]{2}:[0-9]{2}(:[0-9][05])?|[0-9]{1,2} [A-Z][a-z]{2}( [0-9]{4})?)( +now)?/
    for label in labels { #expect(label.wholeMatch(of: form) != nil, "\(label)") }
  }

  @Test("days of another year have their year, also where all of the axis is in it, and no two labels touch")
  func years() {
    var session = session(board, size: Size(columns: 120, rows: 12))
    session.press(.character("-"), times: 19)
    let labels = { (session: Session) in
      session.screen.rows[2].split(separator: "|").dropFirst().map {
        $0.replacing("now", with: "").trimmingCharacters(in: .whitespaces)
      }
    }
    let both = labels(session)
    #expect(both.contains { $0.hasSuffix(" 2025") } && both.contains { !$0.contains("20") }, "\(both)")
    session.press(.left, times: 12)
    let past = labels(session)
    #expect(
      !past.isEmpty && past.allSatisfy { $0.wholeMatch(of: /[0-9]{1,2} [A-Z][a-z]{2} 202[0-9]/) != nil },
      "\(past)")
  }

  @Test(
    "where clocks differ from UTC by half an hour, ticks are at round times all the same",
    arguments: [5.5, -3.5, 0.75, -11])
  func halfHour(hours: Double) throws {
    var session = Session(board, size: roomy) { utc($0.addingTimeInterval(hours * 3_600)) }
    session.press(.character("t"))
    session.press(.character("-"), times: 12)
    let row = session.screen.rows[2]
    let labels = row.matches(of: /\|([0-9]{2}):([0-9]{2})/)
    #expect(!labels.isEmpty)  // one may be a date, at midnight
    for label in labels { #expect(label.2 == "00", "\(row)") }
  }

  @Test("any jobs can be drawn on any screen at any zoom", arguments: 1...6 as ClosedRange<UInt64>)
  func anything(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    for _ in 0..<40 {
      let size = Size(
        columns: Int.random(in: 40...200, using: &generator), rows: Int.random(in: 10...40, using: &generator)
      )
      var session = session(manyJobs(Int.random(in: 0...50, using: &generator)), size: size)
      for _ in 0..<10 {
        let key = "+-=hljkGg s".randomElement(using: &generator) ?? "+"
        session.now = session.now.addingTimeInterval(Double.random(in: 0...100_000, using: &generator))
        session.press(.character(key))
        #expect(session.state.view().rows.allSatisfy { $0.count == size.columns })
        if let tick = session.state.nextTick { #expect(tick > session.now) }
      }
    }
  }
}

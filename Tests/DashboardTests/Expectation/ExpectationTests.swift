import Dashboard
import Foundation
import JobAPI
import JobTracking
import Terminal
import Testing

@Suite struct ExpectationTests {
  private static let wide = Size(columns: 120, rows: 24)

  /// A job that began to wait so many seconds ago and runs.
  private func running(_ id: String, _ ago: TimeInterval, kind: String? = nil) -> TrackedJob {
    var job = TrackedJob(key: jobKey(id), kind: kind, addedAt: testNow.addingTimeInterval(-ago))
    job.see(.scheduled, ago: ago)
    job.see(.inProgress, ago: ago * 0.9)
    return job
  }

  /// Past jobs that took from 50 to 200 s, half of them 100 s at most.
  private static let past = [50, 70, 100, 140, 200] as [Double]
  /// As many as it takes to call a job slow; 19 of 20 took 200 s at most.
  private static let enough = (past + past + past + past.dropLast() + [400]).sorted()

  private func session(
    _ jobs: [TrackedJob], _ past: [String?: [Double]] = [nil: past], size: Size = wide,
    glyphs: GlyphSet = .unicode
  ) -> Session {
    var session = Session(jobs, size: size, glyphs: glyphs)
    session.receive(.estimates(past.compactMapValues { DurationEstimate(seconds: $0) }))
    return session
  }

  @Test(
    "a running job has a bar and a range, until its time has come; few past jobs make none slow",
    arguments: [
      (10, "▱▱▱▱▱ 35s-4m"), (25, "▰▱▱▱▱ 20s-4m"), (45, "▰▰▱▱▱ <3m"), (150, "▰▰▰▰▰ <65s"), (213, "▰▰▰▰▰ now"),
      (280, "▰▰▰▰▰ now"), (1_990, "▰▰▰▰▰ now"), (2_010, "▰▰▰▰▰ stuck"),
    ] as [(TimeInterval, String)])
  func stages(seconds: TimeInterval, shown: String) {
    let row = session([running("probe", seconds)]).screen.row(with: "probe")
    #expect(row?.contains("  \(shown)  ") == true, "\(row ?? "no row")")
    #expect(row?.hasPrefix("!") == (seconds > 2_000))
  }

  @Test(
    "with 20 past jobs one is slow that took longer than 19 of them, and stuck at three times the longest",
    arguments: [(199, "slow", false), (201, "slow", true), (1_190, "slow", true), (1_210, "stuck", true)]
      as [(TimeInterval, String, Bool)])
  func enoughPast(seconds: TimeInterval, word: String, isSaid: Bool) {
    let row = session([running("probe", seconds)], [nil: Self.enough]).screen.row(with: "probe")
    #expect(row?.contains("▰▰▰▰▰ \(word)  ") == isSaid, "\(row ?? "no row")")
    let fewer = session([running("probe", seconds)], [nil: Array(Self.enough.dropFirst())])
    #expect(fewer.screen.row(with: "probe")?.contains("slow") == false)
  }

  @Test("slow and stuck are words, and stand out by their colour")
  func style() {
    let session = session([running("front", 10), running("probe", 280)], [nil: Self.enough])
    #expect(session.screen.style(of: "▰▰▰▰▰ slow", inRowWith: "probe")?.color == .warning)
  }

  @Test("a stuck job is told of where it is selected")
  func stuckNews() {
    let session = session([running("probe", 3_000)])
    #expect(
      session.screen.newsRow
        == "! stuck? it has taken 50m00s, and the longest of the last 5 like it took 3m20s")
  }

  @Test("without past jobs of its kind there is no history, and after a day in a status it may be stuck")
  func noHistory() {
    var session = session(
      [running("text", 9, kind: "text"), running("audio", 9, kind: "audio")], ["audio": Self.past])
    #expect(session.screen.row(with: " text ")?.contains("  no history  ") == true)
    #expect(session.screen.row(with: " audio ")?.contains("▱▱▱▱▱ 35s-4m") == true)
    session.receive(.estimates([:]))
    #expect(session.screen.row(with: " audio ")?.contains("no history") == true)
    session.now = testNow.addingTimeInterval(86_500)
    session.send(.tick)
    #expect(session.screen.row(with: " audio ")?.contains("  stuck  ") == true)
  }

  @Test("jobs that have ended, or that nothing is known of, have no expected end")
  func none() {
    let ended = job("done", .completed)
    let session = session([ended, job("new", nil)])
    #expect(session.state.expectation(of: ended) == nil)
    #expect(session.screen.row(with: "done")?.contains("▱") == false)
    #expect(session.screen.row(with: "new")?.contains("▱") == false)
  }

  @Test("of a job whose beginning was not seen only the latest end is told")
  func beginningNotSeen() {
    var session = session([job("probe", .inProgress, addedAgo: 10, statusAgo: 10)])
    #expect(session.screen.row(with: "probe")?.contains(" <4m ") == true)
    session.press(.enter)
    #expect(session.screen.row(with: "Expected end")?.contains("in <4m, before 14:0") == true)
  }

  @Test("the detail pane says it in words")
  func words() {
    var early = session([running("probe", 10)])
    early.press(.enter)
    #expect(
      early.screen.row(with: "Expected end")
        == " Expected end  in 35s-4m, between 14:03:41 and 14:06:29, as 8 in 10 of the last 5 like it")
    var slow = session([running("probe", 280)], [nil: Self.enough])
    slow.press(.enter)
    #expect(
      slow.screen.row(with: "Expected end")
        == " Expected end  slow: it has taken longer than 95 % of the last 20 like it, half of which took 1m43s at most"
    )
  }

  @Test("the column gives way where there is no room, and has marks in ASCII")
  func narrow() {
    for columns in [40, 60, 80] {
      let session = session([running("probe", 10)], size: Size(columns: columns, rows: 24))
      #expect(!session.screen.contains("EXPECTED"))
    }
    let ascii = session([running("probe", 45)], glyphs: .ascii)
    #expect(ascii.screen.row(with: "probe")?.contains("##--- <3m") == true)
  }

  @Test("rows are sorted by when they are expected to end, and again when that changes; ended jobs come last")
  func sort() {
    let jobs = [
      running("long", 5, kind: "long"), running("late", 10, kind: "short"),
      running("soon", 20, kind: "short"),
      job("done", .completed), running("odd", 1, kind: "unknown"),
    ]
    let tenfold = Self.past.map { $0 * 10 }
    var session = session(jobs, ["long": tenfold, "short": Self.past])
    session.press(.character("C"), .down, .down, .down, .down, .down, .character("s"), .escape)
    let shown = { (session: Session) in
      session.state.keys(inRows: 0..<session.state.rowCount).map(\.id.rawValue)
    }
    #expect(shown(session).prefix(3) == ["soon", "late", "long"])
    #expect(Set(shown(session).suffix(2)) == ["done", "odd"])
    session.press(.home)
    let medians = [("long", Self.past), ("short", tenfold)]
    session.receive(
      .estimates(
        Dictionary(uniqueKeysWithValues: medians.map { ($0, DurationEstimate(seconds: $1)) })
          .compactMapValues(\.self)))
    #expect(shown(session).prefix(3) == ["long", "soon", "late"])
    #expect(session.selected == "soon")
  }
}

import Dashboard
import Foundation
import JobAPI
import Terminal
import Testing

@testable import JobTracking

@Suite struct DetailTests {
  private func detail(_ job: TrackedJob, size: Size = roomy) -> ScreenText {
    var session = Session([job], size: size)
    session.press(.enter)
    return session.screen
  }

  private func lived() -> TrackedJob {
    job("probe", .scheduled, label: "Monday call", statusAgo: 120, conversation: "5815170695593136")
      .seeing(.inProgress, ago: 60).seeing(.completed, ago: 10)
  }

  @Test("Enter opens the pane, Esc closes it")
  func openAndClose() {
    var session = Session(manyJobs(3))
    session.press(.enter)
    #expect(session.screen.contains("Job id"))
    #expect(session.screen.contains("STATUS"))
    session.press(.escape)
    #expect(!session.screen.contains("Job id"))
  }

  @Test(
    "Enter on the open pane gives it the whole screen, Enter or Esc goes one step back",
    arguments: [Key.enter, .escape])
  func wholeScreen(key: Key) {
    var session = Session(manyJobs(3))
    session.press(.enter)
    let pane = session.screen.rows
    session.press(.enter)
    #expect(session.screen.contains("Job id"))
    #expect(!session.screen.contains("STATUS"))
    #expect(session.screen.hintsRow.hasPrefix("Esc back"))
    session.press(key)
    #expect(session.screen.rows == pane)
    session.press(.escape)
    #expect(!session.screen.contains("Job id"))
  }

  @Test("Enter in an empty table opens nothing")
  func empty() {
    var session = Session()
    session.press(.enter)
    #expect(!session.state.isDetailOpen)
  }

  @Test("it says who the job is and when it was added")
  func facts() {
    let screen = detail(lived())
    #expect(screen.contains("─ Monday call ─"))
    #expect(screen.contains("Job id        probe"))
    #expect(screen.contains("Status        ✓ completed"))
    #expect(screen.contains("Conversation  5815170695593136"))
    #expect(screen.contains("Added         2026-11-25 13:53:05"))
  }

  @Test("the history is told newest first, with what was before and how exactly that is known")
  func history() throws {
    let rows = detail(lived(), size: Size(columns: 100, rows: 26)).rows
    let first = try #require(rows.firstIndex { $0.contains("History") })
    #expect(rows[first].contains("2026-11-25 14:02:55  ✓ completed, was in progress"))
    #expect(rows[first].contains("50s earlier"))
    #expect(rows[first + 1].contains("2026-11-25 14:02:05  ▸ in progress, was scheduled"))
    #expect(rows[first + 2].contains("2026-11-25 14:01:05  ◌ scheduled"))
    #expect(!rows[first + 2].contains("was"))
  }

  @Test("a change can be read whole at 80 columns")
  func historyFits() {
    #expect(detail(lived()).row(with: "History")?.contains("…") == false)
  }

  @Test("a history longer than its room counts what is left out")
  func longHistory() {
    var probe = job("probe", .scheduled, statusAgo: 100)
    for ago in (1...60).reversed() {
      probe.see(ago.isMultiple(of: 2) ? .inProgress : .scheduled, ago: Double(ago))
    }
    let screen = detail(probe)
    let shown = screen.rows.filter { $0.contains("2026-11-25") && ($0.contains("◌") || $0.contains("▸")) }
      .count
    #expect(shown > 0)
    #expect(screen.contains("and \(probe.history.count - shown) earlier"))
  }

  @Test("what is longer than a row goes on in the next one, and nothing of it is lost")
  func wraps() {
    let sentence = "redirected to https://login.example/a/very/long/way/round, not followed"
    let trouble = JobAPIError.redirected(to: "https://login.example/a/very/long/way/round")
    let screen = detail(job("probe", trouble: trouble), size: Size(columns: 60, rows: 24))
    let text = screen.rows.map { $0.trimmingCharacters(in: .whitespaces) }.joined(separator: " ")
    #expect(text.contains("Trouble       \(sentence) (once)"))
  }

  @Test("the footer says how to close the pane")
  func closeHint() {
    #expect(detail(lived()).hintsRow.contains("Enter whole  Esc close"))
    #expect(Session(manyJobs(1)).screen.hintsRow.contains("Enter detail"))
  }

  @Test("a job without an answer so far says so")
  func noHistory() {
    let screen = detail(job("probe", nil))
    #expect(screen.contains("Status        - not known"))
    #expect(screen.contains("no status seen yet"))
  }

  @Test("trouble is told with how often it came in a row, and the status stays", arguments: [1, 3])
  func trouble(times: Int) {
    var probe = job("probe")
    for _ in 0..<times { probe.wentUnanswered(.serverError(status: 502), at: testNow) }
    let screen = detail(probe)
    let often = times == 1 ? "(once)" : "(3 times in a row)"
    #expect(screen.row(with: "Trouble")?.contains("the service answered 502 \(often)") == true)
    #expect(screen.contains("Status        ▸ in progress"))
  }

  @Test("what is odd about a job is told in a sentence")
  func odd() {
    let back = detail(job("probe", .completed).seeing(.inProgress))
    #expect(back.contains("Odd           the service had called it completed, and then in progress"))
    let waits = detail(job("probe", .inProgress).seeing(.scheduled))
    #expect(waits.contains("Odd           it had begun, and then waited for its turn again"))
    #expect(
      detail(job("probe", .unrecognized("paused"))).contains("Odd           a status that this version"))
    var flapping = job("probe", .scheduled)
    for status in [JobStatus.inProgress, .scheduled, .inProgress, .scheduled] { flapping.see(status) }
    #expect(detail(flapping).contains("it goes back and forth: 3 times to a status it had left"))
    #expect(!detail(job("probe")).contains("Odd"))
  }

  @Test("what is odd about a job is named in its row, and said below of the selected one")
  func oddInTable() {
    let back = job("back", .completed).seeing(.inProgress)
    let waits = job("waits", .inProgress, addedAgo: 700).seeing(.scheduled)
    var flaps = job("flaps", .scheduled, addedAgo: 800)
    for status in [JobStatus.inProgress, .scheduled, .inProgress, .scheduled] { flaps.see(status) }
    let screen = Session([back, waits, flaps, job("lost", addedAgo: 900, trouble: .notFound)]).screen
    #expect(screen.row(with: "back ")?.hasSuffix("came back") == true)
    #expect(screen.row(with: "waits ")?.hasSuffix("went back") == true)
    #expect(screen.row(with: "flaps ")?.hasSuffix(" flaps") == true)
    #expect(screen.row(with: "lost ")?.hasSuffix("not found") == true)
    #expect(screen.newsRow == "! the service had called it completed, and then in progress")
  }

  @Test("a job that the service does not know says what to do, and how rarely it is asked")
  func notFound() {
    var lost = job("lost", trouble: .notFound)
    lost.nextCheck = NextCheck(at: testNow.addingTimeInterval(300), reason: .notFound)
    let screen = detail(lost, size: Size(columns: 120, rows: 24))
    #expect(
      screen.contains("Trouble       the service does not know this id; check it, or untrack the job (once)"))
    #expect(screen.contains("Next check    in 5m00s: the service does not know it, so it is asked rarely"))
  }

  @Test("the service's time of a change is told where its clock differs from ours", arguments: [0, 3600])
  func serverTime(ahead: Double) {
    var probe = job("probe", nil)
    probe.answered(
      probe.transition(to: .completed, at: testNow, serverDate: testNow.addingTimeInterval(ahead)),
      at: testNow)
    let row = detail(probe).row(with: "History")
    #expect(row?.contains("(service: 2026-11-25 15:03:05)") == (ahead > 0))
  }

  @Test("on the smallest screen the pane shows id, status and the latest change")
  func smallest() {
    let screen = detail(job("probe", .scheduled, statusAgo: 9).seeing(.failed), size: small)
    #expect(screen.contains("Job id        probe"))
    #expect(screen.contains("Status        ✗ failed"))
    #expect(screen.row(with: "History")?.contains("14:03:05 ✗ failed") == true)
  }

  @Test("on a roomy screen the table stays above the pane")
  func tableAbove() {
    var session = Session(manyJobs(30))
    session.press(.enter)
    #expect(session.screen.rows[2].contains("STATUS"))
    #expect(session.screen.selectedRow?.contains("job-0") == true)
  }
}

import Foundation
import JobAPI
import Testing

@testable import Dashboard
@testable import JobTracking

/// What the detail pane says of the next check.
@Suite struct NextCheckTests {
  /// The line of a job that began ten minutes ago, with its detail open.
  private func line(
    _ reason: CheckReason, in seconds: TimeInterval = 12, _ status: JobStatus = .inProgress,
    hold: ServiceHold<Date>? = nil
  ) -> String? {
    var tracked = job("job-1", status, addedAgo: 600, statusAgo: 600)
    tracked.nextCheck = NextCheck(at: testNow.addingTimeInterval(seconds), reason: reason)
    var session = Session([tracked], size: .init(columns: 120, rows: 24))
    if let hold { session.receive(.hold(hold)) }
    session.press(.enter)
    return session.screen.row(with: "Next check")?.replacing("Next check", with: "").trimmingCharacters(
      in: .whitespaces)
  }

  @Test(
    "it says when, and why then",
    arguments: [
      (.young, "in 12s: young jobs are asked about often"),
      (.aging, "in 12s: the longer it lasts, the more seldom"),
      (
        .expected(540...720, learnedFrom: 8),
        "in 12s: 8 like it let one expect its end between 14:02:05 and 14:05:05"
      ),
      (.expected(54...72, learnedFrom: 8), "in 12s: it has taken longer than nearly all of 8 like it"),
      (.retrying(failures: 1), "in 12s: it was asked about in vain"),
      (.retrying(failures: 3), "in 12s: asked about in vain 3 times in a row"),
      (.notKnownYet, "in 12s: a new job may take a moment to be known"),
      (.notFound, "in 12s: the service does not know it, so it is asked rarely"),
    ] as [(CheckReason, String)])
  func reasons(reason: CheckReason, text: String) {
    #expect(line(reason) == text)
  }

  @Test("one that is due is being asked about or waits for its turn, whatever the reason was")
  func due() {
    #expect(line(.aging, in: -3) == "now: it is being asked about, or waits for its turn")
    var session = Session([job("job-1")], size: .init(columns: 120, rows: 24))
    session.press(.enter)
    #expect(
      session.screen.row(with: "Next check")?.hasSuffix("now: no answer has come yet since the start") == true
    )
  }

  @Test("what holds the whole service comes first")
  func holds() {
    #expect(line(.young, hold: .resting)?.hasPrefix("when you have signed in: ") == true)
    #expect(
      line(.young, hold: .asked(until: testNow.addingTimeInterval(30)))
        == "not before 14:03:35: the service has asked to wait")
    #expect(line(.young, hold: .asked(until: testNow))?.hasPrefix("in 12s: ") == true)
    #expect(
      line(.young, hold: .unreachable(probe: testNow.addingTimeInterval(5)))
        == "once the service can be reached; it is tried again at 14:03:10")
  }

  @Test("after a wait those that are due wait for one question, the others do not")
  func trying() {
    let hold = ServiceHold.trying(next: testNow.addingTimeInterval(5))
    #expect(
      line(.aging, in: -3, hold: hold)
        == "once one question is answered, as the service had asked to wait; another one is tried at 14:03:10"
    )
    #expect(line(.aging, hold: hold)?.hasPrefix("in 12s: ") == true)
  }

  @Test("where another jobwatch asks that is said, except of a job that has ended")
  func elsewhere() {
    #expect(
      line(.young, hold: .elsewhere) == "by another jobwatch that has this store open; r has it check now")
    #expect(line(.retrying(failures: 1), .failed, hold: .elsewhere) == "in 12s: it was asked about in vain")
  }

  @Test("a job that has ended is not asked about, unless somebody wants it; then until an answer comes")
  func ended() {
    var session = Session([job("job-1", .completed)])
    session.press(.enter)
    #expect(session.screen.row(with: "Last answer")?.hasSuffix("; it has ended, r asks once more") == true)
    #expect(!session.screen.contains("Next check"))
    #expect(line(.retrying(failures: 1), .completed) == "in 12s: it was asked about in vain")
  }

  @Test("the jobs on the screen are those of the table's rows, and the one whose detail is open")
  func shown() {
    var session = Session(manyJobs(100), size: .init(columns: 80, rows: 24))
    let rows = session.state.shownJobs
    #expect(rows.count < 24 && rows.count > 10)
    #expect(rows.first == jobKey("job-0"))
    session.press(.character("G"))
    #expect(session.state.shownJobs.last == jobKey("job-99"))
    #expect(session.state.shownJobs.count == rows.count)
    session.press(.enter)
    #expect(session.state.shownJobs.contains(jobKey("job-99")))
  }
}

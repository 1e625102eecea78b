import Dashboard
import JobAPI
import JobTracking
import Terminal
import Testing

@Suite struct CheckNowTests {
  @Test(
    "r checks the selected job", arguments: [JobStatus.scheduled, .inProgress, .unrecognized("paused"), nil])
  func selected(status: JobStatus?) {
    var session = Session([job("probe", status), job("other", .inProgress, addedAgo: 700)])
    #expect(session.press(.character("r")) == [.checkNow([jobKey("probe")])])
    #expect(session.screen.newsRow == "Checking probe now.")
  }

  @Test("r on a job in trouble checks it")
  func troubled() {
    var session = Session([job("probe", trouble: .notFound)])
    #expect(session.press(.character("r")) == [.checkNow([jobKey("probe")])])
  }

  /// A dashboard on a job that had completed and is asked about once more.
  private func asked(_ size: Size = roomy) -> Session {
    var session = Session([job("probe", .completed)], size: size)
    session.press(.character("r"))
    return session
  }

  @Test("r on a finished job has it asked about once more", arguments: [JobStatus.completed, .failed])
  func finished(status: JobStatus) {
    var session = Session([job("probe", status)])
    #expect(session.press(.character("r")) == [.checkNow([jobKey("probe")])])
    #expect(session.screen.newsRow == "Checking probe now, once: it has ended.")
  }

  @Test("what came of it is said: it stands where it stood")
  func stillFinished() {
    var session = asked()
    session.receive(.job(job("probe", .completed)))
    #expect(session.screen.newsRow == "Checking probe now, once: it has ended.", "nothing has come yet")
    session.receive(.job(job("probe", .completed).seeing(.completed)))
    #expect(session.screen.newsRow == "probe is still completed.")
  }

  @Test("it goes on, which is odd, or has ended otherwise", arguments: [JobStatus.inProgress, .failed])
  func cameBack(status: JobStatus) {
    var session = asked()
    session.receive(.job(job("probe", .completed).seeing(status)))
    let word = status == .failed ? "failed" : "in progress"
    let end = status == .failed ? "" : " It is watched on."
    #expect(
      session.screen.newsRow == "probe was completed; the service calls it \(word) now.\(end)")
    #expect(session.screen.row(with: word == "failed" ? "✗" : "▸")?.hasPrefix("!") == false)
    #expect(session.screen.selectedRow?.hasPrefix("!") == true)
    session.press(.character("j"))
    session.receive(.job(job("probe", .completed).seeing(status)))
    #expect(!session.screen.newsRow.hasPrefix("probe was"), "said once")
  }

  @Test("nothing usable came")
  func finishedInVain() {
    var session = asked()
    session.receive(.job(job("probe", .completed).troubled(.timedOut)))
    #expect(session.screen.newsRow == "probe was asked about in vain: no answer in time.")
    #expect(session.screen.selectedRow?.contains("completed") == true)
  }

  @Test("R checks every unfinished job and no finished one")
  func all() {
    var session = Session(manyJobs(6))
    let effects = session.press(.character("R"))
    let unfinished = ["job-0", "job-1", "job-4", "job-5"].map(jobKey)
    #expect(effects == [.checkNow(unfinished)])
    #expect(session.screen.newsRow == "Checking 4 unfinished jobs now.")
  }

  @Test(
    "where the service may be asked less often than there are jobs, it is said how long that takes",
    arguments: [
      (50, "now"), (60, "within about 5 s"), (700, "within about 35 s"), (2_400, "within about 2 min"),
      (2_401, "within about 3 min"), (120_000, "within about 2 h"),
    ])
  func budget(count: Int, time: String) {
    var session = Session(manyJobs(count, statuses: [.inProgress]))
    session.receive(.traffic(ServiceTraffic(mostPerMinute: 1_200)))
    session.press(.character("R"))
    #expect(session.screen.newsRow == "Checking \(count) unfinished jobs \(time).")
    session.press(.character("*"), .character("r"))
    #expect(session.screen.newsRow == "Checking \(count) marked jobs \(time).")
  }

  @Test("R counts a single job in the singular")
  func single() {
    var session = Session(manyJobs(1))
    session.press(.character("R"))
    #expect(session.screen.newsRow == "Checking 1 unfinished job now.")
  }

  @Test("R with only finished jobs, or none, asks nothing and says so", arguments: [0, 3])
  func none(count: Int) {
    var session = Session(manyJobs(count, statuses: [.completed, .failed]))
    #expect(session.press(.character("R")).isEmpty)
    #expect(session.screen.newsRow == "There is no unfinished job to check.")
  }

  @Test("r in an empty table does nothing")
  func empty() {
    var session = Session()
    #expect(session.press(.character("r")).isEmpty)
  }
}

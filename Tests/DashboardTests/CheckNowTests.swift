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

  @Test("r on a finished job asks nothing and says why", arguments: [JobStatus.completed, .failed])
  func finished(status: JobStatus) {
    var session = Session([job("probe", status)])
    #expect(session.press(.character("r")).isEmpty)
    #expect(session.screen.newsRow.contains("finished jobs are not asked about again"))
  }

  @Test("R checks every unfinished job and no finished one")
  func all() {
    var session = Session(manyJobs(6))
    let effects = session.press(.character("R"))
    let unfinished = ["job-0", "job-1", "job-4", "job-5"].map(jobKey)
    #expect(effects == [.checkNow(unfinished)])
    #expect(session.screen.newsRow == "Checking 4 unfinished jobs now.")
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

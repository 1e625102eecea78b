import Dashboard
import JobAPI
import JobTracking
import Terminal
import Testing

/// Refresh never disturbs the person.
@Suite struct SelectionTests {
  @Test("the first job is selected at the start")
  func start() {
    #expect(Session(manyJobs(3)).selected == "job-0")
    #expect(Session().selected == nil)
  }

  @Test("the selected job stays selected when rows come in above it")
  func insertedAbove() {
    var session = Session(manyJobs(3))
    session.press(.down)
    session.receive(.job(job("new-1", addedAgo: 2)), .job(job("new-2", addedAgo: 1)))
    #expect(session.selected == "job-1")
    #expect(session.state.selectedRow == 3)
    #expect(session.screen.selectedRow?.contains("job-1") == true)
  }

  @Test("the selected job stays selected when rows above it go")
  func removedAbove() {
    var session = Session(manyJobs(3))
    session.press(.end)
    session.receive(.removed(jobKey("job-0")))
    #expect(session.selected == "job-2")
    #expect(session.screen.selectedRow?.contains("job-2") == true)
  }

  @Test("no change of status moves a row", arguments: allStatuses.compactMap(\.self))
  func updated(status: JobStatus) {
    let jobs = manyJobs(3)
    var session = Session(jobs)
    session.press(.down)
    session.receive(.job(jobs[1].seeing(status)), .job(jobs[2].seeing(status)))
    #expect(session.selected == "job-1")
    let keys = jobs.map(\.key)
    #expect(session.state.jobs.keys == keys)
  }

  @Test("when the selected job goes, the one below takes its place")
  func selectedRemoved() {
    var session = Session(manyJobs(3))
    session.press(.down)
    session.receive(.removed(jobKey("job-1")))
    #expect(session.selected == "job-2")
  }

  @Test("when the selected last job goes, the one above is selected")
  func lastRemoved() {
    var session = Session(manyJobs(3))
    session.press(.end)
    session.receive(.removed(jobKey("job-2")))
    #expect(session.selected == "job-1")
  }

  @Test("when the only job goes, nothing is selected, and the next that comes is")
  func onlyRemoved() {
    var session = Session(manyJobs(1))
    session.receive(.removed(jobKey("job-0")))
    #expect(session.selected == nil)
    session.receive(.job(job("new")))
    #expect(session.selected == "new")
  }

  @Test("news about a job that is not there removes nothing")
  func unknownRemoved() {
    var session = Session(manyJobs(2))
    session.receive(.removed(jobKey("other")))
    #expect(session.state.jobs.count == 2)
    #expect(session.selected == "job-0")
  }

  @Test("a scrolled table keeps its top row when jobs come in above")
  func scrollKeptOnInsertion() {
    var session = Session(manyJobs(100))
    session.press(.end)
    session.press(.up, times: 5)
    let before = session.screen.rows[3...21]
    session.receive(.job(job("new-1", addedAgo: 2)), .job(job("new-2", addedAgo: 1)))
    #expect(session.screen.rows[3...21] == before)
  }

  @Test("a scrolled table keeps its top row when jobs above go")
  func scrollKeptOnRemoval() {
    var session = Session(manyJobs(100))
    session.press(.character("j"), times: 60)
    let before = session.screen.rows[3...21]
    session.receive(.removed(jobKey("job-3")), .removed(jobKey("job-4")))
    #expect(session.screen.rows[3...21] == before)
  }

  @Test("the selected job is on the screen after any resize", arguments: [10, 11, 14, 18, 24, 45])
  func resized(rows: Int) {
    var session = Session(manyJobs(100), size: Size(columns: 80, rows: 45))
    session.press(.character("j"), times: 38)
    session.send(.resized(Size(columns: 80, rows: rows)))
    #expect(session.screen.selectedRow?.contains("job-38") == true)
  }

  @Test("a table that grows shows no empty rows while jobs are scrolled out above")
  func grown() {
    var session = Session(manyJobs(30), size: small)
    session.press(.end)
    session.send(.resized(Size(columns: 80, rows: 45)))
    #expect(session.screen.contains("job-0 "))
  }

  @Test("a half-typed prompt survives every update, cursor included")
  func promptKept() {
    let jobs = manyJobs(3)
    var session = Session(jobs)
    session.press(.character("a"))
    session.type("job-9")
    session.press(.left)
    let prompt = session.state.prompt
    session.receive(
      .job(jobs[0].seeing(.failed)), .removed(jobKey("job-1")), .service(.trouble(.timedOut)),
      .storeTrouble(.cannotWrite(reason: "disk full")))
    session.send(.tick)
    session.send(.resized(small))
    session.send(.tracked([jobKey("other")], alreadyTracked: []))
    #expect(session.state.prompt == prompt)
    #expect(session.screen.newsRow.contains("job-9"))
  }

  @Test("the detail pane stays open on its job through updates", arguments: [roomy, small])
  func detailKept(size: Size) {
    let jobs = manyJobs(3)
    var session = Session(jobs, size: size)
    session.press(.down, .enter)
    session.receive(.job(job("new", addedAgo: 1)), .removed(jobKey("job-0")), .job(jobs[1].seeing(.failed)))
    #expect(session.state.isDetailOpen)
    #expect(session.screen.row(with: "Job id")?.contains("job-1") == true)
    #expect(session.screen.row(with: "Status  ")?.contains("failed") == true)
  }

  @Test("the help page stays on its line through updates")
  func helpKept() {
    var session = Session(manyJobs(3), size: small)
    session.press(.character("?"), .down, .down)
    session.receive(.job(job("new", addedAgo: 1)), .removed(jobKey("job-0")))
    #expect(session.state.page == .help(firstLine: 2))
  }
}

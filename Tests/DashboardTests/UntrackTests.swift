import Dashboard
import JobAPI
import JobTracking
import Terminal
import Testing

@Suite struct UntrackTests {
  @Test("d asks for the selected job to be untracked and says how to undo it")
  func untrack() {
    var session = Session(manyJobs(3))
    session.press(.down)
    #expect(session.press(.character("d")) == [.untrack([jobKey("job-1")])])
    #expect(session.screen.newsRow == "job-1: not tracked any more; u brings it back.")
  }

  @Test("d pressed again before the first is done untracks the next job, up to the last")
  func typedAhead() {
    var session = Session(manyJobs(3))
    session.press(.down)
    #expect(session.press(.character("d")) == [.untrack([jobKey("job-1")])])
    #expect(session.press(.character("d")) == [.untrack([jobKey("job-2")])])
    #expect(session.press(.character("d")) == [.untrack([jobKey("job-0")])])
  }

  @Test("u right after d takes it back, before it is done and after")
  func undoAtOnce() {
    let jobs = manyJobs(3)
    var session = Session(jobs)
    session.press(.character("d"))
    #expect(session.press(.character("u")) == [.retrack([jobs[0]])])
    #expect(session.press(.character("u")).isEmpty)
    // Both are done by now, in one go or one after the other: the job is one like any other again.
    session.receive(.job(jobs[0]))
    session.send(.retracked([jobs[0]]))
    #expect(session.screen.newsRow == "Tracking job-0 again.")
    #expect(session.press(.character("d")) == [.untrack([jobKey("job-0")])])
    session.receive(.removed(jobKey("job-0")))
    #expect(session.press(.character("u")) == [.retrack([jobs[0]])])
  }

  @Test("u takes back the last d, not what others have untracked before it was done")
  func undoOwnFirst() {
    let jobs = manyJobs(3)
    var session = Session(jobs)
    session.receive(.removed(jobKey("job-2")))
    session.press(.character("d"))
    #expect(session.press(.character("u")) == [.retrack([jobs[0]])])
    session.receive(.removed(jobKey("job-0")))
    session.receive(.job(jobs[0]))
    #expect(session.press(.character("u")) == [.retrack([jobs[2]])])
  }

  @Test("a row that is to leave looks so until it is gone")
  func leavingRow() {
    var session = Session(manyJobs(3))
    session.press(.character("d"))
    #expect(session.screen.style(of: "job-0")?.attributes.contains(.dim) == true)
    #expect(session.screen.style(of: "job-2")?.attributes.contains(.dim) == false)
    session.press(.character("u"))
    #expect(session.screen.style(of: "job-0")?.attributes.contains(.dim) == false)
  }

  @Test("what could not be untracked is nothing to take back")
  func untrackFailed() {
    var session = Session(manyJobs(2))
    session.press(.character("d"))
    session.send(.effectFailed("Changes are not being saved: disk full."))
    #expect(session.press(.character("u")).isEmpty)
    #expect(session.screen.newsRow == "There is nothing to undo.")
    #expect(session.press(.up, .character("d")) == [.untrack([jobKey("job-0")])])
  }

  @Test("a job comes back as it was when it left, not when d was pressed")
  func latest() {
    let jobs = manyJobs(1, statuses: [.scheduled])
    var session = Session(jobs)
    session.press(.character("d"))
    let newer = jobs[0].seeing(.inProgress)
    session.receive(.job(newer))
    session.receive(.removed(jobKey("job-0")))
    #expect(session.press(.character("u")) == [.retrack([newer])])
  }

  @Test("an untracked job is named by its label when it has one")
  func label() {
    var session = Session([job("job-0", label: "Monday call")])
    session.press(.character("d"))
    #expect(session.screen.newsRow.hasPrefix("Monday call: not tracked"))
  }

  @Test("d in an empty table does nothing")
  func empty() {
    var session = Session()
    #expect(session.press(.character("d")).isEmpty)
  }

  @Test("u tracks the untracked jobs again, the latest first, with all that was known of them")
  func undo() {
    let jobs = manyJobs(3)
    var session = Session(jobs)
    session.receive(.removed(jobKey("job-0")))
    session.receive(.removed(jobKey("job-2")))
    #expect(session.press(.character("u")) == [.retrack([jobs[2]])])
    #expect(session.press(.character("u")) == [.retrack([jobs[0]])])
  }

  @Test("a job tracked again is named as it was when it left")
  func namedByLabel() {
    var session = Session([job("job-0", label: "Monday call")])
    session.receive(.removed(jobKey("job-0")))
    session.press(.character("u"))
    session.send(.retracked([job("job-0", label: "Monday call")]))
    #expect(session.screen.newsRow == "Tracking Monday call again.")
  }

  @Test("one of several jobs that were added together comes back between the others")
  func backInBatch() {
    let jobs = TrackedJob.batch(of: ["a", "b", "c"].map(jobID), profile: "symbl", addedAt: testNow)
    var session = Session(jobs)
    session.receive(.removed(jobKey("b")))
    session.receive(.job(jobs[1]))
    #expect(session.state.jobs.keys.map(\.id.rawValue) == ["a", "b", "c"])
  }

  @Test("a job tracked again is back in its old place and selected")
  func backInPlace() {
    let jobs = manyJobs(3)
    var session = Session(jobs)
    session.receive(.removed(jobKey("job-1")))
    session.press(.character("u"))
    session.receive(.job(jobs[1]))
    session.send(.retracked([jobs[1]]))
    let keys = jobs.map(\.key)
    #expect(session.state.jobs.keys == keys)
    #expect(session.selected == "job-1")
  }

  @Test("u with nothing to undo says so")
  func nothing() {
    var session = Session(manyJobs(1))
    #expect(session.press(.character("u")).isEmpty)
    #expect(session.screen.newsRow == "There is nothing to undo.")
  }

  @Test("a job added by hand again is not left for u to bring back")
  func addedMeanwhile() {
    let jobs = manyJobs(1)
    var session = Session(jobs)
    session.receive(.removed(jobKey("job-0")))
    session.receive(.job(jobs[0]))
    session.send(.tracked([jobKey("job-0")], alreadyTracked: []))
    #expect(session.press(.character("u")).isEmpty)
  }

  @Test("a job that could not be tracked again stays for u to bring back")
  func undoFailed() {
    let jobs = manyJobs(1)
    var session = Session(jobs)
    session.receive(.removed(jobKey("job-0")))
    session.press(.character("u"))
    session.send(.retrackFailed("Changes are not being saved: disk full.", jobs))
    #expect(session.screen.newsRow == "Changes are not being saved: disk full.")
    #expect(session.press(.character("u")) == [.retrack(jobs)])
  }

  @Test("what could not be done is told, and stays until the next key")
  func failure() {
    var session = Session(manyJobs(2))
    session.send(.effectFailed("Changes are not being saved: disk full."))
    session.send(.tick)
    #expect(session.screen.newsRow == "Changes are not being saved: disk full.")
    session.press(.down)
    #expect(session.screen.newsRow.isEmpty)
  }

  @Test("trouble with the store is shown until it is over, whatever is pressed")
  func storeTrouble() {
    var session = Session(manyJobs(2))
    session.receive(.storeTrouble(.cannotWrite(reason: "disk full")))
    session.press(.down)
    #expect(session.screen.newsRow.contains("disk full"))
    #expect(session.screen.rows[0].hasPrefix("jobwatch  ! not saved  symbl  https"))
    session.press(.character("r"))
    #expect(session.screen.newsRow == "Checking job-1 now.")
    #expect(session.screen.rows[0].contains("! not saved"))
    session.press(.down)
    #expect(session.screen.newsRow.contains("disk full"))
    session.receive(.storeTrouble(nil))
    #expect(session.screen.newsRow.isEmpty)
    #expect(!session.screen.contains("not saved"))
  }

  @Test("what somebody else has brought back is nothing to undo any more")
  func broughtBack() {
    var session = Session(manyJobs(3))
    session.receive(.removed(jobKey("job-1")))
    session.receive(.job(manyJobs(3)[1]))
    #expect(session.press(.character("u")) == [])
    #expect(session.screen.newsRow == "There is nothing to undo.")
  }

  @Test("ten thousand jobs that leave and come back are as they were")
  func many() {
    let jobs = manyJobs(10_000)
    var session = Session(jobs)
    session.press(.character("*"), .character("d"), .character("u"))
    session.send(.updates(jobs.map { .removed($0.key) }))
    #expect(session.state.jobs.isEmpty)
    session.send(.updates(jobs.map { .job($0) }))
    session.send(.retracked(jobs))
    #expect(session.state.jobs.keys == jobs.map(\.key))
    #expect(session.screen.newsRow == "Tracking 10000 jobs again.")
    #expect(session.press(.character("u")).isEmpty)
    #expect(session.screen.newsRow == "There is nothing to undo.")
  }

  @Test("keys about a job say so when there is none", arguments: ["d", "r", "y", "L", "N"] as [Character])
  func nothingThere(key: Character) {
    var session = Session([])
    #expect(session.press(.character(key)) == [])
    #expect(session.screen.newsRow == "There is no job; a adds one.")
  }
}

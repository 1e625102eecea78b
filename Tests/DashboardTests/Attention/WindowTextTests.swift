import Dashboard
import Foundation
import JobAPI
import JobTracking
import Terminal
import Testing

/// Title, progress, and what is left in sight at the end.
@Suite struct WindowTextTests {
  @Test("the title says what is left of how much, and what failed")
  func title() {
    #expect(Session().state.windowTitle == "jobwatch")
    #expect(Session(manyJobs(6)).state.windowTitle == "jobwatch: 4 of 6 unfinished, 1 failed")
    #expect(Session([job("a", nil)]).state.windowTitle == "jobwatch: 1 of 1 unfinished")
    #expect(Session([job("a", .completed)]).state.windowTitle == "jobwatch: 1 ended")
    #expect(Session([job("a", .failed)]).state.windowTitle == "jobwatch: 1 ended, 1 failed")
  }

  @Test("progress counts what there was to do since the start, and goes when all is done")
  func progress() {
    var session = Session([job("old", .failed), job("a"), job("b"), job("c")])
    #expect(session.state.windowProgress == WindowProgress(percent: 0, hasFailures: false))
    session.receive(.job(job("a").seeing(.completed)))
    #expect(session.state.windowProgress == WindowProgress(percent: 33, hasFailures: false))
    session.receive(.job(job("b").seeing(.failed)))
    #expect(session.state.windowProgress == WindowProgress(percent: 66, hasFailures: true))
    session.receive(.job(job("c").seeing(.completed)))
    #expect(session.state.windowProgress == nil)
  }

  @Test("a job that goes on after its end is to be done again")
  func cameBack() {
    var session = Session([job("a"), job("b")])
    session.receive(.job(job("a").seeing(.failed)))
    session.receive(.job(job("a").seeing(.failed).seeing(.inProgress)))
    #expect(session.state.windowProgress == WindowProgress(percent: 0, hasFailures: false))
    session.receive(.job(job("a").seeing(.failed).seeing(.inProgress).seeing(.completed)))
    #expect(session.state.windowProgress == WindowProgress(percent: 50, hasFailures: false))
  }

  @Test("the summary counts what was watched, not what had ended before")
  func summary() {
    var session = Session([job("old", .failed)] + manyJobs(6, statuses: [.inProgress, .scheduled, nil]))
    session.receive(.job(job("job-0").seeing(.completed)), .job(job("job-1").seeing(.failed)))
    session.receive(.job(job("job-2").seeing(.completed)))
    #expect(
      session.state.summary(at: testNow.addingTimeInterval(725))
        == "6 jobs watched for 12m05s: 2 completed, 1 failed, 1 running, 1 scheduled, 1 unknown.")
  }

  @Test("a job that was untracked after its end was watched still")
  func untracked() {
    var session = Session([job("a")])
    session.receive(.job(job("a").seeing(.failed)), .removed(jobKey("a")))
    #expect(session.state.summary(at: testNow) == "1 job watched for 0s: 1 failed.")
  }

  @Test("with nothing to watch there is no summary")
  func nothing() {
    #expect(Session().state.summary(at: testNow) == nil)
    #expect(Session([job("a", .completed)]).state.summary(at: testNow) == nil)
  }
}

import Dashboard
import Foundation
import JobAPI
import JobTracking
import Testing

/// Who is told that jobs have ended, when, and in which words.
@Suite struct NotificationTests {
  /// A session whose person looks elsewhere.
  private func away(_ jobs: [TrackedJob]) -> Session {
    var session = Session(jobs)
    session.send(.focusChanged(isHere: false))
    return session
  }

  /// What is told as time goes on.
  private func told(_ session: inout Session, after seconds: TimeInterval = 1) -> [String] {
    session.now += seconds
    return session.send(.tick).compactMap { if case .notify(let sentence) = $0 { sentence } else { nil } }
  }

  @Test("one that ends is told by its name")
  func one() {
    var session = away([job("probe", label: "Monday call"), job("other")])
    session.receive(.job(job("probe", label: "Monday call").seeing(.completed)))
    #expect(told(&session) == ["Monday call is completed"])
    session.receive(.job(job("other").seeing(.failed)))
    #expect(told(&session) == ["other has failed"])
  }

  @Test("jobs that end within a second are one sentence, and the next one begins another")
  func gathered() {
    var session = away(manyJobs(5, statuses: [.inProgress]))
    session.receive(.job(job("job-0").seeing(.completed)), .job(job("job-1").seeing(.failed)))
    #expect(told(&session, after: 0.9).isEmpty)
    session.receive(.job(job("job-2").seeing(.completed)), .job(job("job-3").seeing(.completed)))
    #expect(told(&session, after: 0.2) == ["3 done, 1 failed"])
    #expect(told(&session).isEmpty)
    session.receive(.job(job("job-4").seeing(.completed)))
    #expect(told(&session) == ["job-4 is completed"])
  }

  @Test("the moment to tell is one to wake up for, and after it nothing is")
  func tick() {
    var session = away([job("probe")])
    session.receive(.job(job("probe").seeing(.completed)))
    #expect(session.state.nextTick == session.now.addingTimeInterval(1))
    #expect(told(&session).count == 1)
    #expect(session.state.nextTick == nil)
  }

  @Test("whoever looks is left in peace")
  func focused() {
    var session = away([job("probe"), job("other")])
    session.receive(.job(job("probe").seeing(.completed)))
    session.send(.focusChanged(isHere: true))
    #expect(told(&session).isEmpty)
    session.now += 3_600
    session.receive(.job(job("other").seeing(.completed)))
    #expect(told(&session).isEmpty)
  }

  @Test("where the terminal does not tell of its focus, a key within the last minute counts")
  func unknownFocus() {
    var session = Session([job("probe"), job("other")])
    session.now += 30
    session.press(.down)
    session.now += 58
    session.receive(.job(job("probe").seeing(.completed)))
    #expect(told(&session).isEmpty)
    session.now += 10
    session.receive(.job(job("other").seeing(.completed)))
    #expect(told(&session) == ["other is completed"])
  }

  @Test("whoever types is there, though the terminal did not say so")
  func typing() {
    var session = away([job("probe")])
    session.press(.down)
    session.receive(.job(job("probe").seeing(.completed)))
    #expect(told(&session).isEmpty)
  }

  @Test("what had ended before is not told", arguments: [JobStatus.completed, .failed])
  func endedBefore(status: JobStatus) {
    var session = away([job("old", status), job("unasked", nil)])
    let effects = session.send(
      .updates([
        .job(job("old", status).seeing(status)), .job(job("unasked", status)), .job(job("new", status)),
      ]))
    #expect(effects.isEmpty)
    #expect(told(&session).isEmpty)
  }

  @Test("one that was submitted from here is told though it was never seen unfinished")
  func submitted() {
    var session = away([job("mine", nil, conversation: "c")])
    session.receive(.job(job("mine", nil, conversation: "c").seeing(.completed)))
    #expect(told(&session) == ["mine is completed"])
  }

  @Test("trouble, and any other change, is not told")
  func trouble() {
    var session = away([job("probe", .scheduled)])
    session.receive(.job(job("probe", .scheduled).troubled(.timedOut)))
    session.receive(.job(job("probe", .scheduled).seeing(.inProgress)), .removed(jobKey("probe")))
    #expect(told(&session).isEmpty)
  }

  @Test("switched off, nothing is told and nothing waited for")
  func off() {
    var session = away([job("probe")])
    session.state.notifies = false
    session.receive(.job(job("probe").seeing(.completed)))
    #expect(session.state.nextTick == nil)
    #expect(told(&session).isEmpty)
  }

  @Test("jobs that end are handed on as they are then")
  func ended() {
    var session = Session([job("probe"), job("other")])
    let end = job("probe").seeing(.failed)
    #expect(session.send(.updates([.job(end), .job(job("other").seeing(.scheduled))])) == [.ended([end])])
  }
}

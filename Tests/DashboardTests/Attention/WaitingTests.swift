import Dashboard
import Foundation
import JobAPI
import JobTracking
import Terminal
import Testing

/// Waiting for the end of several jobs at once.
@Suite struct WaitingTests {
  private static let w = Key.character("w")

  /// Jobs of which the marked ones are waited for, by somebody who looks elsewhere.
  private func waiting(_ jobs: [TrackedJob] = manyJobs(4, statuses: [.inProgress])) -> Session {
    var session = Session(jobs, size: Size(columns: 120, rows: 24))
    session.press(.character("*"), Self.w)
    session.send(.focusChanged(isHere: false))
    return session
  }

  /// What is told by some news, and a while after it.
  private func told(_ session: inout Session, _ news: JobUpdate...) -> [String] {
    var effects = session.send(.updates(news))
    session.now += 2
    effects += session.send(.tick)
    return effects.compactMap { if case .notify(let sentence) = $0 { sentence } else { nil } }
  }

  private func end(_ number: Int, _ status: JobStatus = .completed) -> JobUpdate {
    .job(job("job-\(number)", addedAgo: 600 + TimeInterval(number)).seeing(status))
  }

  @Test("one notification comes when the last of the marked jobs has ended, and none for each")
  func all() {
    var session = waiting()
    #expect(told(&session, end(0), end(1, .failed)) == [])
    #expect(told(&session, end(2)) == [])
    #expect(told(&session, end(3)) == ["4 jobs ended: 3 completed, 1 failed"])
    #expect(session.screen.newsRow == "4 jobs ended: 3 completed, 1 failed.")
    // And that is all; later ones notify for themselves.
    session.receive(.job(job("new", .scheduled)))
    #expect(told(&session, .job(job("new", .scheduled).seeing(.failed))) == ["new has failed"])
  }

  @Test("the header says how many are left, as long as there are any")
  func header() {
    var session = waiting()
    #expect(session.screen.rows[1].hasPrefix("4 jobs, 4 marked, waiting for 4 "))
    session.receive(end(0))
    #expect(session.screen.rows[1].contains("waiting for 3 "))
    session.receive(end(1), end(2), end(3))
    #expect(!session.screen.rows[1].contains("waiting"))
  }

  @Test("its jobs can be told from others in the rows and in the detail pane")
  func seen() {
    var session = Session(manyJobs(3, statuses: [.inProgress]), size: Size(columns: 120, rows: 24))
    session.press(Self.w)
    session.press(.down)
    session.press(Self.w)
    #expect(session.screen.rows[3].hasPrefix(" w"))
    #expect(session.screen.rows[5].hasPrefix("  "))
    session.press(.enter)
    #expect(
      session.screen.row(with: "Waiting ")?.contains("for its end and 1 job more; w takes it back") == true)
    session.receive(end(1))
    #expect(
      session.screen.row(with: "Waiting ")?.contains("still for 1 job of the set that this one is in") == true
    )
    session.press(.down)
    #expect(session.screen.row(with: "Waiting ") == nil)
  }

  @Test("without marks it is about the selected job, which is told by its name")
  func selected() {
    var session = Session([job("probe", label: "Monday call"), job("other", addedAgo: 700)])
    session.press(Self.w)
    #expect(
      session.screen.newsRow == "Waiting for 1 job: one notification when it has ended; w takes it back.")
    session.send(.focusChanged(isHere: false))
    #expect(told(&session, .job(job("other", addedAgo: 700).seeing(.failed))) == ["other has failed"])
    let end = job("probe", label: "Monday call").seeing(.completed)
    #expect(told(&session, .job(end)) == ["Monday call is completed"])
  }

  @Test("pressed again on the same jobs it is taken back, and they notify one by one again")
  func takenBack() {
    var session = waiting()
    session.press(Self.w)
    #expect(session.screen.newsRow == "Not waiting for 4 jobs any more.")
    #expect(!session.screen.rows[1].contains("waiting"))
    session.send(.focusChanged(isHere: false))
    #expect(told(&session, end(0)) == ["job-0 is completed"])
  }

  @Test("more jobs are taken in, and some of them taken back")
  func more() {
    var session = Session(manyJobs(4, statuses: [.inProgress]))
    session.press(.character(" "), .character(" "), Self.w)
    #expect(session.screen.rows[1].contains("waiting for 2"))
    session.press(.character("*"), Self.w)
    #expect(session.screen.rows[1].contains("waiting for 4"))
    session.press(.character("U"), Self.w)
    #expect(session.screen.newsRow == "Not waiting for 1 job any more. Still waiting for 3 jobs.")
  }

  @Test("those that had ended before are left out, and when all had, that is said")
  func endedBefore() {
    var session = waiting([
      job("job-0"), job("job-1", .failed, addedAgo: 601), job("job-2", .completed, addedAgo: 602),
    ])
    #expect(session.screen.newsRow.hasSuffix("w takes it back. 2 of the marked had ended already."))
    #expect(told(&session, end(0)) == ["job-0 is completed"])
    session.press(Self.w)
    #expect(session.screen.newsRow == "All 3 marked jobs have ended already: there is nothing to wait for.")
    session.press(.character("U"), Self.w)
    #expect(session.screen.newsRow == "job-0 has ended already: there is nothing to wait for.")
    var empty = Session()
    empty.press(Self.w)
    #expect(empty.screen.newsRow.hasPrefix("There is no job"))
  }

  @Test("jobs that are untracked leave the set, which is said; the rest is waited for")
  func untracked() {
    var session = waiting()
    session.receive(.removed(jobKey("job-0")))
    #expect(session.state.notice?.contains("No longer waiting for 1 job, as untracked.") == true)
    #expect(session.state.notice?.hasSuffix("Still waiting for 3 jobs.") == true)
    #expect(told(&session, end(1), .removed(jobKey("job-2"))) == [])
    // What has ended counts, though it is untracked afterwards.
    #expect(told(&session, .removed(jobKey("job-1"))) == [])
    #expect(told(&session, end(3, .failed)) == ["2 jobs ended: 1 completed, 1 failed"])
  }

  @Test(
    "when the last one that had not ended is untracked, the others are told; when none is left, nothing is")
  func noneLeft() {
    var session = waiting()
    _ = told(&session, end(0), end(1))
    #expect(
      told(&session, .removed(jobKey("job-2")), .removed(jobKey("job-3"))) == [
        "2 jobs ended: 2 completed"
      ])
    var other = waiting(manyJobs(1, statuses: [.inProgress]))
    #expect(told(&other, .removed(jobKey("job-0"))) == [])
    #expect(other.state.notice?.contains("No longer waiting for 1 job") == true)
  }

  @Test(
    "who untracks the last one that had not ended reads that, how to undo it, and what became of the others")
  func lastUntracked() {
    var session = waiting(manyJobs(2, statuses: [.inProgress]))
    _ = told(&session, end(0))
    session.press(.character("U"), .end, .character("d"))
    session.receive(.removed(jobKey("job-1")))
    #expect(
      session.state.notice == "job-1: not tracked any more; u brings it back. "
        + "No longer waiting for 1 job, as untracked. job-0 is completed.")
  }

  @Test(
    "a job that is brought back is waited for again, if it was before and has not ended",
    arguments: [true, false])
  func broughtBack(isSlow: Bool) {
    var session = waiting(manyJobs(3, statuses: [.inProgress]))
    session.press(.character("U"), .home, .character("d"))
    let job = manyJobs(3, statuses: [.inProgress])[0]
    if isSlow { session.receive(.removed(job.key)) }
    session.press(.character("u"))
    // Else both came to one: that the job is there.
    session.receive(.job(job))
    session.send(.retracked([job]))
    #expect(session.screen.newsRow == "Tracking job-0 again, and waiting for it.")
    #expect(session.screen.rows[1].hasPrefix("3 jobs, waiting for 3 "))
    session.receive(.removed(jobKey("job-1")))
    session.receive(end(1))
    #expect(session.screen.rows[1].hasPrefix("3 jobs, waiting for 2 "))
  }

  @Test("a job that goes on after its end is waited for again")
  func goesOn() {
    var session = waiting(manyJobs(2, statuses: [.inProgress]))
    let back = job("job-0", addedAgo: 600).seeing(.failed).seeing(.inProgress)
    #expect(told(&session, end(0, .failed)) == [])
    #expect(told(&session, .job(back)) == [])
    #expect(told(&session, end(1)) == [])
    #expect(told(&session, .job(back.seeing(.completed))) == ["2 jobs ended: 2 completed"])
  }

  @Test("it comes right after a key too, unless the window is known to have the focus")
  func focus() {
    var session = Session(manyJobs(2, statuses: [.inProgress]))
    session.press(Self.w)
    #expect(told(&session, end(0)) == ["job-0 is completed"])
    session.send(.focusChanged(isHere: true))
    session.press(.down, Self.w)
    #expect(told(&session, end(1)) == [])
    #expect(session.screen.newsRow == "job-1 is completed.")
  }

  @Test("single jobs can be quiet while sets are told, and sets be quiet too, which is said")
  func quiet() {
    var session = waiting()
    session.state.notifies = false
    session.receive(.job(job("other", addedAgo: 900)))
    #expect(told(&session, .job(job("other", addedAgo: 900).seeing(.failed))) == [])
    #expect(told(&session, end(0), end(1), end(2), end(3)) == ["4 jobs ended: 4 completed"])
    var off = Session(manyJobs(1, statuses: [.inProgress]))
    off.state.notifiesOfSets = false
    off.press(Self.w)
    #expect(off.screen.newsRow.contains("notifications are off, so look here when it has ended"))
    #expect(told(&off, end(0)) == [])
    #expect(off.screen.newsRow == "job-0 is completed.")
  }

  @Test("the command for every ended job runs all the same, and who was away is told what has ended")
  func others() {
    var session = waiting(manyJobs(2, statuses: [.inProgress]))
    let ended = job("job-0", addedAgo: 600).seeing(.completed)
    #expect(session.send(.updates([.job(ended)])) == [.ended([ended])])
    session.send(.focusChanged(isHere: true))
    #expect(session.screen.newsRow == "While you were away: 1 done; Enter jumps")
  }

  @Test("the command line knows it by its name")
  func command() {
    var session = Session(manyJobs(1, statuses: [.inProgress]))
    session.type(":wait-for")
    session.press(.enter)
    #expect(session.screen.rows[1].contains("waiting for 1"))
  }
}

import Dashboard
import JobTracking
import Terminal
import Testing

@Suite struct MarkTests {
  private func marked(_ session: Session) -> [String] {
    session.state.marks.map(\.id.rawValue).sorted()
  }

  /// The last two rows, in which a sentence may go on.
  private func news(_ session: Session) -> String { session.screen.rows.suffix(2).joined(separator: " ") }

  @Test("Space marks a job and goes on; again it takes the mark away")
  func space() {
    var session = Session(manyJobs(4))
    session.press(.character(" "), .character(" "))
    #expect(marked(session) == ["job-0", "job-1"])
    #expect(session.selected == "job-2")
    #expect(session.screen.rows[1].hasPrefix("4 jobs, 2 marked"))
    #expect(session.screen.rows[3].hasPrefix(" *"))
    #expect(session.screen.rows[5].hasPrefix("  "))
    session.press(.up, .character(" "))
    #expect(marked(session) == ["job-0"])
  }

  @Test("v marks from a job to where the cursor goes, and back")
  func range() {
    var session = Session(manyJobs(9))
    session.press(.character(" "), .down, .down, .character("v"))
    session.press(.down, times: 3)
    #expect(marked(session) == ["job-0", "job-3", "job-4", "job-5", "job-6"])
    session.press(.up, times: 5)
    #expect(marked(session) == ["job-0", "job-1", "job-2", "job-3"])
    session.press(.character("v"), .end)
    #expect(marked(session) == ["job-0", "job-1", "job-2", "job-3"])
  }

  @Test("Esc takes back the range that is being marked, and then the marks")
  func escape() {
    var session = Session(manyJobs(9))
    session.press(.character(" "), .character("v"), .down, .escape)
    #expect(marked(session) == ["job-0"])
    session.press(.escape)
    #expect(marked(session) == [])
  }

  @Test("* marks all that are shown, also what a filter leaves; again none of them; U takes all away")
  func all() {
    var session = Session(manyJobs(12))
    session.press(.character("/"))
    session.type("status:failed")
    session.press(.enter, .character("*"))
    #expect(marked(session) == ["job-3", "job-9"])
    #expect(session.screen.newsRow == "2 jobs are marked.")
    session.press(.escape, .character("*"))
    #expect(marked(session).count == 12)
    session.press(.character("*"))
    #expect(marked(session).isEmpty)
    session.press(.character(" "), .character("U"))
    #expect(marked(session).isEmpty)
  }

  @Test("d untracks the marked jobs and says how many; u brings all of them back")
  func untrack() {
    let jobs = manyJobs(6)
    var session = Session(jobs)
    session.press(.character(" "), .down, .character(" "))
    #expect(session.press(.character("d")) == [.untrack([jobKey("job-0"), jobKey("job-2")])])
    #expect(session.screen.newsRow == "2 marked jobs not tracked any more; u brings them back.")
    session.receive(.removed(jobKey("job-0")), .removed(jobKey("job-5")))
    session.receive(.removed(jobKey("job-2")))
    #expect(session.press(.character("u")) == [.retrack([jobs[5]])])
    #expect(session.press(.character("u")) == [.retrack([jobs[0], jobs[2]])])
    session.send(.retracked([jobs[0], jobs[2]]))
    #expect(session.screen.newsRow == "Tracking 2 jobs again.")
  }

  @Test("r checks the marked jobs and says how many of them have ended")
  func check() {
    var session = Session(manyJobs(6))
    session.press(.character("*"))
    #expect(
      session.press(.character("r"))
        == [.checkNow((0..<6).map { jobKey("job-\($0)") })])
    #expect(session.screen.newsRow == "Checking 6 marked jobs now, 2 of them once: ended.")
    #expect(marked(session).count == 6)
  }

  @Test("r checks marked jobs once more that have all ended")
  func checkEnded() {
    var session = Session(manyJobs(3, statuses: [.failed]))
    session.press(.character("*"))
    #expect(session.press(.character("r")) == [.checkNow((0..<3).map { jobKey("job-\($0)") })])
    #expect(session.screen.newsRow == "Checking 3 marked jobs now, once: ended.")
  }

  @Test("marked jobs that the filter hides are left alone, and that is said")
  func hidden() {
    var session = Session(manyJobs(12))
    session.press(.character("*"), .character("/"))
    session.type("status:failed")
    session.press(.enter)
    #expect(session.press(.character("d")) == [.untrack([jobKey("job-3"), jobKey("job-9")])])
    #expect(news(session).contains("10 marked jobs that the filter hides are left alone."))
    session.receive(.removed(jobKey("job-3")), .removed(jobKey("job-9")))
    session.press(.character("/"), .control("u"))
    session.type("nothing")
    session.press(.enter)
    #expect(session.press(.character("d")) == [])
    #expect(session.screen.newsRow.hasPrefix("All 10 marked jobs are hidden by the filter"))
  }

  @Test("marks survive updates and sorting; those of jobs that are gone are said")
  func survive() {
    let jobs = manyJobs(6)
    var session = Session(jobs)
    session.press(.character("*"), .character("s"), .character("S"))
    session.receive(.job(jobs[0].seeing(.failed)), .job(job("new")))
    #expect(marked(session).count == 6)
    session.receive(.removed(jobKey("job-1")), .removed(jobKey("job-2")), .removed(jobKey("new")))
    #expect(marked(session).count == 4)
    #expect(news(session).contains("2 marked jobs are not tracked any more."))
  }

  @Test(
    "marked jobs that go while something is typed, or a page covers the table, are said right after",
    arguments: [Key.character("/"), .character("N"), .character("?"), .character("C"), .character("#")])
  func goneWhileTyping(key: Key) {
    let jobs = manyJobs(6)
    var session = Session(jobs)
    session.press(.character("*"), key)
    session.receive(.removed(jobKey("job-1")))
    session.receive(.removed(jobKey("job-2")))
    #expect(!news(session).contains("marked jobs are"))
    session.press(.escape)
    #expect(news(session).contains("2 marked jobs are not tracked any more."))
    session.press(.down)
    #expect(!news(session).contains("marked jobs are"), "said once")
  }
}

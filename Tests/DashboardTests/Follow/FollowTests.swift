import Dashboard
import JobTracking
import Terminal
import Testing

@Suite struct FollowTests {
  private func following() -> Session {
    var session = Session(manyJobs(5, statuses: [.inProgress]))
    session.press(.character("F"))
    return session
  }

  @Test(
    "without it no news moves the cursor; with it the cursor goes to the job that changed last, and that is said"
  )
  func follows() {
    var session = Session(manyJobs(5, statuses: [.inProgress]))
    session.receive(.job(job("job-3", .failed, addedAgo: 603, statusAgo: 1)))
    #expect(session.selected == "job-0")
    session.press(.character("F"))
    #expect(
      session.screen.newsRow
        == "Following: the cursor goes to the job that changes last; moving it ends that.")
    #expect(session.screen.rows[0].hasPrefix("jobwatch  following"))
    session.receive(
      .job(job("job-4", .failed, addedAgo: 604, statusAgo: 2)),
      .job(job("job-2", .completed, addedAgo: 602, statusAgo: 1)),
      .job(job("job-1", .failed, addedAgo: 601, statusAgo: 3)))
    #expect(session.selected == "job-2")
    session.receive(.job(job("new", nil, addedAgo: 0)))
    #expect(session.selected == "new")
  }

  @Test("a job that is only looked at again does not draw the cursor")
  func sameStatus() {
    var session = following()
    session.receive(.job(job("job-3", .inProgress, addedAgo: 603, statusAgo: 0)))
    #expect(session.selected == "job-0")
  }

  @Test("a job that the filter hides does not draw the cursor")
  func hidden() {
    var session = following()
    session.press(.character("/"))
    session.type("job-0 or job-1")
    session.press(.enter)
    session.receive(.job(job("job-3", .failed, addedAgo: 603, statusAgo: 1)))
    #expect(session.selected == "job-0")
    session.receive(.job(job("job-1", .failed, addedAgo: 601, statusAgo: 0)))
    #expect(session.selected == "job-1")
  }

  @Test("what somebody types about a job holds the cursor")
  func typing() {
    var session = following()
    session.press(.character("L"))
    session.receive(.job(job("job-3", .failed, addedAgo: 603, statusAgo: 1)))
    #expect(session.selected == "job-0")
  }

  @Test(
    "any key that moves the cursor ends it, and so does the same key",
    arguments: [
      Key.down, .character("k"), .character("G"), .home, .pageDown, .control("u"), .character(" "),
      .character("v"),
      .character("F"),
    ])
  func ends(key: Key) {
    var session = following()
    session.press(key)
    #expect(!session.state.isFollowing)
    #expect(!session.screen.rows[0].contains("following"))
    let before = session.selected
    session.receive(.job(job("job-3", .failed, addedAgo: 603, statusAgo: 1)))
    #expect(session.selected == before)
  }
}

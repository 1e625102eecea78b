import Dashboard
import Foundation
import JobAPI
import JobTracking
import Terminal
import Testing

/// "While you were away".
@Suite struct ReturnTests {
  private static let line = "While you were away: 1 done, 1 failed; Enter jumps"

  /// Four jobs of which, with the person gone, the third fails and then the second completes.
  private func session(leaving: (inout Session) -> Void = { $0.now += 60 }) -> Session {
    var session = Session(manyJobs(4, statuses: [.inProgress]))
    leaving(&session)
    session.receive(.job(job("job-2").seeing(.failed)))
    session.receive(.job(job("job-1").seeing(.completed)))
    return session
  }

  @Test("the first key after a minute shows what has ended, and does what it does")
  func firstKey() {
    var session = session()
    #expect(!session.screen.contains("While you were away"))
    session.press(.down)
    #expect(session.screen.newsRow == Self.line)
    #expect(session.selected == "job-1")
  }

  @Test("so does the focus, alone")
  func focus() {
    var session = session { $0.send(.focusChanged(isHere: false)) }
    session.send(.focusChanged(isHere: true))
    #expect(session.screen.newsRow == Self.line)
  }

  @Test("the focus takes away what was said before, but not what went wrong meanwhile")
  func trouble() {
    var session = session {
      $0.send(.told("Copied job-0."))
      $0.send(.focusChanged(isHere: false))
    }
    session.send(.endingTrouble("on_finish 'mail' for job-2 failed."))
    session.send(.focusChanged(isHere: true))
    #expect(session.screen.newsRow == "on_finish 'mail' for job-2 failed.")
    session.press(.up)
    #expect(session.screen.newsRow == Self.line)

    session.send(.told("Copied job-0."))
    session.send(.focusChanged(isHere: false))
    session.receive(.job(job("job-3").seeing(.completed)))
    session.send(.focusChanged(isHere: true))
    #expect(session.screen.newsRow == "While you were away: 1 done; Enter jumps")
  }

  @Test("Enter then selects the job that ended first, and nothing else")
  func jump() {
    var session = session()
    session.press(.character("k"))
    session.press(.enter)
    #expect(session.selected == "job-2")
    #expect(!session.screen.contains("While you were away"))
    #expect(!session.state.isDetailOpen)
    session.press(.enter)
    #expect(session.state.isDetailOpen)
  }

  @Test("the line goes with any other key, and Enter is Enter again")
  func anotherKey() {
    var session = session()
    session.press(.down)
    session.press(.down)
    #expect(!session.screen.contains("While you were away"))
    session.press(.enter)
    #expect(session.selected == "job-2")
    #expect(session.state.isDetailOpen)
  }

  @Test("an Enter does not jump once something else stands there")
  func replaced() {
    var session = session()
    session.press(.up)
    session.send(.told("Copied job-0."))
    session.press(.enter)
    #expect(session.selected == "job-0")
    #expect(session.state.isDetailOpen)
  }

  @Test("one that is not tracked any more is passed over")
  func removed() {
    var session = session()
    session.receive(.removed(jobKey("job-2")))
    session.press(.up)
    session.press(.enter)
    #expect(session.selected == "job-1")
  }

  @Test("the line waits while a prompt or the help is there")
  func covered() {
    for key in [Key.character("a"), .character("?")] {
      var session = session()
      session.press(key)
      #expect(!session.screen.contains("While you were away"))
      session.press(.escape)
      #expect(session.screen.newsRow == Self.line)
    }
  }

  @Test("who was there is told nothing", arguments: [0, 59.0])
  func present(pause: TimeInterval) {
    var session = session { $0.now += pause }
    session.press(.down)
    #expect(!session.screen.contains("While you were away"))
  }

  @Test("what ended while the person was there is not counted, what ends later is")
  func onlyMissed() {
    var session = session { _ in }
    session.press(.up)
    session.now += 61
    session.receive(.job(job("job-3").seeing(.completed)))
    session.press(.up)
    #expect(session.screen.newsRow == "While you were away: 1 done; Enter jumps")
  }

  @Test("nothing has ended, nothing is said")
  func nothing() {
    var session = Session(manyJobs(4, statuses: [.inProgress]))
    session.now += 600
    session.press(.up)
    session.send(.focusChanged(isHere: false))
    session.send(.focusChanged(isHere: true))
    #expect(session.state.notice == nil)
  }
}

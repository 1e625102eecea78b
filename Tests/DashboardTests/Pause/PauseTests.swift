import Dashboard
import JobTracking
import Terminal
import Testing

@Suite struct PauseTests {
  @Test("p pauses and goes on, and the header says so as long as it lasts")
  func banner() {
    var session = Session(manyJobs(3))
    #expect(session.press(.character("p")) == [.pause(true)])
    #expect(session.screen.rows[0].hasSuffix("paused; p goes on"))
    session.receive(.service(.answering(seconds: 0)))
    #expect(session.screen.rows[0].hasSuffix("paused; p goes on"))
    #expect(session.press(.character("p")) == [.pause(false)])
    #expect(session.screen.rows[0].hasSuffix("API: ok"))
  }

  @Test("nothing is checked while paused, and that is said")
  func checks() {
    var session = Session(manyJobs(3))
    session.press(.character("p"))
    for key in [Key.character("r"), .character("R")] {
      #expect(session.press(key).isEmpty)
      #expect(session.screen.newsRow == "Paused: nothing is asked; p goes on.")
    }
  }

  @Test("a conversation is read only once it goes on")
  func conversation() {
    var session = Session([job("a", .completed, conversation: "c1")])
    #expect(session.press(.character("p"), .enter) == [.pause(true)])
    #expect(session.screen.contains("not asked for while paused"))
    #expect(session.press(.character("p")).count == 2)
  }

  @Test("the detail pane says that there is no next check")
  func nextCheck() {
    var session = Session([job("a", .inProgress)])
    session.press(.character("p"), .enter)
    #expect(session.screen.row(with: "Next check")?.contains("not while paused; p goes on") == true)
  }
}

import JobTracking
import Terminal
import Testing

@testable import Dashboard

/// `q` while not all is saved.
@Suite struct LeavingUnsavedTests {
  private static let full = JobStoreError.cannotWrite(reason: "disk full")

  private func session(_ updates: JobUpdate...) -> Session {
    var session = Session(manyJobs(3))
    for update in updates { session.receive(update) }
    return session
  }

  @Test("the first q warns, the second quits", arguments: [Key.character("q"), .control("c")])
  func warned(key: Key) {
    var session = session(.storeTrouble(Self.full), .unsaved(2))
    #expect(session.press(key).isEmpty)
    #expect(
      session.screen.newsRow == "2 changes are not saved: disk full; q again leaves all the same.")
    #expect(session.press(key) == [.quit])
  }

  @Test("another key takes the warning back")
  func stays() {
    var session = session(.storeTrouble(Self.full), .unsaved(1))
    session.press(.character("q"))
    #expect(session.screen.newsRow.hasPrefix("1 change is not saved: "))
    session.press(.character("j"))
    #expect(session.press(.character("q")).isEmpty)
  }

  @Test("a store that is gone is warned of though no change waits")
  func gone() {
    var session = session(.storeTrouble(.gone(path: "/jobs.sqlite")))
    #expect(session.press(.character("q")).isEmpty)
    #expect(session.screen.contains("q again leaves all the same."))
    #expect(session.press(.character("q")) == [.quit])
  }

  @Test("what is under way and what is not saved are told together")
  func both() {
    var session = session(.storeTrouble(Self.full), .unsaved(1))
    session.send(.submissionStage(number: 1, PendingSubmission(label: "a", size: nil, stage: .queued)))
    #expect(session.press(.character("q")).isEmpty)
    #expect(session.screen.newsRow.hasPrefix("A submission is under way; 1 change is not saved: disk full;"))
  }

  @Test("trouble without a loss, or that is over, is no reason to stay")
  func free() {
    var session = session(.storeTrouble(Self.full), .unsaved(0))
    #expect(session.press(.character("q")) == [.quit])
    session = self.session(.storeTrouble(Self.full), .unsaved(1), .storeTrouble(nil), .unsaved(0))
    #expect(session.press(.character("q")) == [.quit])
  }
}

import Dashboard
import JobAPI
import Testing

/// Ids and URLs for the clipboard.
@Suite struct CopyTests {
  @Test("y copies the id of the selected job, Y its URL")
  func copy() {
    var session = Session(manyJobs(3))
    session.press(.down)
    #expect(session.press(.character("y")) == [.copy("job-1", naming: "the id job-1")])
    let url = "https://api.symbl.ai/v1/job/job-1"
    #expect(session.press(.character("Y")) == [.copy(url, naming: "the URL \(url)")])
  }

  @Test("what was copied is said until the next key")
  func told() {
    var session = Session(manyJobs(3))
    session.send(.told("Copied the id job-0."))
    #expect(session.screen.newsRow == "Copied the id job-0.")
    session.press(.down)
    #expect(!session.screen.contains("Copied"))
  }

  @Test("without a job there is nothing to copy", arguments: ["y", "Y"])
  func none(key: Character) {
    var session = Session()
    #expect(session.press(.character(key)).isEmpty)
    #expect(session.screen.newsRow == "There is no job; a adds one.")
  }

  @Test("of marked jobs all ids are copied, those excepted that the filter hides")
  func marked() {
    var session = Session(manyJobs(6))
    session.press(.character("*"), .character("/"))
    session.type("id:job-2 or id:job-3")
    session.press(.enter)
    let shown = ["job-2", "job-3"]
    #expect(
      session.press(.character("y"))
        == [.copy(shown.joined(separator: "\n"), naming: "\(shown.count) ids")])
  }
}

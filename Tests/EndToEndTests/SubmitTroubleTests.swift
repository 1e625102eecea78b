import Foundation
import JobServer
import Testing

/// What `jobwatch submit` does when things are not as they should be: nothing is lost, and all is said.
@Suite(.timeLimit(.minutes(2)))
struct SubmitTroubleTests {
  @Test("a service that cannot be reached leaves all of it unsubmitted, and says so")
  func unreachable() async throws {
    let scratch = try Scratch()
    let baseURL = try await withServer(JobRegistry()) { $0 }
    // The server is gone now.
    let trial = Submitting(baseURL: baseURL, scratch: scratch)
    try trial.write(texts: "a.txt", "b.txt")
    let result = try await trial.submit("a.txt", "b.txt", "https://example.com/c.mp3")
    #expect(result.code == 69)
    #expect(result.output == "")
    #expect(
      result.errors == """
        jobwatch: a.txt: Unreachable: connection refused; is the service running, and the port right?
        jobwatch: Not submitted: a.txt, b.txt, https://example.com/c.mp3.

        """)
    #expect(try trial.tracked().isEmpty)
  }

  @Test("a token that is refused leaves all of it unsubmitted; without one nothing is sent")
  func notAuthorized() async throws {
    let log = RequestLog()
    try await Submitting.with(log: log) { trial in
      try trial.write(texts: "a.txt", "b.txt")
      let wrong = try await trial.submit("a.txt", "b.txt", token: "wr0ng-t0ken")
      #expect(wrong.code == 77)
      #expect(wrong.output == "")
      #expect(wrong.errors.hasSuffix("jobwatch: Not submitted: a.txt, b.txt.\n"))
      #expect(!wrong.errors.contains("wr0ng-t0ken"))
      #expect(log.lines == ["POST /v1/process/text 401"])
      let none = try await trial.submit("a.txt", token: nil)
      #expect(none.code == 77)
      #expect(none.errors.contains("JOBWATCH_TOKEN"))
      #expect(log.lines.count == 1)
      #expect(try trial.tracked().isEmpty)
    }
  }

  /// Something that cannot be submitted, beside something that could.
  struct Unfit: Sendable, CustomTestStringConvertible {
    let arguments: [String]
    let code: Int32
    let sentence: String

    var testDescription: String { arguments.joined(separator: " ") }

    init(_ arguments: String..., code: Int32, _ sentence: String) {
      self.arguments = arguments
      self.code = code
      self.sentence = sentence
    }

    static let all = [
      Unfit("missing.txt", code: 66, "no file 'missing.txt'"),
      Unfit("dangling.txt", code: 66, "no file 'dangling.txt'"),
      Unfit("folder", code: 66, "'folder' is no regular file"),
      Unfit("/dev/null", code: 66, "'/dev/null' is no regular file"),
      Unfit("empty.wav", code: 65, "'empty.wav' is empty"),
      Unfit("blank.txt", code: 65, "'blank.txt' holds no message"),
      Unfit("bytes.txt", code: 65, "'bytes.txt' is not UTF-8"),
      Unfit("bad.json", code: 65, "'bad.json' is not the API's JSON"),
      Unfit("list.json", code: 65, "'list.json' is not the API's JSON"),
      Unfit("unnamed", code: 64, "--kind"),
      Unfit("https://example.com/talk", code: 64, "--kind"),
      Unfit("https://example.com/talk", "--kind", "text", code: 64, "cannot fetch a text"),
      Unfit("https://", code: 64, "no http or https URL"),
      Unfit("ftp://example.com/talk.mp3", code: 64, "no http or https URL"),
      Unfit("-", code: 65, "'standard input' holds no message"),
      Unfit("-", "--kind", "audio", code: 64, "give the path of a file"),
      Unfit("--kind", "picture", code: 64, "picture"),
      Unfit("--param", "novalue", code: 64, "--param 'novalue'"),
      Unfit("--param", "=value", code: 64, "--param '=value'"),
      Unfit("--webhook-url", "example.com/told", code: 64, "'example.com/told' is no http or https URL"),
      Unfit("--webhook-url", "http://", code: 64, "'http://' is no http or https URL"),
      Unfit("--webhook-url", "http://a b/", code: 64, "'http://a b/' is no http or https URL"),
      Unfit("--append", "..", code: 64, "'..' is no conversation id"),
      Unfit("--append", "", code: 64, "'' is no conversation id"),
      Unfit("\u{1B}[31m.txt", code: 66, "no file '"),
    ]
  }

  @Test("what is not fit is a sentence and an exit code, and nothing at all is sent")
  func unfit() async throws {
    let log = RequestLog()
    try await Submitting.with(log: log) { trial in
      try trial.write(texts: "good.txt", "unnamed")
      try FileManager.default.createDirectory(
        atPath: "\(trial.scratch.path)/folder", withIntermediateDirectories: true)
      try FileManager.default.createSymbolicLink(
        atPath: "\(trial.scratch.path)/dangling.txt", withDestinationPath: "nowhere.txt")
      for (name, text) in [
        ("empty.wav", ""), ("blank.txt", " \n\n"), ("bad.json", "{\"messages\": ["), ("list.json", "[]"),
      ] { try trial.write(text, to: name) }
      try Data([0xFF, 0xFE, 0x00]).write(to: URL(filePath: "\(trial.scratch.path)/bytes.txt"))
      try await withThrowingDiscardingTaskGroup { group in
        for unfit in Unfit.all {
          group.addTask {
            let result = try await Program.run(
              trial.command(["good.txt"] + unfit.arguments), in: trial.scratch.path,
              environment: trial.environment())
            #expect(result.code == unfit.code, "\(unfit.testDescription): \(result.errors)")
            #expect(result.errors.contains(unfit.sentence), "\(unfit.testDescription): \(result.errors)")
            #expect(!result.errors.contains("\u{1B}"))
            #expect(result.output == "")
          }
        }
      }
      #expect(log.lines.isEmpty)
      #expect(try trial.tracked().isEmpty)
    }
  }

  @Test("one that the service refuses is named, and the others are submitted")
  func oneRefused() async throws {
    let log = RequestLog()
    let faults = "[{method: POST, requests: 2, status: 422}, {method: POST, requests: 4, status: 503}]"
    try await Submitting.with(faults: faults, log: log) { trial in
      try trial.write(texts: "1.txt", "2.txt", "3.txt", "4.txt", "5.txt")
      let result = try await trial.submit("1.txt", "2.txt", "3.txt", "4.txt", "5.txt")
      #expect(result.code == 65)  // of the first trouble
      #expect(result.errors.contains("jobwatch: 2.txt: The service answered 422: "))
      #expect(result.errors.contains("jobwatch: 4.txt: The service answered 503: "))
      #expect(
        result.errors.hasSuffix(
          """
          jobwatch: Perhaps submitted, so look there before it is submitted again: 4.txt.
          jobwatch: Not submitted: 2.txt.

          """))
      #expect(try trial.tracked().map(\.label) == ["1.txt", "3.txt", "5.txt"])
      #expect(try trial.tracked().map(\.key.id.rawValue) == result.lines)
      #expect(log.lines.count == 5)
    }
  }

  @Test(
    "when the answer is lost, it is perhaps submitted, and not sent again",
    arguments: ["truncate: 5", "body: malformed", "body: huge"])
  func answerLost(fault: String) async throws {
    let log = RequestLog()
    try await Submitting.with(faults: "[{method: POST, requests: 1, \(fault)}]", log: log) { trial in
      try trial.write(texts: "a.txt")
      let result = try await trial.submit("a.txt")
      #expect(result.code == 69)
      #expect(
        result.errors.hasSuffix(
          "jobwatch: Perhaps submitted, so look there before it is submitted again: a.txt.\n"))
      #expect(log.lines == ["POST /v1/process/text 201"])
    }
  }

  @Test("a conversation that is not there is named")
  func unknownConversation() async throws {
    try await Submitting.with { trial in
      try trial.write(texts: "a.txt", "b.txt")
      let result = try await trial.submit("a.txt", "b.txt", "--append", "1234567890123456")
      #expect(result.code == 66)
      #expect(result.errors.contains("no conversation '1234567890123456' to append to"))
      #expect(result.errors.hasSuffix("jobwatch: Not submitted: a.txt, b.txt.\n"))
    }
  }

  @Test(
    "a standard output that cannot be written ends it with 74, the job tracked and named",
    arguments: [">/dev/full", ">&-"])
  func unheard(redirection: String) async throws {
    let log = RequestLog()
    try await Submitting.with(log: log) { trial in
      try trial.write(texts: "a.txt", "b.txt")
      let result = try await trial.shell("exec \"$@\" \(redirection)", "a.txt", "b.txt")
      #expect(result.code == 74)
      let tracked = try trial.tracked()
      #expect(tracked.map(\.label) == ["a.txt"])
      #expect(
        result.errors.contains("Submitted as job '\(tracked.first?.key.id.rawValue ?? "-")' and tracked"))
      #expect(result.errors.hasSuffix("jobwatch: Not submitted: b.txt.\n"))
      #expect(log.lines == ["POST /v1/process/text 201"])
    }
  }

  @Test("a store that cannot be opened is said before anything is sent")
  func unusableStore() async throws {
    let log = RequestLog()
    try await Submitting.with(log: log) { trial in
      try trial.write(texts: "a.txt")
      try trial.write(String(repeating: "no store\n", count: 200), to: "jobs.sqlite")
      let result = try await trial.submit("a.txt")
      #expect(result.code == 74)
      #expect(result.errors.contains("jobs.sqlite"))
      #expect(log.lines.isEmpty)
    }
  }
}

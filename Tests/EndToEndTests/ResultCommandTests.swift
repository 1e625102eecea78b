import AsyncHTTPClient
import Foundation
import JobServer
import NIOCore
import Testing

/// `jobwatch result`, as scripts run it, against the embedded server.
@Suite(.timeLimit(.minutes(2)))
struct ResultCommandTests {
  private static let submission = #"""
    {"name":"Planning","messages":[
    {"payload":{"content":"Hello Bob. What is the budget?"},"from":{"name":"Ann","userId":"ann@example.com"},
     "duration":{"startTime":"2020-07-21T16:02:19.990Z","endTime":"2020-07-21T16:02:23.990Z"}},
    {"payload":{"content":"I'll send it tomorrow."},"from":{"name":"Bob"},
     "duration":{"startTime":"2020-07-21T16:02:24.990Z","endTime":"2020-07-21T16:02:28.990Z"}}]}
    """#

  private struct Made: Decodable {
    let jobId: String
    let conversationId: String
  }

  /// Submits a text to a server.
  private func submit(_ body: String = submission, to baseURL: String) async throws -> Made {
    var request = HTTPClientRequest(url: "\(baseURL)/v1/process/text")
    request.method = .POST
    request.headers.add(name: "Authorization", value: "Bearer test-token")
    request.headers.add(name: "Content-Type", value: "application/json")
    request.body = .bytes(ByteBuffer(string: body))
    let answer = try await HTTPClient.shared.execute(request, timeout: .seconds(30))
    return try JSONDecoder().decode(
      Made.self, from: Data(try await answer.body.collect(upTo: 1 << 20).readableBytesView))
  }

  private func result(
    _ arguments: [String], on baseURL: String, _ scratch: Scratch, token: String? = "test-token"
  ) async throws -> Program.Result {
    var environment = ["HOME": scratch.path]
    environment["JOBWATCH_TOKEN"] = token
    return try await Program.run(
      ["result", "--base-url", baseURL, "--store", "\(scratch.path)/jobs.sqlite"] + arguments,
      environment: environment)
  }

  /// A server whose texts are completed, or come to another end, at once.
  private func withMade(
    _ outcome: JobScript.Outcome = .completed, _ work: (_ baseURL: String, Made, Scratch) async throws -> Void
  ) async throws {
    let registry = JobRegistry(
      textScript: JobScript(queueTime: .zero, runTime: .zero, outcome: outcome))
    let scratch = try Scratch()
    try await withServer(registry) { baseURL in
      try await work(baseURL, try await submit(to: baseURL), scratch)
    }
  }

  @Test("a completed job's conversation is printed in every format, asked for once")
  func printed() async throws {
    let registry = JobRegistry(textScript: JobScript(queueTime: .zero, runTime: .zero, outcome: .completed))
    let scratch = try Scratch()
    let (baseURL, made, first) = try await withServer(registry) { baseURL in
      let made = try await submit(to: baseURL)
      let first = try await result([made.jobId, "--conversation", made.conversationId], on: baseURL, scratch)
      return (baseURL, made, first)
    }
    #expect(first.code == 0)
    #expect(first.errors == "")
    #expect(
      first.output.hasPrefix(
        """
        Planning
        Time: 2020-07-21T16:02:19.990Z to 2020-07-21T16:02:28.990Z
        Members: Ann <ann@example.com>, Bob

        [00:00:00] Ann: Hello Bob. What is the budget?
        [00:00:05] Bob: I'll send it tomorrow.

        """))
    #expect(first.output.contains("\nQuestions\n- What is the budget?\n"))
    // The server is gone now, and nobody is signed in.
    for (format, text) in [
      ("text", "[00:00:05] Bob: I'll send it tomorrow."), ("markdown", "- **Ann** (00:00:00): Hello Bob."),
      ("srt", "2\n00:00:05,000 --> 00:00:09,000\nBob: I'll send it tomorrow.\n"),
      ("json", #""conversationId" : "\#(made.conversationId)""#),
    ] {
      let again = try await result(
        [made.jobId, "--conversation", made.conversationId, "--format", format], on: baseURL, scratch,
        token: nil)
      #expect(again.code == 0)
      #expect(again.output.contains(text))
    }
    let gone = try await result([made.jobId, "--conversation", "1"], on: baseURL, scratch)
    #expect(gone.code == 69)
    #expect(gone.errors.contains("Unreachable"))
  }

  /// Submits a text with the program itself.
  private func submit(
    text: String, _ options: [String] = [], on baseURL: String, _ scratch: Scratch
  ) async throws -> Made {
    let file = "\(scratch.path)/call.txt"
    try text.write(toFile: file, atomically: true, encoding: .utf8)
    let result = try await Program.run(
      ["submit", file, "--json", "--base-url", baseURL, "--store", "\(scratch.path)/jobs.sqlite"] + options,
      environment: ["HOME": scratch.path, "JOBWATCH_TOKEN": "test-token"])
    return try JSONDecoder().decode(Made.self, from: Data(result.output.utf8))
  }

  @Test("what was submitted from here needs its job's id alone, and what is appended is in the result")
  func submitted() async throws {
    let registry = JobRegistry(textScript: JobScript(queueTime: .zero, runTime: .zero, outcome: .completed))
    let scratch = try Scratch()
    try await withServer(registry) { baseURL in
      let made = try await submit(text: "Ann: Hello\n", on: baseURL, scratch)
      let first = try await result([made.jobId], on: baseURL, scratch)
      #expect(first.output.contains("[00:00:00] Ann: Hello\n"))
      let more = try await submit(
        text: "Bob: Bye\n", ["--append", made.conversationId], on: baseURL, scratch)
      #expect(more.conversationId == made.conversationId)
      let second = try await result([more.jobId], on: baseURL, scratch)
      #expect(second.output.contains("Ann: Hello\n"))
      #expect(second.output.contains("Bob: Bye\n"))
      #expect(try await result([made.jobId], on: baseURL, scratch).output == second.output)
    }
  }

  @Test(
    "a job that has not completed prints nothing, and the exit code says why",
    arguments: [
      (.runsForever, 8, "is in progress"), (.failed, 1, "has failed"),
      (.unrecognized("paused"), 8, "is paused"),
    ] as [(JobScript.Outcome, Int32, String)])
  func notCompleted(outcome: JobScript.Outcome, code: Int32, words: String) async throws {
    try await withMade(outcome) { baseURL, made, scratch in
      let result = try await result([made.jobId], on: baseURL, scratch)
      #expect(result.code == code)
      #expect(result.output == "")
      #expect(result.errors.hasPrefix("jobwatch: Job \(made.jobId) \(words)"))
    }
  }

  @Test("a job whose conversation nobody has named says how to name it")
  func conversationNotKnown() async throws {
    try await withMade { baseURL, made, scratch in
      let result = try await result([made.jobId], on: baseURL, scratch)
      #expect(result.code == 66)
      #expect(result.errors.contains("--conversation"))
    }
  }

  @Test("an unknown job, an unknown conversation and a wrong token are told apart")
  func refused() async throws {
    try await withMade { baseURL, made, scratch in
      let unknown = try await result(["no-such-job"], on: baseURL, scratch)
      #expect(unknown.code == 66)
      #expect(unknown.errors.contains("does not know job no-such-job"))
      let conversation = try await result([made.jobId, "--conversation", "1"], on: baseURL, scratch)
      #expect(conversation.code == 66)
      #expect(conversation.errors.contains("does not know conversation 1"))
      #expect(try await result([made.jobId], on: baseURL, scratch, token: "wrong").code == 77)
      #expect(try await result([made.jobId], on: baseURL, scratch, token: nil).code == 77)
    }
  }

  @Test("a format, a conversation or a list of jobs that cannot be is a usage error")
  func unfit() async throws {
    try await withMade { baseURL, made, scratch in
      let format = try await result([made.jobId, "--format", "pdf"], on: baseURL, scratch)
      #expect(format.code == 64)
      let id = try await result([made.jobId, "--conversation", ".."], on: baseURL, scratch)
      #expect(id.code == 64)
      let two = try await result(["a,b"], on: baseURL, scratch)
      #expect(two.code == 64)
    }
  }
}

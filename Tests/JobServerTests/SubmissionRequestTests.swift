import AsyncHTTPClient
import Foundation
import JobAPI
import JobServer
import NIOCore
import TestTools
import Testing

@Suite(.timeLimit(.minutes(1))) struct SubmissionRequestTests {
  private let clock = ManualClock()
  private let registry: JobRegistry

  init() { registry = JobRegistry(maxConcurrentJobs: 50, clock: clock) }

  private static let hello = #"{"messages":[{"payload":{"content":"Hello"}}]}"#

  @Test("a submitted text becomes a job that completes")
  func completes() async throws {
    try await RunningServer.with(registry) { [clock] server in
      let answer = try await server.post(Self.hello)
      #expect(answer.status == 201)
      let submission = try JSONDecoder().decode(Submission.self, from: Data(answer.body.utf8))
      let path = "/v1/job/\(submission.jobId)"
      #expect(try await server.get(path).body.contains("scheduled"))
      clock.advance(by: .seconds(2))
      #expect(try await server.get(path).body.contains("in_progress"))
      clock.advance(by: .seconds(4))
      #expect(try await server.get(path).body.contains("completed"))
    }
  }

  @Test("a text without a letter or a digit becomes a job that fails")
  func fails() async throws {
    try await RunningServer.with(registry) { [clock] server in
      let answer = try await server.post(
        #"{"messages":[{"payload":{"content":"???"}},{"payload":{"content":""}}]}"#
      )
      #expect(answer.status == 201)
      let submission = try JSONDecoder().decode(Submission.self, from: Data(answer.body.utf8))
      clock.advance(by: .seconds(6))
      #expect(try await server.get("/v1/job/\(submission.jobId)").body.contains("failed"))
    }
  }

  @Test("everything the documentation calls optional may be there, or be null")
  func optionalFields() async throws {
    let body = #"""
      {"name": "Sales", "confidenceThreshold": 0.6, "detectPhrases": true, "trackers": [], "webhookUrl": null,
       "messages": [{"payload": {"content": "5", "contentType": null}, "from": {"name": "Zoé", "userId": "z@x.org"},
       "duration": {"startTime": "2020-07-21T16:04:19.99Z", "endTime": "2020-07-21T16:04:20.99Z"}}]}
      """#
    try await RunningServer.with(registry) { server in
      let answer = try await server.post(body, contentType: "Application/JSON; charset=utf-8")
      #expect(answer.status == 201)
    }
  }

  @Test(
    "a body that is not as documented is 400 and says what is wrong",
    arguments: [
      ("", "The body is not valid JSON."),
      ("{", "The body is not valid JSON."),
      ("hello", "The body is not valid JSON."),
      ("[]", "The body must be a JSON object."),
      ("{}", "“messages” is missing."),
      (#"{"messages":null}"#, "“messages” must not be null."),
      (#"{"messages":[]}"#, "“messages” must hold at least one message."),
      (#"{"messages":"hello"}"#, "“messages” has the wrong type."),
      (#"{"messages":[{}]}"#, "“messages[0].payload” is missing."),
      (#"{"messages":[{"payload":{"content":7}}]}"#, "“messages[0].payload.content” has the wrong type."),
      (
        #"{"messages":[{"payload":{"content":"a"}},{"payload":{}}]}"#,
        "“messages[1].payload.content” is missing."
      ),
      (
        #"{"messages":[{"payload":{"content":"a"},"duration":{"startTime":"noon"}}]}"#,
        "“messages[0].duration.startTime” must be an ISO 8601 instant, such as 2020-07-21T16:02:19.99Z."
      ),
      (
        #"{"messages":[{"payload":{"content":"a"},"#
          + #""duration":{"startTime":"2020-07-21T16:02:19Z","endTime":"2020-07-21T16:02:18Z"}}]}"#,
        "“messages[0].duration.endTime” must not be before the start."
      ),
      (
        #"{"webhookUrl":"ftp://x/","messages":[{"payload":{"content":"a"}}]}"#,
        "“webhookUrl” must be an http or https URL."
      ),
      (
        #"{"confidenceThreshold":0.4,"messages":[{"payload":{"content":"a"}}]}"#,
        "“confidenceThreshold” must be a number from 0.5 to 1.0."
      ),
    ]
  )
  func badBody(body: String, message: String) async throws {
    try await RunningServer.with(registry) { server in
      let answer = try await server.post(body)
      #expect(answer.status == 400)
      #expect(answer.body == #"{"message":"\#(message)"}"#)
    }
  }

  @Test("JSON nested a hundred thousand deep is 400, not a crash")
  func deep() async throws {
    try await RunningServer.with(registry) { server in
      let nested = String(repeating: "[", count: 100_000)
      let answer = try await server.post(#"{"messages":\#(nested)"#)
      #expect(answer.status == 400)
    }
  }

  @Test(
    "a body that does not say it is JSON is 415",
    arguments: [nil, "text/plain", "application/jsonp"] as [String?]
  )
  func contentType(type: String?) async throws {
    try await RunningServer.with(registry) { server in
      let answer = try await server.post(Self.hello, contentType: type)
      #expect(answer.status == 415)
      #expect(answer.body.contains("application/json"))
    }
  }

  @Test("a body of 16 MiB is taken, a larger one is 413, with and without a length announced")
  func tooLarge() async throws {
    try await RunningServer.with(registry) { server in
      let filling = (16 << 20) - Self.hello.utf8.count
      let largest = Self.hello + String(repeating: " ", count: filling)
      #expect(try await server.post(largest).status == 201)
      #expect(try await server.post(largest + " ").status == 413)

      var headers = RunningServer.authorization
      headers.add(name: "Content-Type", value: "application/json")
      let parts = [ByteBuffer(string: largest), ByteBuffer(string: " ")].async
      let answer = try await server.send(
        "POST",
        "/v1/process/text",
        headers: headers,
        body: .stream(parts, length: .unknown)
      )
      #expect(answer.status == 413)
      #expect(answer.body.contains("16 MiB"))
    }
  }
}

extension Array where Element: Sendable {
  /// The elements one after the other.
  fileprivate var async: AsyncStream<Element> {
    AsyncStream { continuation in
      for element in self { continuation.yield(element) }
      continuation.finish()
    }
  }
}

import Foundation
import JobAPI
import Testing

/// What the client sends.
@Suite(.timeLimit(.minutes(1))) struct RequestTests {
  private static let job = FaultServer.response("200 OK", body: #"{"id":"a","status":"completed"}"#)
  private static let created = FaultServer.response(
    "201 Created", body: #"{"conversationId":"5815170695593136","jobId":"9b1deb4d"}"#)

  /// The body of the one request a submission makes.
  private func submittedBody(_ text: String, name: String?) async throws -> NSDictionary {
    let (bodies, continuation) = AsyncStream.makeStream(of: String.self)
    try await FaultServer.with(FaultServer.answering(Self.created)) { server in
      _ = try await Asking.with(server.baseURL) { try await $0.submit(text: text, name: name) }
      continuation.yield(
        try #require(server.requests.first?.split(separator: "\r\n\r\n").last.map(String.init)))
    }
    let body = try #require(await bodies.first { _ in true })
    return try #require(try JSONSerialization.jsonObject(with: Data(body.utf8)) as? NSDictionary)
  }

  @Test("a status is asked for with GET, the token and nothing else that tells who asks")
  func question() async throws {
    try await FaultServer.with(FaultServer.answering(Self.job)) { server in
      _ = try await Asking.job(at: server)
      let lines = try #require(server.requests.first?.split(separator: "\r\n").map { $0.lowercased() })
      #expect(
        lines.sorted() == [
          "accept: application/json", "authorization: bearer \(Asking.tokenText)", "get /v1/job/a http/1.1",
          "host: 127.0.0.1:\(server.port)",
        ])
    }
  }

  @Test("a submission is posted as JSON to the documented path")
  func submission() async throws {
    try await FaultServer.with(FaultServer.answering(Self.created)) { server in
      let submission = try await Asking.with(server.baseURL) { try await $0.submit(text: "Hi", name: nil) }
      #expect(submission == Submission(conversationId: "5815170695593136", jobId: "9b1deb4d"))
      let request = try #require(server.requests.first?.lowercased())
      #expect(request.hasPrefix("post /v1/process/text http/1.1\r\n"))
      #expect(request.contains("\r\ncontent-type: application/json\r\n"))
      #expect(request.contains("\r\nauthorization: bearer \(Asking.tokenText)\r\n"))
    }
  }

  @Test("each line of a text is a message; lines with nothing in them are left out")
  func messages() async throws {
    let body = try await submittedBody("Hello\n \r\n\nWörld \"5\"\r\n", name: "Sales")
    let expected: NSDictionary = [
      "name": "Sales",
      "messages": [
        ["payload": ["content": "Hello", "contentType": "text/plain"]],
        ["payload": ["content": "Wörld \"5\"", "contentType": "text/plain"]],
      ],
    ]
    #expect(body == expected)
  }

  @Test("without a name none is sent")
  func nameless() async throws {
    #expect(try await submittedBody("Hi", name: nil).allKeys as? [String] == ["messages"])
  }

  @Test("an answer to a submission that names no job is malformed")
  func noJob() async throws {
    let body = #"{"conversationId":"5"}"#
    try await FaultServer.with(FaultServer.answering(FaultServer.response("201 Created", body: body))) {
      server in
      await #expect(throws: JobAPIError.malformed(detail: "'\(body)'")) {
        try await Asking.with(server.baseURL) { try await $0.submit(text: "Hi", name: nil) }
      }
    }
  }
}

import AsyncHTTPClient
import JobAPI
import NIOCore
import NIOHTTP1
import TestTools
import Testing

@testable import JobServer

@Suite(.timeLimit(.minutes(1))) struct FaultTests {
  private let clock = ManualClock()

  /// A server with a job “a” whose first request goes wrong.
  private func withFault(
    _ fault: Fault, _ work: @escaping @Sendable (RunningServer) async throws -> Void
  ) async throws {
    var scenario = Scenario()
    scenario.faults = [FaultRule(path: "/v1/*", requests: 1...1, fault: fault)]
    let registry = JobRegistry(scenario: scenario, clock: clock)
    await registry.add(id: "a", script: .submittedText)
    try await RunningServer.with(registry, .init(token: RunningServer.token), work)
  }

  private static let question =
    "GET /v1/job/a HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer \(RunningServer.token)\r\n\r\n"
  private static let usual = #"{"id":"a","status":"scheduled"}"#

  @Test("a status is answered instead, and the next request as usual")
  func status() async throws {
    try await withFault(Fault(kind: .status(503), retryAfter: 7)) { server in
      let answer = try await server.get("/v1/job/a")
      #expect(answer.status == 503)
      #expect(answer.headers["Retry-After"] == ["7"])
      #expect(answer.body == #"{"message":"The scenario has this request fail."}"#)
      #expect(try await server.get("/v1/job/a").body == Self.usual)
    }
  }

  @Test("a submission that is to fail makes no job")
  func submission() async throws {
    try await withFault(Fault(kind: .status(500))) { server in
      #expect(try await server.post(#"{"messages":[{"payload":{"content":"Hello"}}]}"#).status == 500)
      for _ in 1...2 { _ = try await server.submit(#"{"messages":[{"payload":{"content":"Hello"}}]}"#) }
    }
  }

  @Test("a delay holds the answer back, on the registry's clock")
  func delay() async throws {
    try await withFault(Fault(delay: .seconds(30))) { [clock] server in
      async let answer = server.get("/v1/job/a")
      await clock.hasSleeper()
      clock.advance(by: .seconds(30))
      let body = try await answer.body
      #expect(body.contains("completed"))
    }
  }

  @Test("a hanging request is not answered, and does not keep the server from ending")
  func hang() async throws {
    try await withFault(Fault(kind: .hang, delay: .seconds(1))) { [clock] server in
      try await RawConnection.open(to: server).executeThenClose { _, outbound in
        try await outbound.write(ByteBuffer(string: Self.question))
        await clock.hasSleeper()
        clock.advance(by: .seconds(1))
        #expect(try await server.get("/v1/job/a").body == Self.usual)
      }
    }
  }

  @Test("a hanging request ends when the client closes")
  func hangClosed() async throws {
    try await withFault(Fault(kind: .hang)) { server in
      let answer = try await RawConnection.exchange(Self.question, with: server)
      #expect(answer.isEmpty)
    }
  }

  @Test("a reset connection ends with a reset")
  func reset() async throws {
    try await withFault(Fault(kind: .reset)) { server in
      try await RawConnection.open(to: server).executeThenClose { inbound, outbound in
        try await outbound.write(ByteBuffer(string: Self.question))
        let error = await #expect(throws: IOError.self) { for try await _ in inbound {} }
        #expect(error?.errnoCode == 104)  // ECONNRESET
      }
    }
  }

  @Test("a truncated answer announces more than comes")
  func truncated() async throws {
    try await withFault(Fault(kind: .truncated(after: 10))) { server in
      let answer = try await RawConnection.exchange(Self.question, with: server)
      #expect(answer.hasPrefix("HTTP/1.1 200"))
      #expect(answer.contains("Content-Length: \(Self.usual.utf8.count)\r\n"))
      #expect(answer.hasSuffix("\r\n\r\n" + Self.usual.prefix(10)))
    }
  }

  @Test(
    "another body takes the place of the answer's",
    arguments: [
      (Fault.Body.malformed, #"{"id": "#, "application/json; charset=utf-8"),
      (.html, "<!DOCTYPE html><title>Bad Gateway</title><h1>Bad Gateway</h1>", "text/html"),
      (.empty, "", "application/json; charset=utf-8"),
    ]
  )
  func body(body: Fault.Body, text: String, type: String) async throws {
    try await withFault(Fault(kind: .body(body))) { server in
      let answer = try await server.get("/v1/job/a")
      #expect(answer.status == 200)
      #expect(answer.body == text)
      #expect(answer.headers["Content-Type"] == [type])
      #expect(try await server.get("/v1/job/a").body == Self.usual)
    }
  }

  @Test("a huge body has 64 MiB")
  func huge() async throws {
    try await withFault(Fault(kind: .body(.huge))) { server in
      var request = HTTPClientRequest(url: server.baseURL + "/v1/job/a")
      request.headers = RunningServer.authorization
      var length = 0
      for try await piece in try await HTTPClient.shared.execute(request, timeout: .seconds(30)).body {
        length += piece.readableBytes
      }
      #expect(length == (64 << 20) + 9)
    }
  }

  @Test("an answer about another id is one about another id, and otherwise as usual")
  func wrongID() async throws {
    try await withFault(Fault(kind: .wrongID)) { server in
      let answer = try await server.get("/v1/job/a")
      #expect(answer.body == #"{"id":"00000000-0000-4000-8000-000000000000","status":"scheduled"}"#)
    }
  }

  @Test("submitted jobs go as the scenario has them")
  func jobs() async throws {
    let scenario = try ScenarioReader.scenario(
      in: "{default: {scheduled: 0s, in_progress: 1s}, jobs: [{number: 2, in_progress: 0s, ends: failed}]}",
      file: "")
    try await RunningServer.with(JobRegistry(scenario: scenario, clock: clock)) { [clock] server in
      let first = try await server.submit(#"{"messages":[{"payload":{"content":"Hello"}}]}"#)
      let second = try await server.submit(#"{"messages":[{"payload":{"content":"Hello"}}]}"#)
      #expect(try await server.get("/v1/job/\(first.jobId)", as: Job.self).status == .inProgress)
      #expect(try await server.get("/v1/job/\(second.jobId)", as: Job.self).status == .scheduled)
      clock.advance(by: .seconds(2))
      #expect(try await server.get("/v1/job/\(first.jobId)", as: Job.self).status == .completed)
      #expect(try await server.get("/v1/job/\(second.jobId)", as: Job.self).status == .failed)
    }
  }
}

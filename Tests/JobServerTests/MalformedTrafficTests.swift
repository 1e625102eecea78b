import JobServer
import TestTools
import Testing

@Suite(.timeLimit(.minutes(1))) struct MalformedTrafficTests {
  private let registry = JobRegistry(clock: ManualClock())

  private static let question =
    "GET /v1/job/a HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer \(RunningServer.token)\r\n\r\n"

  @Test("requests sent in one go are answered in their order, each once")
  func pipelining() async throws {
    await registry.add(id: "a", script: .submittedText)
    try await RunningServer.with(registry) { server in
      let text = Self.question + "GET /v1/nothing HTTP/1.1\r\nHost: x\r\n\r\n" + Self.question
      let answers = try await RawConnection.exchange(text, with: server)
      let statuses = answers.matches(of: /HTTP\/1\.1 (\d+)/).map { String($0.output.1) }
      #expect(statuses == ["200", "401", "200"])
    }
  }

  @Test("a refused body is skipped, and the connection answers on")
  func refusedBody() async throws {
    await registry.add(id: "a", script: .submittedText)
    try await RunningServer.with(registry) { server in
      let refused = "POST /v1/process/text HTTP/1.1\r\nHost: x\r\nContent-Length: 40\r\n\r\n"
      let text = refused + String(repeating: "x", count: 40) + Self.question
      let answers = try await RawConnection.exchange(text, with: server)
      let statuses = answers.matches(of: /HTTP\/1\.1 (\d+)/).map { String($0.output.1) }
      #expect(statuses == ["401", "200"])
    }
  }

  @Test("a header of 200 KB is refused or cut off")
  func longHeader() async throws {
    try await RunningServer.with(registry) { server in
      let text = "GET / HTTP/1.1\r\nHost: x\r\nA: \(String(repeating: "b", count: 200_000))\r\n\r\n"
      let answer = try await RawConnection.exchange(text, with: server)
      #expect(answer.isEmpty || answer.hasPrefix("HTTP/1.1 4"))
    }
  }

  @Test("the answer to HEAD has no body")
  func head() async throws {
    try await RunningServer.with(registry) { server in
      let answer = try await RawConnection.exchange("HEAD / HTTP/1.1\r\nHost: x\r\n\r\n", with: server)
      #expect(answer.hasPrefix("HTTP/1.1 404"))
      #expect(answer.hasSuffix("\r\n\r\n"))
    }
  }

  @Test(
    "what is no HTTP is refused or cut off, and the next client is served",
    arguments: [
      "",
      "\r\n\r\n",
      "hello\r\n\r\n",
      "\u{16}\u{3}\u{1}\u{0}\u{0}",
      "GET\r\n\r\n",
      "GET /v1/job/a HTTP/9.9\r\n\r\n",
      "GET /v1/job/a HTTP/1.1\r\nHost: x\r\nno colon\r\n\r\n",
      "GET /v1/job/\u{1B}[2J HTTP/1.1\r\nHost: x\r\n\r\n",
      "GET ?? HTTP/1.1\r\nHost: x\r\n\r\n",
      "GET http:// HTTP/1.1\r\nHost: x\r\n\r\n",
      "GET http://x:99999999999999999999/v1/job/a HTTP/1.1\r\nHost: x\r\n\r\n",
      "OPTIONS * HTTP/1.1\r\nHost: x\r\n\r\n",
      "CONNECT x:1 HTTP/1.1\r\nHost: x\r\n\r\nmore",
      "GET / HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\nmore",
      "GET / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n",
      "GET / HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
      "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
      question + "garbage\r\n\r\n",
      "POST /v1/process/text HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer \(RunningServer.token)\r\n"
        + "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
      "POST /v1/process/text HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer \(RunningServer.token)\r\n"
        + "Content-Type: application/json\r\nContent-Length: 100\r\n\r\n{",
    ]
  )
  func garbage(text: String) async throws {
    await registry.add(id: "a", script: .submittedText)
    try await RunningServer.with(registry) { server in
      let answer = try await RawConnection.exchange(text, with: server)
      #expect(answer.isEmpty || answer.hasPrefix("HTTP/1.1 "))
      #expect(try await server.get("/v1/job/a").status == 200)
    }
  }
}

import JobAPI
import TestTools
import Testing

@Suite(.timeLimit(.minutes(1))) struct BrokenConnectionTests {
  /// A script that sends the start of an answer and then does something else.
  private static func start(
    _ text: String, then end: @escaping FaultServer.Script = { _ in }
  ) -> FaultServer.Script {
    { connection in
      try await connection.request()
      try await connection.send(text)
      try await end(connection)
    }
  }

  private static let halfAnswer =
    "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"id\":\"a\",\"status\":\"com"

  @Test("a port nobody listens on is unreachable at once, not when the time is up")
  func refused() async throws {
    await #expect(throws: JobAPIError.refused) {
      // Port 1 is never given to a program that asks for any free port. A client that tried again until its time is up would
      // end with a timeout: that of the client is less than that of the answer.
      try await Asking.with("http://127.0.0.1:1", responseTimeout: .seconds(60)) {
        try await $0.status(of: JobID("a"))
      }
    }
  }

  @Test(
    "an answer that was cut short is no answer, however much of it came, and the connection counts as broken",
    arguments: [
      "", "HTTP/1.1 200 OK\r\nContent-Le", halfAnswer,
      "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1f\r\n{\"id\":\"a\",\"status\":\"completed\"}\r\n",
      "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"id\":\"a\",\"status\":\"completed\"}",
    ]
  )
  func truncated(text: String) async throws {
    try await FaultServer.with(Self.start(text)) { server in
      let error = try await Asking.error(at: server)
      #expect(error == .truncated)
    }
  }

  @Test("a connection that is reset in the middle counts as reset")
  func reset() async throws {
    try await FaultServer.with(Self.start(Self.halfAnswer) { try await $0.reset() }) { server in
      let error = try await Asking.error(at: server)
      #expect(error == .reset)
    }
  }

  @Test("https:// to a server without TLS is no secure connection")
  func noTLS() async throws {
    let script: FaultServer.Script = { connection in
      try await connection.anything()
      try await connection.send("HTTP/1.1 400 Bad Request\r\n\r\n")
    }
    try await FaultServer.with(script) { server in
      let baseURL = server.baseURL.replacing("http://", with: "https://")
      let error = await #expect(throws: JobAPIError.self) {
        try await Asking.with(baseURL) { try await $0.status(of: JobID("a")) }
      }
      #expect(error == .tls(.notSpoken))
    }
  }

  @Test(
    "what is no HTTP is not taken for it",
    arguments: ["hello\r\n\r\n", "HTTP/9 x\r\n\r\n"])
  func noHTTP(text: String) async throws {
    try await FaultServer.with(Self.start(text)) { server in
      let error = try await Asking.error(at: server)
      #expect(error == .notHTTP)
    }
  }

  @Test("after a broken connection the same client asks again")
  func recovers() async throws {
    let answer = FaultServer.response("200 OK", body: #"{"id":"a","status":"completed"}"#)
    let script: FaultServer.Script = { connection in
      let isFirst = try await connection.request() == 1
      try await connection.send(isFirst ? Self.halfAnswer : answer)
    }
    try await FaultServer.with(script) { server in
      try await Asking.with(server.baseURL) { api in
        await #expect(throws: JobAPIError.self) { try await api.status(of: JobID("a")) }
        let job = try await api.status(of: JobID("a"))
        #expect(job.status == .completed)
      }
    }
  }

  @Test(
    "cancelling while an answer is waited for ends with CancellationError",
    arguments: ["", "HTTP/1.1 200 OK\r\n", halfAnswer]
  )
  func cancelled(start: String) async throws {
    let (arrivals, continuation) = AsyncStream.makeStream(of: Void.self)
    let script = Self.start(start) { connection in
      continuation.yield()
      try await connection.stayQuiet()
    }
    try await FaultServer.with(script) { server in
      let question = Task { try await Asking.job(at: server) }
      for await _ in arrivals { break }
      question.cancel()
      await #expect(throws: CancellationError.self) { try await question.value }
    }
  }

  @Test("sixteen questions are out at the same time")
  func sixteen() async throws {
    let answer = FaultServer.response("200 OK", body: #"{"id":"a","status":"completed"}"#)
    let meeting = Gate(opensAt: 16)
    let script: FaultServer.Script = { connection in
      try await connection.request()
      try await meeting.pass()
      try await connection.send(answer)
    }
    try await FaultServer.with(script) { server in
      try await Asking.with(server.baseURL) { api in
        try await withThrowingTaskGroup { group in
          for _ in 1...16 { group.addTask { try await api.status(of: JobID("a")) } }
          for try await job in group { #expect(job.status == .completed) }
        }
      }
    }
  }
}

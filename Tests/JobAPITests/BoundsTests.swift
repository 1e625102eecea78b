import JobAPI
import Testing

/// No answer is too large, too slow or too broken to be done with.
@Suite(.timeLimit(.minutes(1))) struct BoundsTests {
  private static let head = "HTTP/1.1 200 OK\r\n"
  private static let job = #"{"id":"a","status":"completed"}"#
  private static let chunk = "10000\r\n" + String(repeating: "x", count: 0x10000) + "\r\n"
  private static let short = Duration.milliseconds(200)

  private static func padded(to size: Int) -> String {
    job + String(repeating: " ", count: size - job.utf8.count)
  }

  @Test("a body of exactly 1 MiB is read")
  func largest() async throws {
    let response = FaultServer.response("200 OK", body: Self.padded(to: HTTPJobAPI.largestBody))
    try await FaultServer.with(FaultServer.answering(response)) { server in
      let job = try await Asking.job(at: server)
      #expect(job.status == .completed)
    }
  }

  @Test("a body of one byte more is refused, with its length announced and without")
  func tooLarge() async throws {
    let body = Self.padded(to: HTTPJobAPI.largestBody + 1)
    let responses = [
      FaultServer.response("200 OK", body: body), "\(Self.head)Connection: close\r\n\r\n\(body)",
    ]
    for response in responses {
      try await FaultServer.with(FaultServer.answering(response)) { server in
        let error = try await Asking.error(at: server)
        #expect(error == .tooLarge)
      }
    }
  }

  @Test("a body without an end is cut off at 1 MiB", arguments: ["200 OK", "500 Oops"])
  func endless(status: String) async throws {
    let script: FaultServer.Script = { connection in
      try await connection.request()
      try await connection.send("HTTP/1.1 \(status)\r\nTransfer-Encoding: chunked\r\n\r\n")
      while true { try await connection.send(Self.chunk) }
    }
    try await FaultServer.with(script) { server in
      let error = try await Asking.error(at: server)
      #expect(error == .tooLarge)
    }
  }

  @Test("a redirect with a body without an end is followed all the same")
  func endlessRedirect() async throws {
    let script: FaultServer.Script = { connection in
      if try await connection.request() > 1 {
        return try await connection.send(FaultServer.response("200 OK", body: Self.job))
      }
      try await connection.send("HTTP/1.1 302 Found\r\nLocation: /x\r\nTransfer-Encoding: chunked\r\n\r\n")
      while true { try await connection.send(Self.chunk) }
    }
    try await FaultServer.with(script) { server in
      let job = try await Asking.job(at: server)
      #expect(job.status == .completed)
    }
  }

  @Test("a server that never answers times out")
  func silent() async throws {
    let script: FaultServer.Script = { connection in
      try await connection.request()
      try await connection.stayQuiet()
    }
    try await FaultServer.with(script) { server in
      let error = try await Asking.error(at: server, responseTimeout: Self.short)
      #expect(error == .timedOut)
    }
  }

  @Test(
    "a server that stops in the middle of its answer times out",
    arguments: ["", "HTTP/1.1 200 OK\r\nA: b\r\n"])
  func stops(head: String) async throws {
    let start = head.isEmpty ? "\(Self.head)Content-Length: 100\r\n\r\n{\"id\"" : head
    let script: FaultServer.Script = { connection in
      try await connection.request()
      try await connection.send(start)
      try await connection.stayQuiet()
    }
    try await FaultServer.with(script) { server in
      let error = try await Asking.error(at: server, responseTimeout: Self.short)
      #expect(error == .timedOut)
    }
  }

  @Test("a server that drips a byte now and then times out all the same")
  func drip() async throws {
    let script: FaultServer.Script = { connection in
      try await connection.request()
      try await connection.send("\(Self.head)Content-Length: 1000000\r\n\r\n")
      // The pause is what this server is like; nothing waits for it.
      for await _ in Ticks(every: .milliseconds(20)) { try await connection.send(" ") }
    }
    try await FaultServer.with(script) { server in
      let error = try await Asking.error(at: server, responseTimeout: Self.short)
      #expect(error == .timedOut)
    }
  }
}

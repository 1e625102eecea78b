import JobAPI
import Testing

@Suite(.timeLimit(.minutes(1))) struct RedirectTests {
  private static let job = FaultServer.response("200 OK", body: #"{"id":"a","status":"completed"}"#)

  private static func redirect(_ status: String = "302 Found", to location: String) -> String {
    FaultServer.response(status, headers: ["Location: \(location)"])
  }

  /// Answers the first request on a connection and the ones after it in turn, over all connections.
  private static func inTurn(_ responses: [String]) -> FaultServer.Script {
    { connection in
      let number = try await connection.request()
      try await connection.send(responses[min(number, responses.count) - 1])
    }
  }

  @Test(
    "a redirect to another origin is not followed: the other side gets no request at all",
    arguments: ["301 Moved Permanently", "302 Found", "307 Temporary Redirect", "308 Permanent Redirect"]
  )
  func otherOrigin(status: String) async throws {
    try await FaultServer.with(FaultServer.answering(Self.job)) { other in
      let target = "\(other.baseURL)/v1/job/a"
      try await FaultServer.with(FaultServer.answering(Self.redirect(status, to: target))) { server in
        let error = try await Asking.error(at: server)
        #expect(error == .redirected(to: target))
        #expect(server.requests.count == 1)
        #expect(other.requests == [])
      }
    }
  }

  @Test(
    "a redirect that only looks like the same origin is not followed",
    arguments: [
      "http://localhost:PORT/v1/job/a", "https://127.0.0.1:PORT/v1/job/a", "//127.0.0.1/v1/job/a",
      "http://127.0.0.1:PORT@other.invalid/", "http://me:pw@127.0.0.1:PORT/v1/job/a",
      "http://127.0.0.1.:PORT/",
      "ftp://127.0.0.1:PORT/", "http://[::1]:PORT/", "file:///etc/passwd", "http://127.0.0.1:0/",
    ]
  )
  func almostSameOrigin(location: String) async throws {
    let script: FaultServer.Script = { connection in
      try await connection.request()
      try await connection.send(Self.redirect(to: connection.onItsPort(location)))
    }
    try await FaultServer.with(script) { server in
      let target = location.replacing("PORT", with: "\(server.port)")
      let error = try await Asking.error(at: server)
      #expect(error == .redirected(to: target))
      #expect(server.requests.count == 1)
    }
  }

  @Test(
    "a redirect within the origin is followed with the token",
    arguments: ["/moved/a", "http://127.0.0.1:PORT/moved/a", "../../moved/a", "//127.0.0.1:PORT/moved/a"]
  )
  func sameOrigin(location: String) async throws {
    let script: FaultServer.Script = { connection in
      let number = try await connection.request()
      let redirect = Self.redirect(to: connection.onItsPort(location))
      try await connection.send(number == 1 ? redirect : Self.job)
    }
    try await FaultServer.with(script) { server in
      let job = try await Asking.job(at: server)
      #expect(job.status == .completed)
      let second = try #require(server.requests.last)
      #expect(second.hasPrefix("GET /moved/a HTTP/1.1\r\n"))
      #expect(second.contains("Bearer \(Asking.tokenText)"))
    }
  }

  @Test("a second redirect may not leave the origin either")
  func secondLeaves() async throws {
    let script = Self.inTurn([Self.redirect(to: "/x"), Self.redirect(to: "https://other.invalid/")])
    try await FaultServer.with(script) { server in
      let error = try await Asking.error(at: server)
      #expect(error == .redirected(to: "https://other.invalid/"))
    }
  }

  @Test("three redirects in a row are followed")
  func three() async throws {
    let script = Self.inTurn(Array(repeating: Self.redirect(to: "/x"), count: 3) + [Self.job])
    try await FaultServer.with(script) { server in
      let job = try await Asking.job(at: server)
      #expect(job.status == .completed)
    }
  }

  @Test("a redirect loop ends after four requests")
  func loop() async throws {
    try await FaultServer.with(FaultServer.answering(Self.redirect(to: "/v1/job/a"))) { server in
      let error = try await Asking.error(at: server)
      #expect(error == .redirected(to: "\(server.baseURL)/v1/job/a"))
      #expect(server.requests.count == 4)
    }
  }

  @Test("a submission is not sent on to another origin")
  func submission() async throws {
    try await FaultServer.with(FaultServer.answering(Self.job)) { other in
      let script = FaultServer.answering(Self.redirect("307 Temporary Redirect", to: other.baseURL))
      try await FaultServer.with(script) { server in
        await #expect(throws: JobAPIError.redirected(to: other.baseURL)) {
          try await Asking.with(server.baseURL) { try await $0.submit(text: "secret", name: nil) }
        }
        #expect(other.requests == [])
      }
    }
  }
}

import JobAPI
import Testing

/// What a request does when its token is refused.
@Suite(.timeLimit(.minutes(1))) struct RenewalTests {
  /// Asks with tokens `token-1`, `token-2`, … of which each is made when wanted.
  private static func job(at server: FaultServer) async throws -> Job {
    let profile = try JobAPIProfile(baseURL: server.baseURL)
    let counter = Counter()
    let tokens = RenewingToken(clock: ContinuousClock()) {
      let token = AccessToken("token-\(await counter.next())")
      return IssuedToken(try #require(token), lifetime: nil)
    }
    return try await Asking.withClient {
      try await HTTPJobAPI(profile: profile, tokens: tokens, client: $0).status(of: JobID("a"))
    }
  }

  private actor Counter {
    private var count = 0

    func next() -> Int {
      count += 1
      return count
    }
  }

  private static func tokens(of server: FaultServer) -> [String] {
    server.requests.compactMap { request in
      request.split(separator: "\r\n").first { $0.lowercased().hasPrefix("authorization:") }.map(String.init)
    }
  }

  private static func answering(_ answers: [String]) -> FaultServer.Script {
    { connection in
      let number = try await connection.request()
      try await connection.send(answers[min(number, answers.count) - 1])
    }
  }

  private static let refusal = FaultServer.response("401 Unauthorized", body: #"{"message":"expired"}"#)
  private static let job = FaultServer.response("200 OK", body: #"{"id":"a","status":"completed"}"#)

  @Test("a 401 has the token renewed and the request sent again, once")
  func renewed() async throws {
    try await FaultServer.with(Self.answering([Self.refusal, Self.job])) { server in
      let job = try await Self.job(at: server)
      #expect(job.status == .completed)
      #expect(Self.tokens(of: server) == ["Authorization: Bearer token-1", "Authorization: Bearer token-2"])
    }
  }

  @Test("a second 401 stands")
  func refusedTwice() async throws {
    try await FaultServer.with(Self.answering([Self.refusal])) { server in
      await #expect(throws: JobAPIError.unauthorized) { _ = try await Self.job(at: server) }
      #expect(server.requests.count == 2)
    }
  }

  @Test(
    "other errors renew nothing",
    arguments: [("403 Forbidden", JobAPIError.unauthorized), ("502 Bad", .serverError(status: 502))])
  func others(status: String, expected: JobAPIError) async throws {
    try await FaultServer.with(Self.answering([FaultServer.response(status)])) { server in
      await #expect(throws: expected) { _ = try await Self.job(at: server) }
      #expect(server.requests.count == 1)
    }
  }
}

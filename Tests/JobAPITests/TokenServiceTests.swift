import JobAPI
import Testing

@Suite(.timeLimit(.minutes(1))) struct TokenServiceTests {
  private static let secret = "t0p-s3cret"

  private static func issued(at server: FaultServer) async throws -> IssuedToken {
    let profile = try JobAPIProfile(baseURL: server.baseURL)
    let credentials = try #require(AppCredentials(id: "the-id", secret: secret))
    return try await Asking.withClient {
      try await TokenService(profile: profile, client: $0).token(for: credentials)
    }
  }

  @Test("a token is asked for as documented, with no Authorization header")
  func request() async throws {
    let answer = FaultServer.response("200 OK", body: #"{"accessToken":"abc","expiresIn":86400}"#)
    try await FaultServer.with(FaultServer.answering(answer)) { server in
      let issued = try await Self.issued(at: server)
      #expect(issued == IssuedToken(try #require(AccessToken("abc")), lifetime: .seconds(86_400)))
      let request = try #require(server.requests.first)
      #expect(request.hasPrefix("POST /oauth2/token:generate HTTP/1.1\r\n"))
      #expect(request.contains(#""appId":"the-id""#))
      #expect(request.contains(#""appSecret":"t0p-s3cret""#))
      #expect(request.contains(#""type":"application""#))
      #expect(!request.lowercased().contains("authorization:"))
    }
  }

  @Test(
    "what is no token is an error that quotes nothing of the answer",
    arguments: [
      #"{"accessToken":"t0p s3cret","expiresIn":1}"#, #"{"accessToken":"t0p-s3cret"}"#, "t0p-s3cret", "",
      #"{"accessToken":"t0p-s3cret","expiresIn":"soon"}"#,
    ])
  func malformed(body: String) async throws {
    let answer = FaultServer.response("200 OK", body: body)
    try await FaultServer.with(FaultServer.answering(answer)) { server in
      let error = await #expect(throws: JobAPIError.self) { _ = try await Self.issued(at: server) }
      #expect(error?.message.contains("no token in the answer") == true)
      #expect(error?.message.contains("s3cret") == false)
    }
  }

  @Test(
    "refusals and trouble are the errors they are elsewhere",
    arguments: [("401 Unauthorized", JobAPIError.unauthorized), ("503 Busy", .serverError(status: 503))])
  func refused(status: String, expected: JobAPIError) async throws {
    try await FaultServer.with(FaultServer.answering(FaultServer.response(status))) { server in
      await #expect(throws: expected) { _ = try await Self.issued(at: server) }
    }
  }

  @Test("a secret that the service quotes is not in the error")
  func quotedSecret() async throws {
    let answer = FaultServer.response(
      "500 Oops", body: #"{"message":"cannot read {\"appSecret\":\"\#(Self.secret)\"}"}"#)
    try await FaultServer.with(FaultServer.answering(answer)) { server in
      let error = await #expect(throws: JobAPIError.self) { _ = try await Self.issued(at: server) }
      #expect(error == .serverError(status: 500, message: #"cannot read {"appSecret":"<secret>"}"#))
    }
  }

  @Test("the secret does not follow a redirect to another origin")
  func redirected() async throws {
    try await FaultServer.with(
      FaultServer.answering(FaultServer.response("200 OK", body: #"{"accessToken":"a","expiresIn":1}"#))
    ) { other in
      let away = FaultServer.response(
        "307 Away", headers: ["Location: \(other.baseURL)/oauth2/token:generate"])
      try await FaultServer.with(FaultServer.answering(away)) { server in
        let error = await #expect(throws: JobAPIError.self) { _ = try await Self.issued(at: server) }
        #expect(error == .redirected(to: "\(other.baseURL)/oauth2/token:generate"))
        #expect(other.requests == [])
      }
    }
  }

  @Test("no way of printing credentials shows the secret")
  func printed() throws {
    let credentials = try #require(AppCredentials(id: "the-id", secret: Self.secret))
    var dumped = ""
    dump(credentials, to: &dumped)
    let texts = [
      "\(credentials)", String(reflecting: credentials), "\(Optional(credentials) as Any)", dumped,
      "\([credentials])",
    ]
    #expect(texts.filter { $0.contains(Self.secret) } == [])
    #expect(texts.allSatisfy { $0.contains("app the-id") })
  }

  @Test(
    "an id or secret that is empty or has blanks or controls in it is none",
    arguments: ["", " ", "a b", "a\nb", "a\u{1B}b"])
  func notCredentials(word: String) {
    #expect(AppCredentials(id: word, secret: "s") == nil)
    #expect(AppCredentials(id: "i", secret: word) == nil)
    #expect(AppCredentials(id: " i\n", secret: "s ") == AppCredentials(id: "i", secret: "s"))
  }
}

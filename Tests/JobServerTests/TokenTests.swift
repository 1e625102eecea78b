import AsyncHTTPClient
import JobAPI
import JobServer
import NIOCore
import NIOHTTP1
import TestTools
import Testing

@Suite(.timeLimit(.minutes(1))) struct TokenTests {
  private let clock = ManualClock()
  private let registry = JobRegistry(clock: ManualClock())

  private var configuration: JobServerConfiguration {
    .init(
      token: RunningServer.token, appID: "app", appSecret: "pass word", tokenLifetime: .seconds(100),
      clock: clock)
  }

  private static let rightPair = #"{"type":"application","appId":"app","appSecret":"pass word"}"#

  private static func generate(
    _ body: String = rightPair, at server: RunningServer
  ) async throws -> RunningServer.Answer {
    try await server.send(
      "POST", "/oauth2/token:generate", headers: ["Content-Type": "application/json"],
      body: .bytes(ByteBuffer(string: body)))
  }

  @Test("the right pair gets a token that lets its bearer in, by either header")
  func generated() async throws {
    await registry.add(id: "a", script: .submittedText)
    try await RunningServer.with(registry, configuration) { server in
      let answer = try await Self.generate(at: server)
      #expect(answer.status == 200)
      let token: TokenAnswer = try answer.decoded()
      #expect(answer.body == #"{"accessToken":"\#(token.accessToken)","expiresIn":100}"#)
      #expect(token.accessToken.wholeMatch(of: /[0-9a-f]{64}/) != nil)
      let bearer: HTTPHeaders = ["Authorization": "Bearer \(token.accessToken)"]
      #expect(try await server.get("/v1/job/a", headers: bearer).status == 200)
      #expect(try await server.get("/v1/job/a", headers: ["x-api-key": token.accessToken]).status == 200)
      #expect(try await server.get("/v1/job/a").status == 200, "the fixed token stays valid")
    }
  }

  @Test("while a token is valid the same one comes back with what is left of its time")
  func again() async throws {
    try await RunningServer.with(registry, configuration) { [clock] server in
      let first: TokenAnswer = try await Self.generate(at: server).decoded()
      clock.advance(by: .milliseconds(30_500))
      let second: TokenAnswer = try await Self.generate(at: server).decoded()
      #expect(second.accessToken == first.accessToken)
      #expect(second.expiresIn == 69)
    }
  }

  @Test("an expired token is 401, and a new one is given out")
  func expired() async throws {
    await registry.add(id: "a", script: .submittedText)
    try await RunningServer.with(registry, configuration) { [clock] server in
      let first: TokenAnswer = try await Self.generate(at: server).decoded()
      let bearer: HTTPHeaders = ["Authorization": "Bearer \(first.accessToken)"]
      clock.advance(by: .milliseconds(99_999))
      #expect(try await server.get("/v1/job/a", headers: bearer).status == 200)
      clock.advance(by: .milliseconds(1))
      let refused = try await server.get("/v1/job/a", headers: bearer)
      #expect(refused.status == 401)
      #expect(refused.body.hasPrefix(#"{"message":"Unauthorized: "#))
      let second: TokenAnswer = try await Self.generate(at: server).decoded()
      #expect(second.accessToken != first.accessToken)
      #expect(second.expiresIn == 100)
    }
  }

  @Test(
    "a wrong pair is 401",
    arguments: [
      #"{"type":"application","appId":"app","appSecret":"wrong"}"#,
      #"{"type":"application","appId":"wrong","appSecret":"pass word"}"#,
      #"{"type":"application","appId":"","appSecret":""}"#,
    ]
  )
  func wrongPair(body: String) async throws {
    try await RunningServer.with(registry, configuration) { server in
      let answer = try await Self.generate(body, at: server)
      #expect(answer.status == 401)
      #expect(answer.body.hasPrefix(#"{"message":"Unauthorized: the app id or the secret is wrong"#))
      #expect(!answer.body.contains("pass word"))
    }
  }

  @Test("no secret and no token comes into the log")
  func silence() async throws {
    let log = LogKeeper()
    var configuration = configuration
    configuration.logger = log.logger
    try await RunningServer.with(registry, configuration) { server in
      let token = try await Self.generate(at: server).decoded(TokenAnswer.self).accessToken
      _ = try await server.get("/v1/job/a", headers: ["Authorization": "Bearer \(token)"])
      _ = try await server.get("/v1/job/a")
      #expect(log.lines.count >= 3)
      for secret in [token, "pass word", RunningServer.token] {
        #expect(log.lines.filter { $0.contains(secret) } == [])
      }
    }
  }

  @Test(
    "a body that is not as documented is 400 and says what is wrong",
    arguments: [
      ("", "The body is not valid JSON."),
      (#"{"type":"user","appId":"app","appSecret":"pass word"}"#, "“type” must be “application”."),
      (#"{"appId":"app","appSecret":"pass word"}"#, "“type” is missing."),
      (#"{"type":"application","appSecret":"pass word"}"#, "“appId” is missing."),
      (#"{"type":"application","appId":"app"}"#, "“appSecret” is missing."),
      (#"{"type":"application","appId":1,"appSecret":"pass word"}"#, "“appId” has the wrong type."),
    ]
  )
  func badBody(body: String, message: String) async throws {
    try await RunningServer.with(registry, configuration) { server in
      let answer = try await Self.generate(body, at: server)
      #expect(answer.status == 400)
      #expect(answer.body == #"{"message":"\#(message)"}"#)
    }
  }
}

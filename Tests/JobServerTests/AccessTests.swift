import HTTPTypes
import NIOHTTP1
import TestTools
import Testing

@testable import JobServer

@Suite(.timeLimit(.minutes(1))) struct AccessTests {
  private let registry = JobRegistry(clock: ManualClock())

  @Test(
    "the token is taken from either header",
    arguments: [
      ["Authorization": "Bearer \(RunningServer.token)"],
      ["Authorization": "bearer \(RunningServer.token)"],
      ["x-api-key": RunningServer.token],
      ["X-API-KEY": RunningServer.token, "Authorization": "Bearer stale"],
    ] as [HTTPHeaders]
  )
  func admitted(headers: HTTPHeaders) async throws {
    await registry.add(id: "a", script: .submittedText)
    try await RunningServer.with(registry) { server in
      let answer = try await server.get("/v1/job/a", headers: headers)
      #expect(answer.status == 200)
    }
  }

  @Test(
    "without the right token every path of the API is 401 and no job is asked about",
    arguments: [
      [:],
      ["Authorization": ""],
      ["Authorization": "Bearer"],
      ["Authorization": "Bearer "],
      ["Authorization": "Bearer wrong"],
      ["Authorization": "Bearer \(RunningServer.token)x"],
      ["Authorization": "Bearer \(RunningServer.token.dropLast())"],
      ["Authorization": "Basic \(RunningServer.token)"],
      ["Authorization": RunningServer.token],
      ["x-api-key": "wrong"],
      ["x-api-key": ""],
    ] as [HTTPHeaders]
  )
  func refused(headers: HTTPHeaders) async throws {
    await registry.add(id: "a", script: .submittedText)
    try await RunningServer.with(registry) { server in
      let answer = try await server.get("/v1/job/a", headers: headers)
      #expect(answer.status == 401)
      #expect(answer.body.hasPrefix(#"{"message":"Unauthorized: "#))
      #expect(answer.headers["WWW-Authenticate"] == ["Bearer"])
      #expect(try await server.get("/v1/nothing", headers: headers).status == 401)
      #expect(try await server.send("POST", "/v1/process/text", headers: headers).status == 401)
    }
    #expect(await registry.requests(for: "a") == 0)
  }

  @Test("an empty token lets nobody in")
  func emptyToken() {
    #expect(!BearerToken(value: "").matches(""))
  }

  @Test(
    "a wrong method is 405 and names the right one",
    arguments: [
      ("POST", "/v1/job/a", "GET"), ("DELETE", "/v1/job/a", "GET"), ("HEAD", "/v1/job/a", "GET"),
      ("GET", "/v1/process/text", "POST"), ("PUT", "/v1/process/text", "POST"),
      ("POST", "/v1/process/text/5815170693595136", "PUT"), ("PUT", "/v1/process/audio/url", "POST"),
      ("GET", "/v1/process/video/url/5815170693595136", "PUT"), ("POST", "/v1/conversations/a/topics", "GET"),
      ("GET", "/oauth2/token:generate", "POST"),
    ]
  )
  func wrongMethod(method: String, path: String, allowed: String) async throws {
    try await RunningServer.with(registry) { server in
      let answer = try await server.send(method, path)
      #expect(answer.status == 405)
      #expect(answer.headers["Allow"] == [allowed])
    }
  }

  @Test(
    "a path with nothing behind it is 404 with a message",
    arguments: ["/", "/v1/nothing", "/v1/job/a/b"]
  )
  func unknownPath(path: String) async throws {
    try await RunningServer.with(registry) { server in
      let answer = try await server.get(path)
      #expect(answer.status == 404)
      #expect(answer.body.hasPrefix(#"{"message":"There is nothing here"#))
    }
  }
}

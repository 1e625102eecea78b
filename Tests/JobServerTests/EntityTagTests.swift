import JobAPI
import NIOHTTP1
import TestTools
import Testing

@testable import JobServer

/// Conditional questions about jobs.
@Suite(.timeLimit(.minutes(1))) struct EntityTagTests {
  private let clock = ManualClock()
  private let registry: JobRegistry

  init() { registry = JobRegistry(clock: clock) }

  private static func headers(knowing tag: String) -> HTTPHeaders {
    var headers = RunningServer.authorization
    headers.add(name: "If-None-Match", value: tag)
    return headers
  }

  @Test("whoever has the answer is told 304 without a body, until the job stands elsewhere")
  func unchanged() async throws {
    await registry.add(id: "a", script: .submittedText)
    try await RunningServer.with(registry) { [clock] server in
      let tag = try #require(try await server.get("/v1/job/a").headers["ETag"].first)
      for known in [tag, "W/\(tag)", "\"x\", \(tag)", "*"] {
        let same = try await server.get("/v1/job/a", headers: Self.headers(knowing: known))
        #expect(same.status == 304 && same.body == "")
        #expect(same.headers["ETag"] == [tag] && same.headers["Date"].count == 1)
      }
      clock.advance(by: .seconds(2))
      let changed = try await server.get("/v1/job/a", headers: Self.headers(knowing: tag))
      #expect(changed.status == 200)
      #expect(changed.body.contains("in_progress"))
      #expect(changed.headers["ETag"] != [tag])
    }
    // Each was a question about the job all the same.
    #expect(await registry.requests(for: "a") == 6)
  }

  @Test("a tag that is not the job's is of no effect", arguments: ["\"x\"", "", "x", "W/\"\"", ","])
  func otherTag(known: String) async throws {
    await registry.add(id: "a", script: .submittedText)
    try await RunningServer.with(registry) { server in
      let answer = try await server.get("/v1/job/a", headers: Self.headers(knowing: known))
      #expect(answer.status == 200)
    }
  }

  @Test("an unknown job stays 404, whatever the client has")
  func unknown() async throws {
    try await RunningServer.with(registry) { server in
      let answer = try await server.get("/v1/job/a", headers: Self.headers(knowing: "*"))
      #expect(answer.status == 404)
    }
  }

  @Test("nothing follows the head of a 304, so the connection can be used on")
  func connection() async throws {
    await registry.add(id: "a", script: .submittedText)
    try await RunningServer.with(registry) { server in
      let head = "GET /v1/job/a HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer \(RunningServer.token)\r\n"
      let answer = try await RawConnection.exchange(
        "\(head)If-None-Match: *\r\n\r\n\(head)\r\n", with: server)
      #expect(answer.hasPrefix("HTTP/1.1 304 Not Modified\r\n"))
      #expect(answer.contains("\r\n\r\nHTTP/1.1 200 OK\r\n"))
    }
  }

  @Test("an answer that a scenario spoils is given whole, to be spoiled")
  func spoiled() async throws {
    var scenario = Scenario()
    scenario.faults = [FaultRule(path: "/v1/*", requests: 1...1, fault: Fault(kind: .body(.html)))]
    let registry = JobRegistry(scenario: scenario)
    await registry.add(id: "a", script: .submittedText)
    try await RunningServer.with(registry) { server in
      let answer = try await server.get("/v1/job/a", headers: Self.headers(knowing: "*"))
      #expect(answer.status == 200 && answer.body.contains("<h1>"))
    }
  }
}

import Foundation
import JobAPI
import JobServer
import TestTools
import Testing

@Suite(.timeLimit(.minutes(1))) struct JobStatusRequestTests {
  private let clock = ManualClock()
  private let registry: JobRegistry

  init() { registry = JobRegistry(clock: clock) }

  @Test("a job is scheduled, then in progress, then completed, word for word as documented")
  func order() async throws {
    await registry.add(id: "9b1deb4d", script: .submittedText)
    try await RunningServer.with(registry) { [clock] server in
      let first = try await server.get("/v1/job/9b1deb4d")
      #expect(first.status == 200)
      #expect(first.headers["Content-Type"] == ["application/json; charset=utf-8"])
      #expect(first.body == #"{"id":"9b1deb4d","status":"scheduled"}"#)
      clock.advance(by: .seconds(2))
      #expect(try await server.get("/v1/job/9b1deb4d").body == #"{"id":"9b1deb4d","status":"in_progress"}"#)
      clock.advance(by: .seconds(4))
      #expect(try await server.get("/v1/job/9b1deb4d").body == #"{"id":"9b1deb4d","status":"completed"}"#)
    }
    #expect(await registry.requests(for: "9b1deb4d") == 3)
  }

  @Test("a job that fails says failed")
  func failed() async throws {
    let script = JobScript(queueTime: .zero, runTime: .zero, outcome: .failed)
    await registry.add(id: "bad", script: script)
    try await RunningServer.with(registry) { server in
      let answer = try await server.get("/v1/job/bad")
      #expect(answer.body == #"{"id":"bad","status":"failed"}"#)
    }
  }

  @Test("a status word out of the documentation is sent as the script has it")
  func unrecognized() async throws {
    let script = JobScript(queueTime: .zero, runTime: .zero, outcome: .unrecognized("on_hold"))
    await registry.add(id: "odd", script: script)
    try await RunningServer.with(registry) { server in
      let answer = try await server.get("/v1/job/odd")
      #expect(answer.body == #"{"id":"odd","status":"on_hold"}"#)
    }
  }

  @Test("an id nobody knows is 404 with a message")
  func unknownID() async throws {
    try await RunningServer.with(registry) { server in
      let answer = try await server.get("/v1/job/nobody")
      #expect(answer.status == 404)
      #expect(answer.body == #"{"message":"There is no job with this id."}"#)
    }
  }

  @Test(
    "an id of any characters is found by its percent-encoded form",
    arguments: [
      ("a/b", "a%2Fb"), ("ü", "%C3%BC"), ("%", "%25"), ("a?b#c", "a%3Fb%23c"), ("会議", "%E4%BC%9A%E8%AD%B0"),
    ]
  )
  func percentEncoded(id: String, encoded: String) async throws {
    await registry.add(id: id, script: .submittedText)
    try await RunningServer.with(registry) { server in
      let answer = try await server.get("/v1/job/\(encoded)")
      #expect(answer.status == 200)
      let job = try JSONDecoder().decode(Job.self, from: Data(answer.body.utf8))
      #expect(job == Job(id: id, status: .scheduled))
    }
  }

  @Test("a query after the id is not part of it")
  func query() async throws {
    await registry.add(id: "a", script: .submittedText)
    try await RunningServer.with(registry) { server in
      let answer = try await server.get("/v1/job/a?verbose=true")
      #expect(answer.status == 200)
    }
  }

  @Test("an answer carries the time it was made")
  func date() async throws {
    try await RunningServer.with(registry) { server in
      let value = try #require(try await server.get("/v1/job/a").headers["Date"].first)
      #expect(value.wholeMatch(of: /[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT/) != nil)
    }
  }
}

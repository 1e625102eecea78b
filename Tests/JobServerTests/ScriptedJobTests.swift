import JobAPI
import TestTools
import Testing

@testable import JobServer

/// The jobs of a scenario, asked about over HTTP.
@Suite(.timeLimit(.minutes(1))) struct ScriptedJobTests {
  private let clock = ManualClock()

  private func withScenario(
    _ scenario: String, _ work: @escaping @Sendable (RunningServer) async throws -> Void
  ) async throws {
    let scenario = try ScenarioReader.scenario(in: scenario, file: "")
    try await RunningServer.with(
      JobRegistry(maxConcurrentJobs: 1, scenario: scenario, clock: clock), .init(token: RunningServer.token),
      work)
  }

  private static let text = #"{"messages":[{"payload":{"content":"Hello"}}]}"#

  @Test("a job by id begins when it is first asked about, however late that is")
  func byID() async throws {
    try await withScenario("jobs: [{id: a/b, scheduled: 1s, in_progress: 2s, ends: failed}]") {
      [clock] server async throws in
      clock.advance(by: .seconds(3_600))
      #expect(try await server.get("/v1/job/a%2Fb", as: Job.self) == Job(id: "a/b", status: .scheduled))
      clock.advance(by: .seconds(1))
      #expect(try await server.get("/v1/job/a%2Fb", as: Job.self).status == .inProgress)
      clock.advance(by: .seconds(2))
      #expect(try await server.get("/v1/job/a%2Fb", as: Job.self).status == .failed)
      #expect(try await server.get("/v1/job/c").status == 404)
    }
  }

  @Test("jobs by id take none of the places of submitted ones, nor their numbers")
  func places() async throws {
    try await withScenario("jobs: [{id: a, ends: never}, {number: 1, scheduled: 0s, ends: on_hold}]") {
      [clock] server async throws in
      _ = try await server.get("/v1/job/a")
      let job = try await server.submit(Self.text).jobId
      clock.advance(by: .seconds(4))
      #expect(try await server.get("/v1/job/\(job)", as: Job.self).status == .unrecognized("on_hold"))
    }
  }

  @Test("the requests about a job are counted for it alone, whoever else is asked about")
  func numbers() async throws {
    try await withScenario("jobs: [{id: a, faults: [{requests: 2, status: 502}]}, {id: b}]") {
      server async throws in
      #expect(try await server.get("/v1/job/a").status == 200)
      #expect(try await server.get("/v1/job/b").status == 200)
      #expect(try await server.get("/v1/job/b").status == 200)
      #expect(try await server.send("POST", "/v1/job/a").status == 405)
      #expect(try await server.get("/v1/job/a").status == 502)
      #expect(try await server.get("/v1/job/a").status == 200)
    }
  }

  @Test("a fault is due on the job's own time, which begins with the first question even when that fails")
  func times() async throws {
    let scenario = """
      jobs:
        - id: a
          scheduled: 5s
          faults:
            - { until: 2s, status: 503, retry_after: 3 }
            - { from: 4s, until: 5s, wrong_id: true }
      """
    try await withScenario(scenario) { [clock] server async throws in
      clock.advance(by: .seconds(60))
      #expect(try await server.get("/v1/job/a").headers["Retry-After"] == ["3"])
      clock.advance(by: .seconds(2))
      #expect(try await server.get("/v1/job/a", as: Job.self) == Job(id: "a", status: .scheduled))
      clock.advance(by: .seconds(2))
      #expect(try await server.get("/v1/job/a", as: Job.self).id != "a")
      clock.advance(by: .seconds(1))
      #expect(try await server.get("/v1/job/a", as: Job.self) == Job(id: "a", status: .inProgress))
    }
  }

  @Test("each submitted job that a rule is about has its faults anew, on its status alone")
  func submitted() async throws {
    try await withScenario(
      "jobs: [{kind: text, scheduled: 0s, in_progress: 0s, faults: [{requests: 1, status: 500}]}]"
    ) { server async throws in
      for _ in 1...2 {
        let submission = try await server.submit(Self.text)
        #expect(try await server.get("/v1/conversations/\(submission.conversationId)").status == 200)
        #expect(try await server.get("/v1/job/\(submission.jobId)").status == 500)
        #expect(try await server.get("/v1/job/\(submission.jobId)").status == 200)
      }
    }
  }

  @Test("a job's own fault comes before those of all requests, which count the request all the same")
  func order() async throws {
    let scenario = """
      jobs: [{id: a, faults: [{requests: 1, status: 501}]}]
      faults: [{path: /v1/job/*, requests: 1-2, status: 502}]
      """
    try await withScenario(scenario) { server async throws in
      for status in [501, 502, 200] { #expect(try await server.get("/v1/job/a").status == status) }
    }
  }
}

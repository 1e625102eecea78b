import JobAPI
import JobServer
import TestTools
import Testing

@Suite(.timeLimit(.minutes(1))) struct ConcurrencyLimitTests {
  private let clock = ManualClock()
  private static let hello = #"{"messages":[{"payload":{"content":"Hello"}}]}"#

  @Test("one job more than the limit is 429, word for word as documented, until another one ends")
  func limit() async throws {
    let registry = JobRegistry(clock: clock)
    for number in 1...5 { await registry.add(id: "\(number)", script: .submittedText) }
    try await RunningServer.with(registry) { [clock] server in
      for _ in 1...2 { _ = try await server.submit(Self.hello) }
      let refused = try await server.post(Self.hello)
      #expect(refused.status == 429)
      #expect(
        refused.body
          == #"{"message":"This API has a limit of maximum of `2` number of concurrent jobs per account. "#
          + #"If you are looking to scale, and need more concurrent jobs than this limit, please contact us at "#
          + #"support@symbl.ai","statusCode":429}"#)
      clock.advance(by: .seconds(6))
      _ = try await server.submit(Self.hello)
    }
  }

  @Test("a submission that is refused for its body takes no place")
  func refused() async throws {
    let registry = JobRegistry(maxConcurrentJobs: 1, clock: clock)
    try await RunningServer.with(registry) { server in
      for _ in 1...3 { #expect(try await server.post("{}").status == 400) }
      _ = try await server.submit(Self.hello)
      #expect(try await server.post(Self.hello).status == 429)
    }
  }

  @Test("appending counts as well")
  func appending() async throws {
    let registry = JobRegistry(maxConcurrentJobs: 1, clock: clock)
    try await RunningServer.with(registry) { server in
      let first = try await server.submit(Self.hello)
      let answer = try await server.send(
        "PUT", "/v1/process/text/\(first.conversationId)",
        headers: ["Authorization": "Bearer \(RunningServer.token)", "Content-Type": "application/json"])
      #expect(answer.status == 429)
    }
  }

  @Test("a limit of none refuses every submission")
  func none() async throws {
    try await RunningServer.with(JobRegistry(maxConcurrentJobs: 0, clock: clock)) { server in
      let answer = try await server.post(Self.hello)
      #expect(answer.status == 429)
    }
  }
}

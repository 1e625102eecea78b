import JobServer
import Testing

/// What the service said last about a job, in the terminal.
@Suite(.timeLimit(.minutes(2)))
struct LastResponseTests {
  @Test("the detail pane shows what the service said when a job failed, also after a restart")
  func failed() async throws {
    let scratch = try Scratch()
    let registry = JobRegistry()
    await registry.add(id: "bad", script: JobScript(queueTime: .zero, runTime: .zero, outcome: .failed))
    let baseURL = try await withServer(registry) { baseURL in
      try await withDashboard(on: baseURL, "bad", scratch: scratch) { terminal in
        try await terminal.wait(for: "✗ failed")
        try await terminal.type("Enter")
        let screen = try await terminal.wait(for: #""status":"failed""#)
        #expect(screen.contains("Response      200 in "))
        try await terminal.type("q")
        try await terminal.wait(for: "exit code 0")
      }
      return baseURL
    }
    try await withDashboard(on: baseURL, scratch: scratch) { terminal in
      try await terminal.type("Enter")
      let screen = try await terminal.wait(for: #""status":"failed""#)
      #expect(screen.contains("Response      200 in "))
    }
  }
}

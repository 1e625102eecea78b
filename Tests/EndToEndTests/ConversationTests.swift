import JobServer
import Testing

/// The result of a job, read in the terminal.
@Suite(.timeLimit(.minutes(2)))
struct ConversationTests {
  @Test("a submitted text is read as a conversation once its job is completed, and is kept")
  func read() async throws {
    let scratch = try Scratch()
    try await withServer(JobRegistry(textScript: .quick(.completed))) { baseURL in
      try await withDashboard(on: baseURL, scratch: scratch) { terminal in
        try await terminal.type("A")
        try await terminal.wait(for: "Submit text, file or URL:")
        try await terminal.type(text: "Hello, is this on?")
        try await terminal.type("Enter")
        try await terminal.wait(for: "Submitted; its job is")
        try await terminal.type("Enter")
        try await terminal.wait(for: "Job id")
        let screen = try await terminal.wait(for: "Messages      1")
        #expect(screen.contains("00:00:00     Hello, is this on?"))
        #expect(screen.contains("Name          Hello, is this on?"))
        try await terminal.type("Enter")
        try await terminal.wait(for: "Questions     Hello, is this on?")
        try await terminal.type("q")
        try await terminal.wait(for: "exit code 0")
      }
      // Whom the service does not let in any more has the conversation still.
      let terminal = try await TmuxTerminal.jobwatch(
        "--base-url \(baseURL) --store \(scratch.path)/jobs.sqlite", environment: ["JOBWATCH_TOKEN": "wrong"],
        scratch: scratch)
      try await terminal.use { terminal in
        try await terminal.wait(for: "✓ completed")
        try await terminal.type("Enter")
        try await terminal.wait(for: "Messages      1")
      }
    }
  }
}

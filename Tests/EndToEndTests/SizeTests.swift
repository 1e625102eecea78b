import JobServer
import Testing

/// Sizes of the terminal, live.
@Suite(.timeLimit(.minutes(2)))
struct SizeTests {
  @Test("resizing is live, down to a sentence when there is no room")
  func resizing() async throws {
    let registry = JobRegistry()
    await registry.add(id: "some-job", script: .quick(.completed))
    try await withServer(registry) { baseURL in
      try await withDashboard(on: baseURL, "some-job", columns: 120, rows: 40, scratch: Scratch()) {
        terminal in
        try await terminal.wait(for: "CHECKED")
        try await terminal.resize(columns: 40, rows: 10)
        let small = try await terminal.wait(for: "the small table") {
          $0.contains("some-job") && !$0.contains("CHECKED")
        }
        #expect(small.contains("IN STATUS"))
        try await terminal.resize(columns: 30, rows: 5)
        try await terminal.wait(for: "Too small")
        try await terminal.resize(columns: 80, rows: 24)
        let large = try await terminal.wait(for: "the large table") {
          $0.contains("CHECKED") && $0.text(23).contains("quit")
        }
        #expect(large.contains("some-job"))
      }
    }
  }
}

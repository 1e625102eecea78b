import Foundation
import JobServer
import Testing

/// Finding and arranging jobs in a real terminal.
@Suite(.timeLimit(.minutes(2)))
struct ArrangingTests {
  private func withJobs(
    _ arguments: String = "bad-1 good-1 good-2", scratch: Scratch, _ work: (TmuxTerminal) async throws -> Void
  ) async throws {
    let registry = JobRegistry()
    for (id, outcome) in [
      ("bad-1", JobScript.Outcome.failed), ("good-1", .completed), ("good-2", .completed),
    ] {
      await registry.add(id: id, script: JobScript(queueTime: .zero, runTime: .zero, outcome: outcome))
    }
    try await withServer(registry) { baseURL in
      try await withDashboard(on: baseURL, arguments, scratch: scratch) { terminal in
        try await terminal.wait(for: "✓ 2 completed   ✗ 1 failed")
        try await work(terminal)
      }
    }
  }

  @Test("a filter works as it is typed, tells a mistake, stays with Enter and goes with Esc")
  func filter() async throws {
    try await withJobs(scratch: Scratch()) { terminal in
      try await terminal.type("/")
      try await terminal.type(text: "status:f")
      try await terminal.wait(for: "1 of 3 jobs")
      try await terminal.type(text: "x")
      let screen = try await terminal.wait(for: "! 'status:' wants one of")
      #expect(screen.text(1).hasPrefix("1 of 3 jobs"))
      try await terminal.type("BSpace", "Enter")
      try await terminal.wait(for: "Esc show all")
      try await terminal.type("Escape")
      try await terminal.wait(for: "all shown") { $0.text(1).hasPrefix("3 jobs") }
    }
  }

  @Test("sorting and columns are there again at the next start")
  func remembered() async throws {
    let scratch = try Scratch()
    try await withJobs(scratch: scratch) { terminal in
      try await terminal.type("s", "S")
      try await terminal.wait(for: "STATUS↓")
      try await terminal.type("C", "G")
      try await terminal.wait(for: "SERVICE")
      try await terminal.type("Space", "Enter")
      try await terminal.wait(for: "http://127.0.0.1") { $0.text(2).contains("SERVICE") }
      try await terminal.type("q")
      try await terminal.wait(for: "exit code 0")
    }
    try await withJobs(scratch: scratch) { terminal in
      let screen = try await terminal.wait(for: "STATUS↓")
      #expect(screen.text(2).contains("SERVICE"))
      #expect(screen.text(3).contains("✗ failed"))
    }
  }
}

import Foundation
import Testing

/// `jobwatch demo`, as a newcomer meets it.
@Suite(.timeLimit(.minutes(2)))
struct DemoTests {
  @Test("--ascii draws with ASCII characters only, labels included")
  func ascii() async throws {
    let scratch = try Scratch()
    let terminal = try await TmuxTerminal.jobwatch(
      "demo --ascii", environment: ["TMPDIR": scratch.path], scratch: scratch)
    try await terminal.use { terminal in
      let screen = try await terminal.wait(for: "10 jobs")
      let isASCII = screen.description.allSatisfy { $0.isASCII }
      #expect(isASCII)
      try await terminal.type("q")
      try await terminal.wait(for: "exit code 0")
    }
  }

  @Test("jobs turn green and red, and the add prompt offers one more")
  func newcomer() async throws {
    let scratch = try Scratch()
    let terminal = try await TmuxTerminal.jobwatch(
      "demo", columns: 80, rows: 24, environment: ["TMPDIR": scratch.path], scratch: scratch)
    try await terminal.use { terminal in
      // However slow the machine, so with no state that passes: two and one have ended from the start.
      try await terminal.wait(for: "10 jobs")
      try await terminal.wait(for: "more green, one more red") { screen in
        guard let ended = screen.text(1).firstMatch(of: /✓ ([0-9]+) completed +✗ ([0-9]+) failed/) else {
          return false
        }
        return (Int(ended.1) ?? 0) >= 5 && (Int(ended.2) ?? 0) == 2
      }
      try await terminal.type("a")
      try await terminal.wait(for: "take the id on offer")
      try await terminal.type("Enter")
      try await terminal.wait(for: "11 jobs")
      try await terminal.wait(for: "the new job completed") { $0.selectedRow?.contains("completed") == true }
      try await terminal.type("q")
      try await terminal.wait(for: "exit code 0")
      let left = try FileManager.default.contentsOfDirectory(atPath: scratch.path).filter {
        $0.hasPrefix("jobwatch-demo")
      }
      #expect(left.isEmpty)
    }
  }
}

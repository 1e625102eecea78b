import JobServer
import Testing

/// Law 5: nothing from outside reaches the terminal raw.
@Suite(.timeLimit(.minutes(2)))
struct HostileTextTests {
  static let clear = "\u{1B}[2J"
  static let title = "\u{1B}]0;x\u{07}"

  @Test("escape sequences in a status, a label and an id are visible text and do nothing")
  func escapeSequences() async throws {
    let registry = JobRegistry(textScript: .quick(.completed))
    await registry.add(
      id: "hostile",
      script: JobScript(
        queueTime: .zero, runTime: .zero, outcome: .unrecognized("\(Self.clear)\(Self.title)")))
    try await withServer(registry) { baseURL in
      try await withDashboard(on: baseURL, "hostile", scratch: Scratch()) { terminal in
        try await terminal.wait(for: "the status magenta") {
          $0.color(of: #"? \e[2J\e]0"#, inRowOf: "hostile") == Screenshot.magenta
        }
        try await terminal.type("A")
        try await terminal.wait(for: "Submit text, file or URL:")
        try await terminal.paste("label \(Self.clear)\(Self.title)")
        try await terminal.wait(for: #"label \e[2J\e]0;x\a"#)
        try await terminal.type("Enter")
        try await terminal.wait(for: "the label green") {
          $0.color(of: "completed", inRowOf: #"label \e[2J\e]0;x\a"#) == Screenshot.green
        }
        try await terminal.type("a")
        try await terminal.paste("id\(Self.clear)\(Self.title)")
        try await terminal.type("Enter")
        let screen = try await terminal.wait(for: "is no job id")
        #expect(screen.contains(#"id\e[2J\e]0;x\a"#))
        #expect(screen.text(1).contains("2 jobs"))
      }
    }
  }
}

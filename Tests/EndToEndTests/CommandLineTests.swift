import Foundation
import Testing

/// What the commands say, and how they end.
@Suite(.timeLimit(.minutes(2)))
struct CommandLineTests {
  @Test("without a terminal the dashboard says so and exits 64", arguments: [[], ["demo"]])
  func noTerminal(_ arguments: [String]) async throws {
    let result = try await Program.run(arguments)
    #expect(result.code == 64)
    #expect(result.output.isEmpty)
    #expect(result.errors.contains("needs a terminal"))
    #expect(!result.errors.contains("\u{1B}"))
  }

  @Test("an unusable TERM is a sentence and exit code 64", arguments: ["no-such-terminal", ""])
  func unusableTerminalType(_ name: String) async throws {
    let terminal = try await TmuxTerminal.jobwatch(
      "demo", environment: ["TERM": name], scratch: Scratch())
    try await terminal.use { terminal in
      try await terminal.wait(for: "exit code 64")
      #expect(try terminal.scratch.text("errors").contains("TERM"))
    }
  }

  @Test("without a token the dashboard says how to give one and how to try the demo")
  func noToken() async throws {
    let scratch = try Scratch()
    let terminal = try await TmuxTerminal.jobwatch("", columns: 40, rows: 10, scratch: scratch)
    try await terminal.use { terminal in
      let screen = try await terminal.wait(for: "JOBWATCH_TOKEN")
      #expect(screen.contains("jobwatch demo"))
      try await terminal.type("q")
      try await terminal.wait(for: "exit code 0")
      #expect(!FileManager.default.fileExists(atPath: "\(scratch.path)/.local"))
    }
  }

  @Test(
    "bad options are a sentence and exit code 64",
    arguments: [
      (["--interval", "0.1"], "0.25 to 86400"), (["--interval", "nan"], "0.25 to 86400"),
      (["--base-url", "http://example.com"], "in the clear"), (["--base-url", "nonsense"], "no base URL"),
      (["--no-such-option"], "Unknown option"),
    ])
  func badOptions(_ arguments: [String], _ sentence: String) async throws {
    let result = try await Program.run(arguments)
    #expect(result.code == 64)
    #expect(result.errors.contains(sentence))
    #expect(result.output.isEmpty)
  }

  @Test("a store that cannot be opened is a sentence and exit code 74, and stays as it is")
  func unusableStore() async throws {
    let scratch = try Scratch()
    let content = String(repeating: "not a database\n", count: 100)
    try content.write(toFile: "\(scratch.path)/notes.txt", atomically: true, encoding: .utf8)
    let terminal = try await TmuxTerminal.jobwatch(
      "--store \(scratch.path)/notes.txt", environment: ["JOBWATCH_TOKEN": "t"], scratch: scratch)
    try await terminal.use { terminal in
      try await terminal.wait(for: "exit code 74")
      #expect(try scratch.text("errors").contains("notes.txt"))
      #expect(try scratch.text("notes.txt") == content)
    }
  }

  @Test(
    "every command has its help, and the version is told",
    arguments: [[], ["demo"], ["serve"], ["dashboard"], ["result"], ["submit"], ["add"], ["store"]])
  func help(_ command: [String]) async throws {
    let result = try await Program.run(command + ["--help"])
    #expect(result.code == 0)
    #expect(result.output.contains("USAGE: jobwatch"))
    #expect(try await Program.run(["--version"]).output == "0.1.0\n")
  }
}

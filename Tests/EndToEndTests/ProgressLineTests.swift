import Foundation
import JobServer
import TestTools
import Testing

/// How far a submission is, on a terminal and elsewhere.
@Suite(.timeLimit(.minutes(2)))
struct ProgressLineTests {
  private let clock = ManualClock()

  /// A terminal in which a shell has the words that submit as `"$@"`.
  private func terminal(
    _ trial: Submitting, _ files: String..., columns: Int, script: String
  ) async throws -> TmuxTerminal {
    let words = ([Program.path] + trial.command(files)).map { "'\($0)'" }.joined(separator: " ")
    return try await TmuxTerminal(
      "cd \(trial.scratch.path)\nset -- \(words)\n\(script)", columns: columns, rows: 10,
      environment: trial.environment(), scratch: trial.scratch)
  }

  @Test(
    "an upload has a bar in one row of the terminal, which is gone afterwards",
    arguments: [
      ("talk.wav", 80, "talk", ".wav"),
      // Of a name that is too long both ends are kept.
      ("talk-\(String(repeating: "very-", count: 20))long.wav", 60, "talk-very", "long.wav"),
    ])
  func bar(name: String, columns: Int, beginning: String, ending: String) async throws {
    // The server does not read on until the clock is moved.
    try await Submitting.with(clock: clock, faults: "[{method: POST, delay: 1s}]") { trial in
      try trial.write(sparseBytes: 64 << 20, to: name)
      let terminal = try await terminal(
        trial, name, columns: columns, script: "\"$@\"; echo \"exit code $?\"")
      try await terminal.use { terminal in
        try await terminal.wait(for: "the bar") {
          $0.text(0).hasPrefix(beginning) && $0.text(0).contains("\(ending): [")
            && $0.text(0).wholeMatch(of: /.*: \[#*-+\] [0-9]+ % of 64\.0 MiB/) != nil
        }
        clock.advance(by: .seconds(1))
        let screen = try await terminal.wait(for: "exit code 0")
        #expect(screen.text(0) == (try trial.tracked().first?.key.id.rawValue))
        #expect(screen.text(1) == "exit code 0")
      }
    }
  }

  @Test("on a terminal ^C takes the line away, and says what is left")
  func interrupted() async throws {
    try await Submitting.with(runTime: .seconds(1), limit: 1, clock: clock) { trial in
      try trial.write(texts: "a.txt", "b.txt", "c.txt")
      let script = "PS1='shell> ' exec bash --norc --noprofile -i"
      let terminal = try await terminal(trial, "a.txt", "b.txt", "c.txt", columns: 80, script: script)
      try await terminal.use { terminal in
        try await terminal.wait(for: "shell>")
        let words = ([Program.path] + trial.command(["a.txt", "b.txt", "c.txt"])).joined(separator: " ")
        try await terminal.type(text: "clear; \(words)")
        try await terminal.type("Enter")
        try await terminal.wait(for: "b.txt: waits until a job ends (1 running)")
        try await terminal.type("C-c")
        try await terminal.wait(for: "the shell again") {
          $0.contains("shell>") && $0.contains("Not submitted")
        }
        try await terminal.type(text: "echo exit code $?")
        try await terminal.type("Enter")
        let screen = try await terminal.wait(for: "exit code 130")
        let id = try #require(try trial.tracked().first?.key.id.rawValue)
        #expect(screen.text(0) == id)
        #expect(!screen.contains("waits until"))
        #expect(screen.contains("jobwatch: Not submitted: b.txt, c.txt."))
      }
    }
  }

  @Test("where there is no terminal there is no bar")
  func noTerminal() async throws {
    try await Submitting.with { trial in
      try trial.write(sparseBytes: 64 << 20, to: "talk.wav")
      let result = try await trial.submit("talk.wav")
      #expect(result.code == 0)
      #expect(result.errors == "")
    }
  }
}

import Testing

/// What comes from the terminal and was not meant as keys.
@Suite(.timeLimit(.minutes(2)))
struct StrayInputTests {
  @Test("^C within a paste is a part of it, and what stands behind it no keys")
  func interruptInPaste() async throws {
    let scratch = try Scratch()
    let terminal = try await TmuxTerminal.jobwatch(
      "demo", environment: ["TMPDIR": scratch.path], scratch: scratch)
    try await terminal.use { terminal in
      try await terminal.wait(for: "10 jobs")
      try await terminal.type("a")
      try await terminal.wait(for: "Add job ids")
      try await terminal.paste("AA\u{3}dd ZZ")
      try await terminal.wait(for: "dd ZZ")
      try await terminal.type("C-c")
      try await terminal.wait(for: "the prompt to be closed") { !$0.contains("Add job ids") }
      try await terminal.wait(for: "10 jobs")
    }
  }

  @Test(
    "an answer of the terminal is no key",
    arguments: ["\u{1B}Pdd\u{1B}\\", "\u{1B}]11;rgb:dddd/dddd/dddd\u{7}", "\u{1B}P>|tmux 3.3a\u{1B}\\"])
  func controlString(answer: String) async throws {
    let scratch = try Scratch()
    let terminal = try await TmuxTerminal.jobwatch(
      "demo", environment: ["TMPDIR": scratch.path], scratch: scratch)
    try await terminal.use { terminal in
      try await terminal.wait(for: "10 jobs")
      try await terminal.send(answer)
      // The next key shows that all before it was read.
      try await terminal.type("?")
      try await terminal.wait(for: "Keys in the table")
      try await terminal.type("Escape")
      try await terminal.wait(for: "10 jobs ")
    }
  }
}

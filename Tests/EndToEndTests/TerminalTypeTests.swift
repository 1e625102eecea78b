import Foundation
import Testing

/// The dashboard with every description of a terminal that is on this machine.
@Suite(.serialized, .timeLimit(.minutes(4)))
struct TerminalTypeTests {
  /// Their names; `dumb` and its like have no screen.
  static let installed: [String] = {
    let folders = ["/etc/terminfo", "/lib/terminfo", "/usr/share/terminfo"]
    let names = folders.flatMap { folder -> [String] in
      let paths = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
      // A folder for each first letter.
      return paths.filter { $0.dropFirst().first == "/" }.map { String($0.dropFirst(2)) }
    }
    return Set(names).subtracting(["dumb", "unknown"]).filter { !$0.contains("+") }.sorted()
  }()

  /// These are told to move the cursor, or to show what is reversed, in a way that tmux does not know.
  private static let foreign = ["vt52"]

  @Test(
    "the common ones are here",
    arguments: ["vt100", "xterm", "xterm-256color", "screen", "tmux-256color", "linux"])
  func common(name: String) { #expect(Self.installed.contains(name)) }

  @Test("there is a table, a selection that moves, and a clean end", arguments: installed)
  func works(name: String) async throws {
    let scratch = try Scratch()
    let terminal = try await TmuxTerminal.jobwatch(
      "demo", environment: ["TERM": name, "TMPDIR": scratch.path], scratch: scratch)
    try await terminal.use { terminal in
      try await terminal.wait(for: "Weekly sales call")
      if !Self.foreign.contains(name) {
        try await terminal.wait(for: "the first job selected") {
          $0.selectedRow?.contains("Voicemail") == true
        }
        try await terminal.type("j")
        try await terminal.wait(for: "the second job selected") {
          $0.selectedRow?.contains("Lecture 7") == true
        }
      }
      try await terminal.type("q")
      try await terminal.wait(for: "exit code 0")
      try await terminal.wait(for: "finished")
      #expect(try scratch.text("after") == scratch.text("before"))
      #expect(try scratch.text("errors").isEmpty)
    }
  }

  @Test("where nothing can be reversed, the terminal's own cursor shows what is selected")
  func noReverse() async throws {
    let scratch = try Scratch()
    try await Terminfo.install(in: scratch)
    let terminal = try await TmuxTerminal.jobwatch(
      "demo",
      environment: ["TERM": "plain", "TERMINFO_DIRS": "\(scratch.path)/terminfo:", "TMPDIR": scratch.path],
      scratch: scratch)
    try await terminal.use { terminal in
      try await terminal.wait(for: "10 jobs")
      #expect(try await terminal.modes().hasSuffix("cursor 1\n"))
      try await terminal.wait(forCursorAt: 2, row: 3)
      try await terminal.type("a")
      try await terminal.wait(for: "Add job ids:")
      try await terminal.wait(forCursorAt: 13, row: 28)
      try await terminal.type("Escape")
      try await terminal.wait(for: "the keys again") { $0.contains("quit") }
      try await terminal.type("j", "?")
      try await terminal.wait(for: "one job down")
      try await terminal.type("?")
      try await terminal.wait(for: "Weekly sales call")
      try await terminal.wait(forCursorAt: 2, row: 4)
    }
  }
}

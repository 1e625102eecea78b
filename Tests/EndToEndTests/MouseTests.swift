import Foundation
import Glibc
import Testing

/// The mouse in a real terminal: taken when it is wanted, given back on every way out, and never a key.
@Suite(.timeLimit(.minutes(2)))
struct MouseTests {
  private static let on = "on 1, in decimal 1\n"
  private static let off = "on 0, in decimal 0\n"

  private func withDemo(_ work: (TmuxTerminal) async throws -> Void) async throws {
    let scratch = try Scratch()
    let terminal = try await TmuxTerminal.jobwatch(
      "demo", environment: ["TMPDIR": scratch.path, "SWIFT_BACKTRACE": "enable=no"], scratch: scratch)
    try await terminal.use { terminal in
      try await terminal.wait(for: "10 jobs")
      try await work(terminal)
    }
  }

  @Test("clicks, the wheel and titles do what they say")
  func use() async throws {
    try await withDemo { terminal in
      #expect(try await terminal.mouse() == Self.off)
      try await terminal.type("%")
      try await terminal.wait(for: "Mouse on")
      #expect(try await terminal.mouse() == Self.on)
      try await terminal.send("\u{1B}[<0;10;6M\u{1B}[<0;10;6m")
      try await terminal.wait(for: "the third job") { $0.selectedRow == $0.text(5) }
      try await terminal.send("\u{1B}[<0;3;3M\u{1B}[<0;3;3m")
      try await terminal.wait(for: "Sorted by STATUS")
      try await terminal.send("\u{1B}[<0;10;6M\u{1B}[<0;10;6m\u{1B}[<0;10;6M\u{1B}[<0;10;6m")
      try await terminal.wait(for: "the detail") { $0.contains("whole") }
      try await terminal.type("%")
      try await terminal.wait(for: "Mouse off")
      #expect(try await terminal.mouse() == Self.off)
    }
  }

  @Test(
    "reports that come in pieces, in the older form, broken or unasked for are no keys",
    arguments: [true, false])
  func pieces(isOn: Bool) async throws {
    try await withDemo { terminal in
      if isOn { try await terminal.type("%") }
      try await terminal.type("a")
      try await terminal.wait(for: "Add job ids:")
      try await terminal.type(text: "x")
      for piece in [
        "\u{1B}[<0;1", "2;5", "M\u{1B}[<0;12;5m", "\u{1B}[M !!", "\u{1B}[<64;3;3M", "\u{1B}[<0;4y",
      ] {
        try await terminal.send(piece)
      }
      try await terminal.type(text: "z")
      try await terminal.wait(for: "Add job ids: xyz")
    }
  }

  @Test("it is taken back when the program ends", arguments: ["q", "SIGTERM", "SIGSEGV"])
  func ending(_ way: String) async throws {
    try await withDemo { terminal in
      try await terminal.type("%")
      try await terminal.wait(for: "Mouse on")
      switch way {
      case "q": try await terminal.type("q")
      case "SIGTERM": kill(try terminal.pid, SIGTERM)
      default: kill(try terminal.pid, SIGSEGV)
      }
      try await terminal.wait(for: "finished")
      #expect(try await terminal.mouse() == Self.off)
    }
  }

  @Test("the shell has it while the program is suspended")
  func suspended() async throws {
    try await TmuxTerminal.withDemoInShell(try Scratch()) { terminal in
      try await terminal.type("%")
      try await terminal.wait(for: "Mouse on")
      try await terminal.type("C-z")
      try await terminal.wait(for: "Stopped")
      #expect(try await terminal.mouse() == Self.off)
      try await terminal.type("fg", "Enter")
      try await terminal.wait(for: "10 jobs")
      #expect(try await terminal.mouse() == Self.on)
      try await terminal.type("q")
      try await terminal.wait(for: "watched for")
    }
  }
}

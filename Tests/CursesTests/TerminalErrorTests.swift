import Curses
import Glibc
import Testing

/// The sentences for terminals that cannot be used; the screen itself is tested end to end, in a real terminal.
struct TerminalErrorTests {
  @Test(
    "each sentence says what to do",
    arguments: [
      (TerminalError.notATerminal, "run it in one"),
      (.noTerminalType, "TERM=xterm-256color"),
      (.unknownTerminalType("weird"), "TERM=xterm-256color"),
      (.cannotMoveCursor("dumb"), "cannot move its cursor"),
    ])
  func sentences(_ error: TerminalError, _ advice: String) {
    #expect("\(error)".contains(advice))
  }

  @MainActor
  @Test("a pipe or a file is no terminal", .enabled(if: isatty(STDIN_FILENO) == 0))
  func noTerminal() throws {
    #expect(throws: TerminalError.notATerminal) { try TerminalSession.checkTerminal() }
  }
}

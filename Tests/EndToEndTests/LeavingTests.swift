import Foundation
import Glibc
import Testing

/// Law 4: the terminal is given back on every way out.
@Suite(.timeLimit(.minutes(2)))
struct LeavingTests {
  /// One way out, and the exit code a shell sees.
  struct Way: Sendable, CustomTestStringConvertible {
    let testDescription: String
    var key: String?
    var signal: Int32 = 0
    let code: Int32
    /// What Swift does about a crash.
    var backtrace = "enable=no"

    static let all = [
      Way(testDescription: "q", key: "q", code: 0),
      Way(testDescription: "^C", key: "C-c", code: 0),
      Way(testDescription: "SIGINT", signal: SIGINT, code: 128 + SIGINT),
      Way(testDescription: "SIGTERM", signal: SIGTERM, code: 128 + SIGTERM),
      Way(testDescription: "SIGHUP", signal: SIGHUP, code: 128 + SIGHUP),
      Way(testDescription: "SIGQUIT", signal: SIGQUIT, code: 128 + SIGQUIT),
      Way(testDescription: "SIGUSR1", signal: SIGUSR1, code: 128 + SIGUSR1),
      Way(testDescription: "a crash: SIGSEGV", signal: SIGSEGV, code: 128 + SIGSEGV),
      Way(testDescription: "a crash: SIGILL, as of a Swift trap", signal: SIGILL, code: 128 + SIGILL),
      Way(testDescription: "a crash: SIGABRT", signal: SIGABRT, code: 128 + SIGABRT),
      Way(
        testDescription: "a crash that Swift reports", signal: SIGSEGV, code: 128 + SIGSEGV,
        backtrace: "enable=yes,interactive=no,threads=all,symbolicate=off,unwind=fast,output-to=/dev/null"),
    ]
  }

  @Test("modes, alternate screen, cursor and title are as before", arguments: Way.all)
  func restored(_ way: Way) async throws {
    let scratch = try Scratch()
    let terminal = try await TmuxTerminal.jobwatch(
      "demo", environment: ["SWIFT_BACKTRACE": way.backtrace, "TMPDIR": scratch.path], scratch: scratch)
    try await terminal.use { terminal in
      try await terminal.wait(for: "10 jobs")
      #expect(try await terminal.modes() == "alternate 1, cursor 0\n")
      #expect(try await terminal.title().hasPrefix("jobwatch: "))
      if let key = way.key { try await terminal.type(key) } else { kill(try terminal.pid, way.signal) }
      let screen = try await terminal.wait(for: "finished")
      #expect(screen.contains("exit code \(way.code)"))
      #expect(try await terminal.modes() == "alternate 0, cursor 1\n")
      #expect(try await terminal.title() == "the title before")
      #expect(try scratch.text("after") == scratch.text("before"))
    }
  }

  @Test(
    "a terminal that disappears takes the program with it, even one that gets no signal for it",
    arguments: ["", "--linear"], ["", "setsid"])
  func lostTerminal(option: String, wrapper: String) async throws {
    let scratch = try Scratch()
    // The program alone holds the writing end, so that the reading end hangs up when it ends.
    let lifeline = "\(scratch.path)/lifeline"
    try #require(mkfifo(lifeline, 0o600) == 0)
    let descriptor = open(lifeline, O_RDONLY | O_NONBLOCK)
    try #require(descriptor >= 0)
    defer { close(descriptor) }
    // Without jobs nothing is written any more that could fail.
    let terminal = try await TmuxTerminal.jobwatch(
      "\(option) --base-url http://127.0.0.1:9 --store \(scratch.path)/jobs 9>\(lifeline)",
      environment: ["JOBWATCH_TOKEN": "test-token"], wrapper: wrapper, scratch: scratch)
    try await terminal.use { terminal in
      try await terminal.wait(for: "No jobs are tracked yet")
    }
    let hasEnded = try await offThePool {
      var ended = pollfd(fd: descriptor, events: 0, revents: 0)
      return poll(&ended, 1, 20_000) == 1 && Int32(ended.revents) & POLLHUP != 0
    }
    #expect(hasEnded)
  }

  @Test("^Z gives the terminal to the shell, and fg brings the dashboard back")
  func suspension() async throws {
    try await TmuxTerminal.withDemoInShell(try Scratch()) { terminal in
      try await terminal.type("C-z")
      try await terminal.wait(for: "Stopped")
      #expect(try await terminal.modes() == "alternate 0, cursor 1\n")
      try await terminal.type("fg", "Enter")
      try await terminal.wait(for: "10 jobs")
      try await terminal.type("?")
      try await terminal.wait(for: "one job down")
      try await terminal.type("C-c")
      try await terminal.wait(for: "the shell again") {
        $0.contains("Stopped") && !$0.contains("one job down")
      }
    }
  }

  @Test("without a screen ^Z and fg work as with any program")
  func suspensionInLines() async throws {
    let scratch = try Scratch()
    let terminal = try await TmuxTerminal(
      "PS1='shell> ' exec bash --norc --noprofile -i", environment: ["TMPDIR": scratch.path], scratch: scratch
    )
    try await terminal.use { terminal in
      try await terminal.wait(for: "shell>")
      try await terminal.type("\(Program.path) demo --linear", "Enter")
      try await terminal.wait(for: "10 jobs: ")
      try await terminal.type("C-z")
      try await terminal.wait(for: "Stopped")
      try await terminal.type("fg", "Enter")
      try await terminal.wait(for: "the shell naming it again") { screen in
        screen.row(of: "shell> fg").map { screen.text($0 + 1).contains("demo --linear") } == true
      }
      try await terminal.type("?", "Enter")
      try await terminal.wait(for: "tracked jobs are kept")
      try await terminal.type("q", "Enter")
      try await terminal.wait(for: "watched for")
    }
  }

  @Test("fg after a SIGSTOP from outside takes the terminal again")
  func stoppedFromOutside() async throws {
    let scratch = try Scratch()
    let terminal = try await TmuxTerminal(
      "PS1='shell> ' exec bash --norc --noprofile -i", environment: ["TMPDIR": scratch.path],
      scratch: scratch)
    try await terminal.use { terminal in
      try await terminal.wait(for: "shell>")
      try await terminal.type("sh -c 'echo $$ >\(scratch.path)/pid; exec \(Program.path) demo'", "Enter")
      try await terminal.wait(for: "10 jobs")
      kill(try terminal.pid, SIGSTOP)
      try await terminal.wait(for: "Stopped")
      try await terminal.type("clear; fg", "Enter")
      try await terminal.wait(for: "10 jobs")
      try await terminal.type("?")
      try await terminal.wait(for: "one job down")
      try await terminal.type("C-c")
      try await terminal.wait(for: "the shell again") {
        !$0.contains("one job down") && $0.contains("shell>")
      }
    }
  }
}

import Foundation
import Glibc
import Testing

/// A real terminal for one test: a tmux server of its own, with the program in its only pane.
///
/// Waiting is by events: whatever the program writes also goes down a FIFO, and each arrival is a reason to look
/// at the screen again.
final class TmuxTerminal: Sendable {
  struct TimedOut: Error, CustomStringConvertible {
    let wanted: String
    let screen: Screenshot
    var description: String { "waited in vain for \(wanted); the screen:\n\(screen)" }
  }

  /// How long anything may take before a test gives up.
  private static let patience = 30.0

  let scratch: Scratch
  /// The socket of the tmux server.
  private let socket: String
  private let arrivals: Int32

  /// Starts a shell script in a terminal; `cat` follows it, so that the screen can still be looked at.
  init(
    _ script: String, columns: Int = 100, rows: Int = 30, environment: [String: String] = [:],
    scratch: Scratch
  ) async throws {
    self.scratch = scratch
    socket = "\(scratch.path)/tmux-\(UUID().uuidString)"
    let fifo = "\(socket)-arrivals"
    try #require(mkfifo(fifo, 0o600) == 0)
    arrivals = open(fifo, O_RDONLY | O_NONBLOCK)
    try #require(arrivals >= 0)
    var settings = ["LANG": "C.UTF-8", "PATH": "/usr/bin:/bin", "HOME": scratch.path, "TZ": "UTC"]
    settings.merge(environment) { $1 }
    let assignments = settings.map { "\($0)='\($1)'" }.joined(separator: " ")
    let shell = "exec env -i TERM=\"$TERM\" \(assignments) sh -c '. \(scratch.path)/script; exec cat'"
    try script.write(toFile: "\(scratch.path)/script", atomically: true, encoding: .utf8)
    try await tmux(
      "-f", "/dev/null", "new-session", "-d", "-x", "\(columns)", "-y", "\(rows)", "exec cat", ";",
      "set-option", "-g", "default-terminal", "tmux-256color", ";",
      "set-option", "-g", "set-clipboard", "on", ";",
      "pipe-pane", "-O", "exec cat >\(fifo)", ";",
      "respawn-pane", "-k", shell)
  }

  /// Runs `jobwatch` with arguments, noting its pid and the state of the terminal before and after.
  ///
  /// - Parameters:
  ///   - showsErrors: whether standard error goes to the terminal too, not to the file `errors`.
  ///   - wrapper: a program with arguments that runs it.
  static func jobwatch(
    _ arguments: String, columns: Int = 100, rows: Int = 30, environment: [String: String] = [:],
    showsErrors: Bool = false, wrapper: String = "", scratch: Scratch
  ) async throws -> TmuxTerminal {
    let folder = scratch.path
    let script = """
      stty -a >\(folder)/before
      printf '\\033]2;the title before\\007'
      sh -c 'echo $$ >\(folder)/pid; exec \(wrapper) \(Program.path) \(arguments)' \(showsErrors ? "" : "2>\(folder)/errors")
      echo "exit code $?"
      stty -a >\(folder)/after
      echo finished
      """
    return try await TmuxTerminal(
      script, columns: columns, rows: rows, environment: environment, scratch: scratch)
  }

  deinit { close(arrivals) }

  /// Works with the terminal and ends it afterwards, whatever happens.
  ///
  /// - Parameter staysOpen: keeps the terminal when the work has succeeded.
  @discardableResult
  func use<Value>(staysOpen: Bool = false, _ work: (TmuxTerminal) async throws -> Value) async throws -> Value
  {
    do {
      let value = try await work(self)
      if !staysOpen { try await end() }
      return value
    } catch {
      _ = try? await end()  // the error that led here is the one to tell
      throw error
    }
  }

  /// Ends the terminal, and with it what runs inside; one that is gone already is left alone.
  /// Does something with the demo in the terminal, which was started from a shell and can be put aside by ^Z.
  static func withDemoInShell(_ scratch: Scratch, _ work: (TmuxTerminal) async throws -> Void) async throws {
    let terminal = try await TmuxTerminal(
      "PS1='shell> ' exec bash --norc --noprofile -i", environment: ["TMPDIR": scratch.path], scratch: scratch
    )
    try await terminal.use { terminal in
      try await terminal.wait(for: "shell>")
      try await terminal.type("\(Program.path) demo", "Enter")
      try await terminal.wait(for: "10 jobs")
      try await work(terminal)
    }
  }

  private func end() async throws {
    guard FileManager.default.fileExists(atPath: socket) else { return }
    try await tmux("kill-server")
  }

  /// Types keys by their tmux names.
  func type(_ keys: String...) async throws { try await tmux(["send-keys"] + keys) }

  /// Types text as it is.
  func type(text: String) async throws { try await tmux("send-keys", "-l", text) }

  /// Sends bytes as they are, as a terminal does that reports something.
  func send(_ sequence: String) async throws {
    try await tmux(["send-keys", "-H"] + sequence.utf8.map { String($0, radix: 16) })
  }

  /// Pastes as a terminal does: in brackets, when the program has asked for them.
  func paste(_ text: String) async throws {
    let file = "\(scratch.path)/paste"
    try text.write(toFile: file, atomically: true, encoding: .utf8)
    try await tmux("load-buffer", file, ";", "paste-buffer", "-p", "-r")
  }

  func resize(columns: Int, rows: Int) async throws {
    try await tmux("resize-window", "-x", "\(columns)", "-y", "\(rows)")
  }

  /// The pid of the program that ``jobwatch(_:columns:rows:environment:scratch:)`` started.
  var pid: pid_t {
    get throws { try #require(pid_t(try scratch.text("pid").trimmingCharacters(in: .newlines))) }
  }

  /// Whether the alternate screen is on, and whether the cursor is visible.
  func modes() async throws -> String {
    try await tmux("display-message", "-p", "alternate #{alternate_on}, cursor #{cursor_flag}").output
  }

  /// Whether the program has the mouse, and in which form it is told of it.
  func mouse() async throws -> String {
    try await tmux("display-message", "-p", "on #{mouse_any_flag}, in decimal #{mouse_sgr_flag}").output
  }

  /// Waits until the cursor is somewhere, which counts from 0.
  func wait(forCursorAt column: Int, row: Int) async throws {
    let deadline = Date(timeIntervalSinceNow: Self.patience)
    while true {
      let cursor = try await tmux("display-message", "-p", "#{cursor_x} #{cursor_y}").output
      if cursor == "\(column) \(row)\n" { return }
      guard try await hasArrival(before: deadline) else {
        throw TimedOut(wanted: "the cursor at \(column) \(row), not \(cursor)", screen: try await screen())
      }
    }
  }

  /// The title of the window.
  func title() async throws -> String {
    try await tmux("display-message", "-p", "#{pane_title}").output.trimmingCharacters(in: .newlines)
  }

  /// What a program has put into the clipboard.
  func clipboard() async throws -> String { try await tmux("show-buffer").output }

  func screen() async throws -> Screenshot {
    Screenshot(capture: try await tmux("capture-pane", "-p", "-e").output)
  }

  /// Waits until the screen is as wanted.
  ///
  /// - Returns: that screen.
  @discardableResult
  func wait(for wanted: String, _ isMet: (Screenshot) -> Bool) async throws -> Screenshot {
    let deadline = Date(timeIntervalSinceNow: Self.patience)
    while true {
      let screen = try await screen()
      if isMet(screen) { return screen }
      guard try await hasArrival(before: deadline) else { throw TimedOut(wanted: wanted, screen: screen) }
    }
  }

  /// Waits until a text is on the screen.
  @discardableResult
  func wait(for text: String) async throws -> Screenshot {
    try await wait(for: "“\(text)”") { $0.contains(text) }
  }

  /// Waits for the program to write something.
  private func hasArrival(before deadline: Date) async throws -> Bool {
    let arrivals = arrivals
    return try await offThePool {
      var descriptor = pollfd(fd: arrivals, events: Int16(POLLIN), revents: 0)
      let left = max(0, deadline.timeIntervalSinceNow)
      guard poll(&descriptor, 1, Int32(left * 1000)) > 0 else { return false }
      var bytes = [UInt8](repeating: 0, count: 1 << 16)
      // Zero bytes: the pane is gone and nothing more will come.
      return read(arrivals, &bytes, bytes.count) > 0
    }
  }

  @discardableResult
  private func tmux(_ arguments: String...) async throws -> Program.Result { try await tmux(arguments) }

  @discardableResult
  private func tmux(_ arguments: [String]) async throws -> Program.Result {
    let result = try await Program.run(["-S", socket] + arguments, of: "/usr/bin/tmux")
    try #require(result.code == 0, "tmux \(arguments.first ?? ""): \(result.errors)")
    return result
  }
}

import Foundation
import Subprocess
import SystemPackage

/// A program in a terminal of its own, as a person has it: keys go in, and it is seen when which text comes out.
struct TerminalProgram {
  let terminal: PseudoTerminal
  let process: pid_t
  let started: ContinuousClock.Instant

  /// Runs a program, and ends it when the work is done.
  static func whileRunning<Value: Sendable>(
    _ path: String, _ arguments: [String], environment: [String: String] = [:], columns: UInt16 = 120,
    rows: UInt16 = 40, _ work: @escaping @Sendable (TerminalProgram) async throws -> Value
  ) async throws -> Value {
    let terminal = try PseudoTerminal(columns: columns, rows: rows)
    defer { terminal.closeDescriptor() }
    let descriptor = FileDescriptor(rawValue: terminal.descriptor)
    let standard = [
      "TERM": "xterm-256color", "LANG": "C.UTF-8", "PATH": "/usr/bin:/bin", "HOME": NSTemporaryDirectory(),
    ]
    let variables = standard.merging(environment) { $1 }
    var platform = PlatformOptions()
    platform.createSession = true
    let started = ContinuousClock.now
    return try await Subprocess.run(
      .path(FilePath(path)), arguments: Arguments(arguments),
      environment: .custom(
        Dictionary(uniqueKeysWithValues: variables.map { (Environment.Key(stringLiteral: $0), $1) })),
      platformOptions: platform, input: .fileDescriptor(descriptor, closeAfterSpawningProcess: false),
      output: .fileDescriptor(descriptor, closeAfterSpawningProcess: false),
      error: .fileDescriptor(descriptor, closeAfterSpawningProcess: false)
    ) { execution in
      defer { try? execution.send(signal: .terminate) }
      return try await work(
        TerminalProgram(
          terminal: terminal, process: execution.processIdentifier.value, started: started))
    }.closureResult
  }

  /// How long it takes from a key until a text is there that the key brings, in seconds.
  func time(from key: String, to text: String) async throws -> Double {
    let before = terminal.bytes
    let pressed = ContinuousClock.now
    terminal.type(key)
    return pressed.duration(to: try await terminal.arrival(of: text, after: before)).inSeconds
  }

  /// Goes up and down among the rows that are on the screen, and takes the time until the cursor is seen to be there.
  ///
  /// - Parameters:
  ///   - labels: of the rows, the first being the one that is selected.
  ///   - keys: one row down, one up.
  func cursorTimes(_ labels: [String], down: String, up: String, moves: Int) async throws -> [Double] {
    var times: [Double] = []
    var (row, step) = (0, 1)
    for _ in 0..<moves {
      if !labels.indices.contains(row + step) { step = -step }
      row += step
      times.append(try await time(from: step > 0 ? down : up, to: labels[row]))
      // Not in step with anything.
      try await Task.sleep(for: .milliseconds(Int.random(in: 20...60)))
    }
    return times
  }
}

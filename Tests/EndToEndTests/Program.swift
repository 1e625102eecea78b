import Foundation
import Subprocess
import SystemPackage
import TestTools

/// The built binary, as a person runs it.
enum Program {
  /// Beside the test bundle: both come from the same build.
  static let path: String = {
    let bundle = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
    return bundle.deletingLastPathComponent().appending(path: "jobwatch").path
  }()

  struct Result {
    /// As a shell tells it: 128 and the number of the signal that has ended the program.
    let code: Int32
    let output: String
    let errors: String
  }

  /// Runs a program to its end without a terminal.
  ///
  /// - Parameter input: what it gets on standard input.
  static func run(
    _ arguments: [String], of path: String = Program.path, in folder: String? = nil,
    environment: [String: String] = [:], input: String = ""
  ) async throws -> Result {
    let result = try await Subprocess.run(
      .path(FilePath(path)), arguments: Arguments(arguments), environment: settings(environment),
      workingDirectory: folder.map { FilePath($0) }, input: .string(input), output: .string(limit: 1 << 20),
      error: .string(limit: 1 << 20))
    return Result(
      code: result.terminationStatus.code, output: result.standardOutput, errors: result.standardError)
  }

  /// Runs the program, does something once it has written its first line, and sends it a signal then.
  ///
  /// - Parameter work: is given the line without its end.
  static func run(
    _ arguments: [String], in folder: String? = nil, environment: [String: String] = [:],
    endingWith signal: Signal = .terminate, _ work: (_ firstLine: String) async throws -> Void
  ) async throws -> Result {
    let result = try await Subprocess.run(
      .path(FilePath(path)), arguments: Arguments(arguments), environment: settings(environment),
      workingDirectory: folder.map { FilePath($0) }, input: .none, output: .sequence,
      error: .string(limit: 1 << 20)
    ) { execution in
      var lines: [String] = []
      for try await line in execution.standardOutput.strings() {
        lines.append(line)
        guard lines.count == 1 else { continue }
        do {
          try await work(line.trimmingCharacters(in: .newlines))
        } catch {
          try? execution.send(signal: .kill)  // the error that led here is the one to tell
          throw error
        }
        try execution.send(signal: signal)
      }
      return lines
    }
    return Result(
      code: result.terminationStatus.code, output: result.closureResult.joined(separator: "\n"),
      errors: result.standardError)
  }

  private static func settings(_ environment: [String: String]) -> Environment {
    var settings: [Environment.Key: String] = ["PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"]
    for (name, value) in environment { settings[Environment.Key(stringLiteral: name)] = value }
    return .custom(settings)
  }
}

extension TerminationStatus {
  fileprivate var code: Int32 {
    switch self {
    case .exited(let code): code
    case .signaled(let number): 128 + number
    }
  }
}

/// Does blocking work on a thread of its own, so that the concurrency pool stays free for the server under test.
func offThePool<Value: Sendable>(_ work: @escaping @Sendable () throws -> Value) async throws -> Value {
  try await withCheckedThrowingContinuation { continuation in
    Thread.detachNewThread { continuation.resume(with: Swift.Result { try work() }) }
  }
}

/// A folder for one test, removed with it.
final class Scratch: Sendable {
  let path: String

  init() throws {
    OpenFiles.allowMany()
    let url = FileManager.default.temporaryDirectory.appending(path: "jobwatch-test-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    path = url.path
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func text(_ name: String) throws -> String {
    try String(contentsOf: URL(filePath: "\(path)/\(name)"), encoding: .utf8)
  }
}

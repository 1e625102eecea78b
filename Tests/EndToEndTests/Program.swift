import Foundation
import Subprocess
import SystemPackage

/// The built binary, as a person runs it.
enum Program {
  /// Beside the test bundle: both come from the same build.
  static let path: String = {
    let bundle = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
    return bundle.deletingLastPathComponent().appending(path: "jobwatch").path
  }()

  struct Result {
    let code: Int32
    let output: String
    let errors: String
  }

  /// Runs a program to its end without a terminal.
  ///
  /// - Parameter input: what it reads on standard input.
  static func run(
    _ arguments: [String], of path: String = Program.path, environment: [String: String] = [:],
    input: String = ""
  ) async throws -> Result {
    var settings: [Environment.Key: String] = ["PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"]
    for (name, value) in environment { settings[Environment.Key(stringLiteral: name)] = value }
    let result = try await Subprocess.run(
      .path(FilePath(path)), arguments: Arguments(arguments), environment: .custom(settings),
      input: .string(input), output: .string(limit: 1 << 20), error: .string(limit: 1 << 20))
    let code: Int32 = if case .exited(let code) = result.terminationStatus { code } else { -1 }
    return Result(
      code: code, output: result.standardOutput, errors: result.standardError)
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
    let url = FileManager.default.temporaryDirectory.appending(path: "jobwatch-test-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    path = url.path
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func text(_ name: String) throws -> String {
    try String(contentsOf: URL(filePath: "\(path)/\(name)"), encoding: .utf8)
  }
}

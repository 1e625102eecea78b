import Foundation
import Glibc

/// This program once more, in another process.
final class Child {
  private let process = Process()
  private let output = Pipe()

  init(_ arguments: [String]) throws {
    process.executableURL = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
    process.arguments = arguments
    process.standardOutput = output
    process.standardInput = FileHandle.nullDevice
    try process.run()
  }

  /// Waits for its first output.
  func waitForOutput() { _ = output.fileHandleForReading.availableData }

  /// Sends it a signal.
  func send(_ signal: Int32) { kill(process.processIdentifier, signal) }

  /// Ends it by a signal and waits until it is gone.
  func end(_ signal: Int32) {
    send(signal)
    process.waitUntilExit()
  }

  /// Whether it has ended of itself.
  var hasEnded: Bool { !process.isRunning }
}

/// Prints a line at once.
func say(_ line: String) { try? FileHandle.standardOutput.write(contentsOf: Data("\(line)\n".utf8)) }

/// A folder that is gone at the end.
final class TrialFolder {
  let path: String

  init() throws {
    path = FileManager.default.temporaryDirectory.appending(path: "store-trial-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  var storePath: String { path + "/jobs.sqlite" }
}

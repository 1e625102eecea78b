import Foundation
import Glibc

/// A folder for one test, removed with it; `home` and `config` are in it.
final class Scratch: Sendable {
  let path: String

  init() throws {
    let url = FileManager.default.temporaryDirectory.appending(path: "jobwatch-unit-\(UUID().uuidString)")
    try FileManager.default.createDirectory(
      at: url.appending(path: "config/jobwatch"), withIntermediateDirectories: true)
    path = url.path
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// An environment whose home and configuration lie in this folder.
  func environment(_ more: [String: String] = [:]) -> [String: String] {
    ["HOME": path, "XDG_CONFIG_HOME": "\(path)/config"].merging(more) { $1 }
  }

  /// Writes a file and returns its path.
  @discardableResult
  func write(_ text: String, to name: String, mode: Int = 0o600) throws -> String {
    let file = "\(path)/\(name)"
    try text.write(toFile: file, atomically: true, encoding: .utf8)
    try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: file)
    return file
  }

  func text(_ name: String) throws -> String {
    try String(contentsOf: URL(filePath: "\(path)/\(name)"), encoding: .utf8)
  }

  func mode(_ name: String) throws -> Int {
    let attributes = try FileManager.default.attributesOfItem(atPath: "\(path)/\(name)")
    return (attributes[.posixPermissions] as? Int) ?? -1
  }
}

/// Waits for something to happen at the reading end of a FIFO, on a thread of its own.
///
/// It waits for long: with all tests at once on a busy machine, what is waited for may take a minute to begin.
func event(on descriptor: Int32) async -> Int16 {
  await withCheckedContinuation { continuation in
    Thread.detachNewThread {
      var waiting = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
      _ = poll(&waiting, 1, 240_000)
      continuation.resume(returning: waiting.revents)
    }
  }
}

import Dashboard
import Foundation
import Glibc
import JobTracking

/// The file that remembers what was typed into the command line, one command a line. All dashboards add to it.
struct CommandHistoryFile: Sendable {
  let path: String

  /// From this size on, in bytes, the older lines are thrown away at the next start.
  private static let most = 64 << 10

  /// `commands` in the folder where the store is by default.
  init(environment: [String: String]) {
    let folder = URL(filePath: JobStore.defaultPath(environment: environment)).deletingLastPathComponent()
    path = folder.appending(path: "commands").path(percentEncoded: false)
  }

  /// What was typed, the latest last. A file that cannot be read counts as empty: nothing depends on it.
  func lines() -> [String] {
    guard let data = try? Data(contentsOf: URL(filePath: path)) else { return [] }
    let all = String(decoding: data, as: UTF8.self).split(whereSeparator: \.isNewline).map(String.init)
    let lines = CommandHistory(all.filter(CommandHistory.isKept)).lines
    if data.count > Self.most {
      try? Data(lines.map { $0 + "\n" }.joined().utf8).write(to: URL(filePath: path), options: .atomic)
      chmod(path, 0o600)
    }
    return lines
  }

  /// Adds a line, in one write, so that dashboards that do so at the same time keep out of each other's way. Where it cannot
  /// be written it is remembered until the end of the program, and that is all that is lost.
  func add(_ line: String) {
    try? FileManager.default.createDirectory(
      at: URL(filePath: path).deletingLastPathComponent(), withIntermediateDirectories: true,
      attributes: [.posixPermissions: 0o700])
    let descriptor = open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { return }
    defer { close(descriptor) }
    let bytes = Array((line + "\n").utf8)
    _ = write(descriptor, bytes, bytes.count)
  }
}

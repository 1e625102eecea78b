import Foundation
import GRDB
import Glibc

/// A store that cannot be written: on a file system that is mounted read-only, of somebody else, or on a full disk. What is
/// in it can be shown all the same, from a copy in memory, which takes what comes until the process ends.
enum UnwritableStore {
  /// Why a store that is there cannot be written; nil when nothing is known to be in the way.
  static func obstacle(to path: String) -> String? {
    // In the folder SQLite makes its log.
    for place in [path, URL(filePath: path).deletingLastPathComponent().path] where access(place, W_OK) != 0 {
      return String(cString: strerror(errno))
    }
    return nil
  }

  /// What is in a store, as a database in memory.
  static func copy(_ path: String) throws -> DatabaseQueue {
    let copy = try DatabaseQueue()
    var configuration = Configuration()
    configuration.busyMode = .timeout(5)
    configuration.readonly = true
    do {
      try DatabaseQueue(path: path, configuration: configuration).backup(to: copy)
    } catch {
      guard isLogEmpty(path) else { throw error }
      // Even a reader of a database in WAL mode makes a file beside it, or needs one that is there; but where there is
      // nothing in the log, all of it is in the file itself.
      try DatabaseQueue(path: uri(path), configuration: configuration).backup(to: copy)
    }
    return copy
  }

  private static func isLogEmpty(_ path: String) -> Bool {
    let attributes = try? FileManager.default.attributesOfItem(atPath: path + "-wal")
    return (attributes?[.size] as? NSNumber)?.intValue ?? 0 == 0
  }

  /// The name by which SQLite opens a file that nobody changes (https://www.sqlite.org/uri.html).
  private static func uri(_ path: String) -> String {
    let plain = CharacterSet(charactersIn: "/-._~").union(.alphanumerics)
    return "file:\(path.addingPercentEncoding(withAllowedCharacters: plain) ?? path)?immutable=1"
  }
}

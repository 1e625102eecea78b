import Foundation
import GRDB
import Glibc

/// The store as a file among others: whose turn it is to open it, and what is done when it is damaged.
enum StoreFile {
  /// Waits until no other process opens a store in a folder: of several that make or migrate the same one, or change it
  /// to WAL mode, all but one would fail, and SQLite does not have them wait.
  ///
  /// - Returns: what ends the turn when it is closed; nil when the file system has no such locks.
  static func takeTurn(in folder: String) -> Int32? {
    let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    while flock(descriptor, LOCK_EX) != 0 {
      guard errno == EINTR else { break }
    }
    return descriptor
  }

  /// Whether SQLite finds the file itself wrong.
  static func isDamage(_ error: DatabaseError) -> Bool {
    error.resultCode == .SQLITE_CORRUPT || error.resultCode == .SQLITE_NOTADB
  }

  /// Why a file could not be opened. Only a store of ours is called damaged: any other file is somebody else's.
  static func error(_ error: any Error, opening path: String) -> JobStoreError {
    let reason = JobStore.reason(of: error)
    if let error = error as? DatabaseError, isDamage(error), isOurs(path) {
      return .damaged(path: path, reason: reason)
    }
    if let error = error as? DatabaseError,
      [.SQLITE_FULL, .SQLITE_IOERR, .SQLITE_READONLY].contains(error.resultCode)
    {
      return .unwritable(path: path, reason: reason)
    }
    return .cannotOpen(path: path, reason: reason)
  }

  /// Whether a file that cannot be read as a database was a store: by its place, where no other program has a file, or
  /// by what is left in it.
  private static func isOurs(_ path: String) -> Bool {
    if path.hasSuffix("/jobwatch/jobs.sqlite") { return true }
    guard let bytes = try? Data(contentsOf: URL(filePath: path), options: .mappedIfSafe) else { return false }
    return bytes.range(of: Data("CREATE TABLE statusTransition".utf8)) != nil
  }

  /// Gives a damaged store another name in its folder, its side files too, so that whoever wants to can rescue what is
  /// left. To be called in one's turn.
  ///
  /// - Returns: the new path.
  /// - Throws: ``JobStoreError/cannotOpen(path:reason:)`` when another process has it open, or it cannot be renamed.
  static func putAside(_ path: String) throws(JobStoreError) -> String {
    if StorePresence(storePath: path)?.hasOthers == true {
      throw .cannotOpen(
        path: path, reason: "it is damaged, and another jobwatch, which has to be ended first, has it open")
    }
    let date = Date.ISO8601FormatStyle(includingFractionalSeconds: true).format(Date())
    let target = "\(path).corrupt-\(date.replacing(":", with: ""))"
    // The file itself last: should this be broken off, the next one finds it still damaged. SQLite looks for the others
    // under the name of the file.
    for suffix in ["-wal", "-shm", "-journal", ""] where FileManager.default.fileExists(atPath: path + suffix)
    {
      do {
        // Never over a file that is there.
        try FileManager.default.moveItem(atPath: path + suffix, toPath: target + suffix)
      } catch {
        throw .cannotOpen(
          path: path, reason: "it is damaged, and cannot be renamed: \(JobStore.reason(of: error))")
      }
    }
    return target
  }
}

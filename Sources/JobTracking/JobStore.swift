import Foundation
import GRDB
import JobAPI

/// The tracked jobs and their past, in an SQLite file in WAL mode: what was committed survives `kill -9`.
package struct JobStore: Sendable {
  let database: DatabaseQueue

  /// Opens the store, making the file and its folder (mode 0700) when they are not there.
  ///
  /// - Throws: ``JobStoreError``; a file that is no store, or a newer one, is left as it is.
  package init(path: String) throws(JobStoreError) {
    let folder = URL(filePath: path).deletingLastPathComponent()
    do {
      try FileManager.default.createDirectory(
        at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    } catch {
      throw .cannotCreateFolder(path: folder.path, reason: Self.reason(of: error))
    }
    let turn = Self.takeTurn(in: folder.path)
    defer { if let turn { close(turn) } }
    do {
      var configuration = Configuration()
      configuration.busyMode = .timeout(5)
      // Labels and ids are nobody else's business; SQLite's side files get the mode of this one. A file that is there
      // stays, also one that another process has just made. If this fails, opening it does too, and says why.
      let made = open(path, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0o600)
      if made >= 0 { close(made) }
      let database = try DatabaseQueue(path: path, configuration: configuration)
      guard FileManager.default.isWritableFile(atPath: path) else {
        throw JobStoreError.cannotOpen(path: path, reason: "it cannot be written")
      }
      let migrator = JobStoreSchema.migrator
      let isCurrent = try database.writeWithoutTransaction { database in
        try Self.checkIsStore(database, of: migrator, path: path)
        // WAL lets several processes read while one writes; each commit still waits for the disk.
        try database.execute(sql: "PRAGMA journal_mode = WAL")
        return try migrator.hasCompletedMigrations(database)
      }
      if !isCurrent { try migrator.migrate(database) }
      self.database = database
    } catch let error as JobStoreError {
      throw error
    } catch {
      throw .cannotOpen(path: path, reason: Self.reason(of: error))
    }
  }

  /// Waits until no other process opens a store in a folder: of several that make or migrate the same one, or change it
  /// to WAL mode, all but one would fail, and SQLite does not have them wait.
  ///
  /// - Returns: what ends the turn when it is closed; nil when the file system has no such locks.
  private static func takeTurn(in folder: String) -> Int32? {
    let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    while flock(descriptor, LOCK_EX) != 0 {
      guard errno == EINTR else { break }
    }
    return descriptor
  }

  /// Refuses a database of another program or of a newer jobwatch, before WAL mode is written into it.
  private static func checkIsStore(
    _ database: Database, of migrator: DatabaseMigrator, path: String
  ) throws {
    guard try !migrator.hasBeenSuperseded(database) else {
      throw JobStoreError.newerVersion(path: path)
    }
    let tables = try String.fetchSet(database, sql: "SELECT name FROM sqlite_master WHERE type = 'table'")
    guard tables.isEmpty || tables.contains("grdb_migrations") else {
      throw JobStoreError.cannotOpen(path: path, reason: "it is another program's database")
    }
  }

  /// Where the store is unless `--store` says otherwise: `$XDG_STATE_HOME/jobwatch/jobs.sqlite`, the folder
  /// being `~/.local/state` when the variable is not an absolute path (XDG Base Directory Specification).
  package static func defaultPath(environment: [String: String]) -> String {
    let stated = environment["XDG_STATE_HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil }
    let state = stated ?? (environment["HOME"] ?? NSHomeDirectory()) + "/.local/state"
    return state + "/jobwatch/jobs.sqlite"
  }

  /// The jobs tracked under a profile with their history, newest first; jobs added together in their order.
  package func trackedJobs(profile: String) throws(JobStoreError) -> [TrackedJob] {
    do {
      return try database.read { try JobRows.tracked(profile: profile, in: $0) }
    } catch {
      throw .cannotRead(reason: Self.reason(of: error))
    }
  }

  /// Tracks jobs, all or none. One that was untracked before is tracked again, its history still there.
  ///
  /// - Returns: the jobs as stored; one that is tracked already stays as it is.
  package func track(_ jobs: [TrackedJob]) async throws(JobStoreError) -> [TrackedJob] {
    guard !jobs.isEmpty else { return [] }
    return try await write { database in try jobs.map { try JobRows.track($0, in: database) } }
  }

  /// Stops tracking jobs, all or none; rows and history stay, so that they can be tracked again.
  package func untrack(_ keys: [JobKey], at now: Date) async throws(JobStoreError) {
    try await write { database in
      for key in keys { try JobRows.untrack(key, at: now, in: database) }
    }
  }

  /// Stores transitions, all or none; they are durable when this returns.
  package func record(
    _ transitions: [(key: JobKey, transition: StatusTransition)]
  ) async throws(JobStoreError) {
    try await write { database in
      for (key, transition) in transitions { try JobRows.insert(transition, of: key, in: database) }
    }
  }

  func write<Value: Sendable>(
    _ changes: @escaping @Sendable (Database) throws -> Value
  ) async throws(JobStoreError) -> Value {
    do {
      // In a task of its own: a change that was begun is carried out even if the caller is cancelled.
      return try await Task { try await database.write(changes) }.value
    } catch {
      throw .cannotWrite(reason: Self.reason(of: error))
    }
  }

  static func reason(of error: any Error) -> String {
    let reason =
      switch error {
      case let error as DatabaseError: error.message ?? "\(error.resultCode)"
      default: error.localizedDescription
      }
    // It becomes part of a sentence that has a full stop of its own.
    return reason.hasSuffix(".") ? String(reason.dropLast()) : reason
  }
}

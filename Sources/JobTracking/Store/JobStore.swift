import Foundation
import GRDB
import Glibc
import JobAPI

/// The tracked jobs and their past, in an SQLite file in WAL mode: what was committed survives `kill -9`.
package struct JobStore: Sendable {
  /// What is done with a store that SQLite finds damaged.
  package enum Damage: Sendable {
    /// It is put aside, under another name in the same folder, and a new one is begun.
    case putAside
    /// The same, also when the damage does not show before all of it is read.
    case searchAndPutAside
    /// It is left where it is, and the error is ``JobStoreError/damaged(path:reason:)``.
    case refuse
  }

  /// What is done with a store that is there and cannot be written.
  package enum Unwritable: Sendable {
    /// The error is ``JobStoreError/cannotOpen(path:reason:)``.
    case refuse
    /// It is opened all the same, and nothing is kept; see ``JobStore/trouble``.
    case show
  }

  let database: DatabaseQueue
  /// The store's file.
  package let path: String
  /// The damaged store that this one has taken the place of, under its new name; nil when there was none.
  package let putAside: String?
  /// Why nothing is kept: the store cannot be written, and this is a copy of it in memory; nil when all is kept.
  package let trouble: JobStoreError?
  /// The file that is open; nil for a copy in memory.
  private let file: FileIdentity?

  /// Opens the store, making the file and its folder (mode 0700) when they are not there.
  ///
  /// - Throws: ``JobStoreError``; a file that is no store, or a newer one, is left as it is.
  package init(
    path: String, damaged: Damage = .putAside, unwritable: Unwritable = .refuse
  ) throws(JobStoreError) {
    let folder = URL(filePath: path).deletingLastPathComponent()
    do {
      try FileManager.default.createDirectory(
        at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    } catch {
      throw .cannotCreateFolder(path: folder.path, reason: Self.reason(of: error))
    }
    let turn = StoreFile.takeTurn(in: folder.path)
    defer { if let turn { close(turn) } }
    self.path = path
    let opened: (database: DatabaseQueue, putAside: String?)
    do throws(JobStoreError) {
      if let obstacle = UnwritableStore.obstacle(to: path), FileManager.default.fileExists(atPath: path) {
        throw .unwritable(path: path, reason: obstacle)
      }
      opened = try Self.open(path, damaged)
    } catch {
      guard case .unwritable(_, let reason) = error else { throw error }
      guard unwritable == .show else {
        throw .cannotOpen(path: path, reason: "it cannot be written: \(reason)")
      }
      (database, putAside, trouble, file) = (try Self.copy(path, damaged), nil, error, nil)
      return
    }
    (database, putAside, trouble) = (opened.database, opened.putAside, nil)
    file = FileIdentity(path: path)
  }

  /// Whether the file that is open is not under its name any more: what is written into it nobody would find.
  package var isGone: Bool { file.map { $0 != FileIdentity(path: path) } ?? false }

  /// What is in a store that cannot be written.
  private static func copy(_ path: String, _ damaged: Damage) throws(JobStoreError) -> DatabaseQueue {
    let copy: DatabaseQueue
    do {
      copy = try UnwritableStore.copy(path)
    } catch {
      if damaged == .refuse, case .damaged(let path, let reason) = StoreFile.error(error, opening: path) {
        throw .damaged(path: path, reason: reason)
      }
      throw .cannotOpen(path: path, reason: "it can neither be written nor read: \(reason(of: error))")
    }
    try prepare(copy, path)
    return copy
  }

  private static func open(
    _ path: String, _ damaged: Damage
  ) throws(JobStoreError) -> (DatabaseQueue, putAside: String?) {
    do {
      let database = try connect(path)
      do {
        try prepare(database, path)
        if damaged == .searchAndPutAside { try search(database, path) }
        return (database, nil)
      } catch JobStoreError.damaged where damaged != .refuse {
        // Renamed before it is closed: SQLite sees that, and writes nothing more into it.
        let putAside = try StoreFile.putAside(path)
        try? database.close()
        return (try begin(path), putAside)
      }
    } catch JobStoreError.damaged where damaged != .refuse {
      // Not even its beginning could be read. SQLite has closed it again, with what the log held put into it.
      let putAside = try StoreFile.putAside(path)
      return (try begin(path), putAside)
    }
  }

  /// Opens a store in the place of one that was put aside.
  private static func begin(_ path: String) throws(JobStoreError) -> DatabaseQueue {
    let database = try connect(path)
    try prepare(database, path)
    return database
  }

  private static func connect(_ path: String) throws(JobStoreError) -> DatabaseQueue {
    var configuration = Configuration()
    configuration.busyMode = .timeout(5)
    // Labels and ids are nobody else's business; SQLite's side files get the mode of this one. A file that is there
    // stays, also one that another process has just made. If this fails, opening it does too, and says why.
    let made = Glibc.open(path, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0o600)
    if made >= 0 { close(made) }
    do {
      return try DatabaseQueue(path: path, configuration: configuration)
    } catch {
      throw StoreFile.error(error, opening: path)
    }
  }

  /// Makes a store of a database, unless it is none of ours.
  private static func prepare(_ database: DatabaseQueue, _ path: String) throws(JobStoreError) {
    do {
      let migrator = JobStoreSchema.migrator
      let isCurrent = try database.writeWithoutTransaction { database in
        try Self.checkIsStore(database, of: migrator, path: path)
        // WAL lets several processes read while one writes; each commit still waits for the disk.
        try database.execute(sql: "PRAGMA journal_mode = WAL")
        return try migrator.hasCompletedMigrations(database)
      }
      if !isCurrent { try migrator.migrate(database) }
    } catch let error as JobStoreError {
      throw error
    } catch {
      throw StoreFile.error(error, opening: path)
    }
  }

  /// Reads all of a store.
  private static func search(_ database: DatabaseQueue, _ path: String) throws(JobStoreError) {
    let finding: String?
    do {
      finding = try database.read { try String.fetchOne($0, sql: "PRAGMA quick_check(1)") }
    } catch {
      finding = reason(of: error)
    }
    guard finding != "ok" else { return }
    throw .damaged(path: path, reason: finding ?? "nothing could be read")
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
    try read { try JobRows.tracked(profile: profile, in: $0) }
  }

  /// Up to 400 jobs that are not tracked any more, with their history, those that were untracked last first.
  package func untrackedJobs(profile: String) throws(JobStoreError) -> [TrackedJob] {
    try read { try JobRows.untracked(profile: profile, most: 400, in: $0) }
  }

  /// Tracks jobs, all or none. One that was untracked before is tracked again, its history still there.
  ///
  /// - Returns: the jobs as stored; one that is tracked already stays as it is.
  package func track(_ jobs: [TrackedJob]) async throws(JobStoreError) -> [TrackedJob] {
    guard !jobs.isEmpty else { return [] }
    return try await write { database in try jobs.map { try JobRows.track($0, in: database) } }
  }

  /// Tracks jobs, all or none, as ``track(_:)`` does.
  ///
  /// - Returns: the keys of those that were not tracked before.
  package func add(_ jobs: [TrackedJob]) async throws(JobStoreError) -> [JobKey] {
    try await write { database in try jobs.filter { try JobRows.add($0, in: database) }.map(\.key) }
  }

  /// Stops tracking jobs, all or none; rows and history stay, so that they can be tracked again.
  package func untrack(_ keys: [JobKey], at now: Date) async throws(JobStoreError) {
    try await write { database in
      for key in keys { try JobRows.untrack(key, at: now, in: database) }
    }
  }

  /// Writes something on jobs, on all or none.
  package func annotate(
    _ keys: [JobKey], _ kind: Annotation, _ text: String
  ) async throws(JobStoreError) {
    try await write { database in
      for key in keys { try JobRows.annotate(key, kind, text, in: database) }
    }
  }

  /// Stores transitions, and the responses that told of them, all or none; they are durable when this returns.
  package func record(
    _ transitions: [(key: JobKey, transition: StatusTransition)],
    _ responses: [(key: JobKey, response: LastResponse)] = []
  ) async throws(JobStoreError) {
    try await write { database in
      for (key, transition) in transitions { try JobRows.insert(transition, of: key, in: database) }
      for (key, response) in responses { try ResponseRows.keep(response, of: key, in: database) }
    }
  }

  /// The last response about a job that is kept, nil when none is.
  package func lastResponse(of key: JobKey) throws(JobStoreError) -> LastResponse? {
    try read { try ResponseRows.response(of: key, in: $0) }
  }

  /// When jobs were answered about last, as far as that is kept.
  func lastAnswers(of keys: [JobKey]) throws(JobStoreError) -> [(key: JobKey, at: Date)] {
    try read { database in
      try keys.compactMap { key in
        try ResponseRows.answeredAt(key, in: database).map { (key: key, at: $0) }
      }
    }
  }

  /// Makes a change, all of it or nothing, and tells the other processes of it.
  ///
  /// - Parameter isDurable: whether to wait until it would survive a power cut; it survives `kill -9` in any case.
  func write<Value: Sendable>(
    isDurable: Bool = true, _ changes: @escaping @Sendable (Database) throws -> Value
  ) async throws(JobStoreError) -> Value {
    guard !isGone else { throw .gone(path: path) }
    do {
      // In a task of its own: a change that was begun is carried out even if the caller is cancelled.
      return try await Task {
        let value = try await database.writeWithoutTransaction { database in
          if !isDurable { try database.execute(sql: "PRAGMA synchronous = NORMAL") }
          defer { if !isDurable { try? database.execute(sql: "PRAGMA synchronous = FULL") } }
          return try database.inTransaction(.immediate, returning: changes)
        }
        if trouble == nil { StoreWatch.ring(path) }
        return value
      }.value
    } catch let error as DatabaseError where StoreFile.isDamage(error) {
      throw .damaged(path: path, reason: Self.reason(of: error))
    } catch {
      throw .cannotWrite(reason: Self.reason(of: error))
    }
  }

  func read<Value>(_ rows: (Database) throws -> Value) throws(JobStoreError) -> Value {
    do {
      return try database.read(rows)
    } catch let error as DatabaseError where StoreFile.isDamage(error) {
      throw .damaged(path: path, reason: Self.reason(of: error))
    } catch {
      throw .cannotRead(reason: Self.reason(of: error))
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

extension Database {
  /// Does something in a transaction and gives its value back.
  fileprivate func inTransaction<Value>(
    _ kind: TransactionKind, returning changes: (Database) throws -> Value
  ) throws -> Value {
    var value: Value?
    try inTransaction(kind) {
      value = try changes(self)
      return .commit
    }
    guard let value else { throw DatabaseError(resultCode: .SQLITE_ABORT) }
    return value
  }
}

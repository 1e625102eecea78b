import Foundation
import GRDB
import JobAPI

/// The statements of the job store.
enum JobRows {
  static func tracked(profile: String, in database: Database) throws -> [TrackedJob] {
    var histories: [String: [StatusTransition]] = [:]
    let transitions = try Row.fetchCursor(
      database, sql: "SELECT * FROM statusTransition WHERE profile = ? ORDER BY sequence",
      arguments: [profile])
    while let row = try transitions.next() {
      histories[row["job"], default: []].append(StatusTransition(row))
    }
    let rows = try Row.fetchAll(
      database,
      sql: "SELECT * FROM job WHERE profile = ? AND untrackedAt IS NULL ORDER BY addedAt DESC, rowid",
      arguments: [profile])
    return try rows.map { try TrackedJob($0, history: histories[$0["id"]] ?? []) }
  }

  static func track(_ job: TrackedJob, in database: Database) throws -> TrackedJob {
    try add(job, in: database)
    return try self.job(job.key, in: database) ?? job
  }

  /// Tracks a job.
  ///
  /// - Returns: whether it was not tracked before.
  @discardableResult static func add(_ job: TrackedJob, in database: Database) throws -> Bool {
    try database.execute(
      sql: """
        INSERT INTO job (profile, id, label, conversation, kind, addedAt) VALUES (?, ?, ?, ?, ?, ?)
        ON CONFLICT (profile, id) DO UPDATE SET untrackedAt = NULL WHERE untrackedAt IS NOT NULL
        """,
      arguments: [
        job.key.profile, job.key.id.rawValue, job.label, job.conversation?.rawValue,
        job.kind, job.addedAt.timeIntervalSince1970,
      ])
    return database.changesCount > 0
  }

  /// A job with its history, tracked still or untracked; nil for one that was never tracked.
  static func job(_ key: JobKey, in database: Database) throws -> TrackedJob? {
    let key: StatementArguments = [key.profile, key.id.rawValue]
    let row = try Row.fetchOne(
      database, sql: "SELECT * FROM job WHERE profile = ? AND id = ?", arguments: key)
    guard let row else { return nil }
    let transitions = try Row.fetchAll(
      database, sql: "SELECT * FROM statusTransition WHERE profile = ? AND job = ? ORDER BY sequence",
      arguments: key)
    return try TrackedJob(row, history: transitions.map(StatusTransition.init))
  }

  static func untrack(_ key: JobKey, at now: Date, in database: Database) throws {
    try database.execute(
      sql: "UPDATE job SET untrackedAt = ? WHERE profile = ? AND id = ?",
      arguments: [now.timeIntervalSince1970, key.profile, key.id.rawValue])
  }

  /// The ids of jobs that this or another process has submitted and that have not ended, newest first.
  static func unfinishedSubmissions(
    profile: String, in conversation: ConversationID?, most: Int, in database: Database
  ) throws -> Set<JobID> {
    let ids = try String.fetchAll(
      database,
      sql: """
        SELECT id FROM job
        WHERE profile = ?1 AND conversation = ifnull(?5, conversation) AND untrackedAt IS NULL AND ifnull((
          SELECT toStatus FROM statusTransition WHERE profile = ?1 AND job = job.id ORDER BY sequence DESC LIMIT 1
        ), '') NOT IN (?2, ?3)
        ORDER BY addedAt DESC LIMIT ?4
        """,
      arguments: [
        profile, JobStatus.completed.wireName, JobStatus.failed.wireName, most, conversation?.rawValue,
      ])
    return Set(ids.compactMap { try? JobID($0) })
  }

  /// Writes a transition down, if it goes on from the last one: another process may have seen it too, or a later one,
  /// and then this one was concluded from what is out of date.
  static func insert(_ transition: StatusTransition, of key: JobKey, in database: Database) throws {
    try database.execute(
      sql: """
        INSERT INTO statusTransition (profile, job, fromStatus, toStatus, earliest, seenAt, serverDate)
        SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7
        WHERE ?3 IS NOT ?4 AND ?3 IS (
          SELECT toStatus FROM statusTransition WHERE profile = ?1 AND job = ?2 ORDER BY sequence DESC LIMIT 1)
        """,
      arguments: [
        key.profile, key.id.rawValue, transition.from?.wireName, transition.to.wireName,
        transition.earliest?.timeIntervalSince1970, transition.seenAt.timeIntervalSince1970,
        transition.serverDate?.timeIntervalSince1970,
      ])
    if transition.to == .completed { try ConversationRows.forget(conversationOf: key, in: database) }
  }
}

extension StatusTransition {
  init(_ row: Row) {
    self.init(
      from: (row["fromStatus"] as String?).map(JobStatus.init(wireName:)),
      to: JobStatus(wireName: row["toStatus"]),
      earliest: (row["earliest"] as Double?).map(Date.init(timeIntervalSince1970:)),
      seenAt: Date(timeIntervalSince1970: row["seenAt"]),
      serverDate: (row["serverDate"] as Double?).map(Date.init(timeIntervalSince1970:)))
  }
}

extension TrackedJob {
  fileprivate init(_ row: Row, history: [StatusTransition]) throws {
    self.init(
      key: JobKey(profile: row["profile"], id: try JobID(row["id"])),
      label: row["label"],
      conversation: (row["conversation"] as String?).map(ConversationID.init), kind: row["kind"],
      addedAt: Date(timeIntervalSince1970: row["addedAt"]),
      history: history)
  }
}

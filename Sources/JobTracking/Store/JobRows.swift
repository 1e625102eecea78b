import Foundation
import GRDB
import JobAPI

/// The statements of the job store.
enum JobRows {
  static func tracked(profile: String, in database: Database) throws -> [TrackedJob] {
    // With cursors, columns by number, and both tables from end to end, not along an index, which would jump about in them:
    // with very many jobs the dashboard's start is spent here.
    let count = try Int.fetchOne(database, sql: "SELECT count(*) FROM job") ?? 0
    var jobs: [TrackedJob] = []
    jobs.reserveCapacity(count)
    var places = [JobID: Int](minimumCapacity: count)
    let rows = try Row.fetchCursor(
      database,
      sql: """
        SELECT \(TrackedJob.columns) FROM job NOT INDEXED
        WHERE profile = ? AND untrackedAt IS NULL ORDER BY rowid
        """,
      arguments: [profile])
    while let row = try rows.next() {
      let job = try TrackedJob(row, profile: profile)
      places[job.key.id] = jobs.count
      jobs.append(job)
    }
    let transitions = try Row.fetchCursor(
      database,
      sql: """
        SELECT \(StatusTransition.columns) FROM statusTransition NOT INDEXED
        WHERE profile = ? ORDER BY sequence
        """,
      arguments: [profile])
    while let row = try transitions.next() {
      // Those of untracked jobs are passed over.
      guard let id = try? JobID(row[0]), let place = places[id] else { continue }
      jobs[place].remember(StatusTransition(row))
    }
    // Those that were added together are in their order already, and stay so.
    jobs.sort { $0.addedAt > $1.addedAt }
    return jobs
  }

  static func track(_ job: TrackedJob, in database: Database) throws -> TrackedJob {
    try add(job, in: database)
    return try self.job(job.key, in: database) ?? job
  }

  /// Tracks a job.
  ///
  /// - Returns: whether it was not tracked before.
  @discardableResult static func add(_ job: TrackedJob, in database: Database) throws -> Bool {
    try database.cachedStatement(
      sql: """
        INSERT INTO job (profile, id, label, conversation, kind, addedAt, note) VALUES (?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (profile, id) DO UPDATE SET untrackedAt = NULL WHERE untrackedAt IS NOT NULL
        """
    ).execute(arguments: [
      job.key.profile, job.key.id.rawValue, job.label, job.conversation?.rawValue,
      job.kind, job.addedAt.timeIntervalSince1970, job.note,
    ])
    return database.changesCount > 0
  }

  /// A job with its history, tracked still or untracked; nil for one that was never tracked.
  static func job(_ key: JobKey, in database: Database) throws -> TrackedJob? {
    let arguments: StatementArguments = [key.profile, key.id.rawValue]
    let row = try Row.fetchOne(
      database.cachedStatement(sql: "SELECT \(TrackedJob.columns) FROM job WHERE profile = ? AND id = ?"),
      arguments: arguments)
    guard let row else { return nil }
    let transitions = try Row.fetchAll(
      database.cachedStatement(
        sql: """
          SELECT \(StatusTransition.columns) FROM statusTransition
          WHERE profile = ? AND job = ? ORDER BY sequence
          """),
      arguments: arguments)
    return try TrackedJob(row, profile: key.profile, history: transitions.map { StatusTransition($0) })
  }

  /// The jobs that were untracked last, with their history, the last one first.
  static func untracked(profile: String, most: Int, in database: Database) throws -> [TrackedJob] {
    let ids = try String.fetchAll(
      database,
      sql: """
        SELECT id FROM job WHERE profile = ? AND untrackedAt IS NOT NULL ORDER BY untrackedAt DESC LIMIT ?
        """,
      arguments: [profile, most])
    return try ids.compactMap { try job(JobKey(profile: profile, id: JobID($0)), in: database) }
  }

  static func untrack(_ key: JobKey, at now: Date, in database: Database) throws {
    try database.execute(
      sql: "UPDATE job SET untrackedAt = ? WHERE profile = ? AND id = ?",
      arguments: [now.timeIntervalSince1970, key.profile, key.id.rawValue])
  }

  static func annotate(
    _ key: JobKey, _ kind: Annotation, _ text: String, in database: Database
  ) throws {
    try database.cachedStatement(
      sql: "UPDATE job SET \(kind.rawValue) = ? WHERE profile = ? AND id = ?"
    ).execute(arguments: [text, key.profile, key.id.rawValue])
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
    try database.cachedStatement(
      sql: """
        INSERT INTO statusTransition (profile, job, fromStatus, toStatus, earliest, seenAt, serverDate)
        SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7
        WHERE ?3 IS NOT ?4 AND ?3 IS (
          SELECT toStatus FROM statusTransition WHERE profile = ?1 AND job = ?2 ORDER BY sequence DESC LIMIT 1)
        """
    ).execute(arguments: [
      key.profile, key.id.rawValue, transition.from?.wireName, transition.to.wireName,
      transition.earliest?.timeIntervalSince1970, transition.seenAt.timeIntervalSince1970,
      transition.serverDate?.timeIntervalSince1970,
    ])
    if transition.to == .completed { try ConversationRows.forget(conversationOf: key, in: database) }
  }
}

extension StatusTransition {
  /// What ``init(_:)`` reads, the id of the job before it.
  static let columns = "job, fromStatus, toStatus, earliest, seenAt, serverDate"

  init(_ row: Row) {
    self.init(
      from: (row[1] as String?).map(JobStatus.init(wireName:)),
      to: JobStatus(wireName: row[2]),
      earliest: (row[3] as Double?).map(Date.init(timeIntervalSince1970:)),
      seenAt: Date(timeIntervalSince1970: row[4]),
      serverDate: (row[5] as Double?).map(Date.init(timeIntervalSince1970:)))
  }
}

extension TrackedJob {
  /// What ``init(_:profile:history:)`` reads.
  fileprivate static let columns = "id, label, conversation, addedAt, kind, note"

  fileprivate init(_ row: Row, profile: String, history: [StatusTransition] = []) throws {
    self.init(
      key: JobKey(profile: profile, id: try JobID(row[0])),
      label: row[1],
      conversation: (row[2] as String?).map(ConversationID.init), kind: row[4],
      addedAt: Date(timeIntervalSince1970: row[3]),
      history: history, note: row[5])
  }
}

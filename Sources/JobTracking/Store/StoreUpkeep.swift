import Foundation
import GRDB
import JobAPI

/// What is done with a store as a whole, by hand.
extension JobStore {
  /// What is in a store, and what is wrong with it.
  package struct Findings: Sendable {
    package let tracked: Int
    package let untracked: Int
    package let transitions: Int
    package let conversations: Int
    /// A sentence each, at most 100; none when all is well.
    package let problems: [String]
  }

  /// How much was removed.
  package struct Pruned: Hashable, Sendable {
    package let jobs: Int
    package let transitions: Int
    package let conversations: Int
  }

  /// Reads all of the store.
  package func check() throws(JobStoreError) -> Findings {
    try read { database in
      var problems = try String.fetchAll(database, sql: "PRAGMA integrity_check(100)").filter { $0 != "ok" }
      for row in try Row.fetchAll(database, sql: "PRAGMA foreign_key_check") {
        let (table, number) = (row["table"] as String, row["rowid"] as Int64? ?? 0)
        problems.append("row \(number) of \(table) belongs to no job")
      }
      func count(_ rows: String) throws -> Int {
        try Int.fetchOne(database, sql: "SELECT count(*) FROM \(rows)") ?? 0
      }
      return Findings(
        tracked: try count("job WHERE untrackedAt IS NULL"),
        untracked: try count("job WHERE untrackedAt IS NOT NULL"),
        transitions: try count("statusTransition"), conversations: try count("conversation"),
        problems: Array(problems.prefix(100)))
    }
  }

  /// Gives the disk back what is not used any more.
  ///
  /// - Returns: how many bytes the store and its log took before, and take now.
  package func compact() async throws(JobStoreError) -> (before: Int64, after: Int64) {
    let before = size
    do {
      try await database.writeWithoutTransaction { database in
        try database.execute(sql: "VACUUM")
        try database.execute(sql: "PRAGMA wal_checkpoint(TRUNCATE)")
      }
    } catch {
      throw .cannotWrite(reason: Self.reason(of: error))
    }
    return (before, size)
  }

  /// Removes jobs that were untracked, or have ended, before an instant, with their history and what is kept of their
  /// conversations. A conversation that another job belongs to stays.
  ///
  /// - Parameter isTrial: whether to count only.
  package func prune(before instant: Date, isTrial: Bool = false) async throws(JobStoreError) -> Pruned {
    try await write { database in
      var pruned = Pruned(jobs: 0, transitions: 0, conversations: 0)
      try database.inSavepoint {
        pruned = try Self.prune(before: instant, in: database)
        return isTrial ? .rollback : .commit
      }
      return pruned
    }
  }

  private static func prune(before instant: Date, in database: Database) throws -> Pruned {
    let seconds = instant.timeIntervalSince1970
    try database.execute(
      sql: """
        CREATE TEMP TABLE leaving AS
        SELECT job.rowid AS number, profile, id, conversation FROM job
        WHERE untrackedAt < ?1 OR (
          SELECT toStatus IN (?2, ?3) AND seenAt < ?1 FROM statusTransition AS seen
          WHERE seen.profile = job.profile AND seen.job = job.id ORDER BY sequence DESC LIMIT 1)
        """,
      arguments: [seconds, JobStatus.completed.wireName, JobStatus.failed.wireName])
    // What others have to know of jobs that were removed long ago they know by now.
    try database.execute(
      sql:
        "DELETE FROM change WHERE NOT EXISTS (SELECT 1 FROM job WHERE job.profile = change.profile AND id = job)"
    )
    let transitions =
      try Int.fetchOne(
        database,
        sql: """
          SELECT count(*) FROM leaving JOIN statusTransition AS seen
          ON seen.profile = leaving.profile AND seen.job = leaving.id
          """) ?? 0
    try database.execute(sql: "DELETE FROM job WHERE rowid IN (SELECT number FROM leaving)")
    let jobs = database.changesCount
    try database.execute(
      sql: """
        DELETE FROM conversation WHERE EXISTS (
          SELECT 1 FROM leaving
          WHERE leaving.profile = conversation.profile AND leaving.conversation = conversation.id
        ) AND NOT EXISTS (
          SELECT 1 FROM job WHERE job.profile = conversation.profile AND job.conversation = conversation.id)
        """)
    let conversations = database.changesCount
    try database.execute(sql: "DROP TABLE leaving")
    return Pruned(jobs: jobs, transitions: transitions, conversations: conversations)
  }

  private var size: Int64 {
    ["", "-wal"].reduce(0) { sum, suffix in
      let attributes = try? FileManager.default.attributesOfItem(atPath: path + suffix)
      return sum + (attributes?[.size] as? Int64 ?? Int64(attributes?[.size] as? Int ?? 0))
    }
  }
}

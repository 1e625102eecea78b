import Foundation
import GRDB
import JobAPI

/// The statements about what has changed. The table `change` is kept by triggers, see ``JobStoreSchema``.
enum ChangeRows {
  static func last(in database: Database) throws -> Int64 {
    try Int64.fetchOne(database, sql: "SELECT max(sequence) FROM change") ?? 0
  }

  static func news(after sequence: Int64, profile: String, in database: Database) throws -> StoreNews {
    let changes = try Row.fetchAll(
      database, sql: "SELECT profile, job, sequence FROM change WHERE sequence > ? ORDER BY sequence",
      arguments: [sequence])
    var entries: [StoreNews.Entry] = []
    var removed: [JobKey] = []
    for change in changes where change["profile"] == profile {
      guard let id = try? JobID(change["job"]) else { continue }
      let key = JobKey(profile: profile, id: id)
      let row = try Row.fetchOne(
        database,
        sql: "SELECT lookedAt, trouble FROM job WHERE profile = ? AND id = ? AND untrackedAt IS NULL",
        arguments: [profile, id.rawValue])
      guard let row, let job = try JobRows.job(key, in: database) else {
        removed.append(key)
        continue
      }
      let look = (row["lookedAt"] as Double?).map {
        JobLook(at: Date(timeIntervalSince1970: $0), trouble: row["trouble"])
      }
      entries.append(.init(job: job, look: look))
    }
    return StoreNews(
      sequence: changes.last?["sequence"] ?? sequence, entries: entries, removed: removed,
      lease: try lease(profile, in: database), requested: try requestedChecks(profile, in: database))
  }

  static func requestedChecks(_ profile: String, in database: Database) throws -> Set<JobKey> {
    let ids = try String.fetchAll(
      database, sql: "SELECT job FROM requestedCheck WHERE profile = ?", arguments: [profile])
    return Set(ids.compactMap { try? JobKey(profile: profile, id: JobID($0)) })
  }

  static func lease(_ profile: String, in database: Database) throws -> StoreLease? {
    try Row.fetchOne(database, sql: "SELECT owner, beat FROM lease WHERE profile = ?", arguments: [profile])
      .map { StoreLease(owner: $0["owner"], beat: $0["beat"]) }
  }
}

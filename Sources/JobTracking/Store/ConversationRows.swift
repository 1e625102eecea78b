import Foundation
import GRDB
import JobAPI

/// The statements about conversations in the job store.
enum ConversationRows {
  static func keep(_ report: ConversationReport, profile: String, in database: Database) throws {
    let json = String(decoding: try JSONEncoder().encode(report), as: UTF8.self)
    try database.execute(
      sql: "INSERT OR REPLACE INTO conversation (profile, id, report) VALUES (?, ?, ?)",
      arguments: [profile, report.id.rawValue, json])
  }

  static func report(
    on id: ConversationID, profile: String, in database: Database
  ) throws -> ConversationReport? {
    let json = try String.fetchOne(
      database, sql: "SELECT report FROM conversation WHERE profile = ? AND id = ?",
      arguments: [profile, id.rawValue])
    return try json.map { try JSONDecoder().decode(ConversationReport.self, from: Data($0.utf8)) }
  }

  /// How many jobs have been seen to complete in a conversation.
  static func completions(
    in id: ConversationID, profile: String, in database: Database
  ) throws -> Int {
    try Int.fetchOne(
      database,
      sql: """
        SELECT count(*) FROM job JOIN statusTransition
        ON statusTransition.profile = job.profile AND statusTransition.job = job.id
        WHERE job.profile = ? AND job.conversation = ? AND toStatus = ?
        """,
      arguments: [profile, id.rawValue, JobStatus.completed.wireName]) ?? 0
  }

  /// Forgets what is kept of the conversation that a job has added to.
  static func forget(conversationOf key: JobKey, in database: Database) throws {
    try database.execute(
      sql: """
        DELETE FROM conversation
        WHERE profile = ? AND id = (SELECT conversation FROM job WHERE profile = ? AND id = ?)
        """,
      arguments: [key.profile, key.profile, key.id.rawValue])
  }
}

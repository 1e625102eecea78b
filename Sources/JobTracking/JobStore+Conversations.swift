import GRDB
import JobAPI

extension JobStore {
  /// Keeps a conversation, in place of what was kept of it before; it is durable when this returns.
  ///
  /// It is kept until a job of the same conversation is recorded as completed: texts and recordings can be appended.
  package func keep(_ report: ConversationReport, profile: String) async throws(JobStoreError) {
    try await write { database in try ConversationRows.keep(report, profile: profile, in: database) }
  }

  /// The conversation that is kept under an id, nil when none is.
  package func conversation(
    _ id: ConversationID, profile: String
  ) throws(JobStoreError) -> ConversationReport? {
    do {
      return try database.read { try ConversationRows.report(on: id, profile: profile, in: $0) }
    } catch {
      throw .cannotRead(reason: Self.reason(of: error))
    }
  }

  /// A job with its history, also one that is not tracked any more; nil for one that never was.
  package func job(_ key: JobKey) throws(JobStoreError) -> TrackedJob? {
    do {
      return try database.read { try JobRows.job(key, in: $0) }
    } catch {
      throw .cannotRead(reason: Self.reason(of: error))
    }
  }
}

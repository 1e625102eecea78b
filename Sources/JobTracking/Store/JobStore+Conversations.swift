import GRDB
import JobAPI

extension JobStore {
  /// Keeps a conversation, in place of what was kept of it before; it is durable when this returns.
  ///
  /// It is kept until a job of the same conversation is recorded as completed: texts and recordings can be appended.
  ///
  /// - Parameter completions: how many jobs had completed in the conversation before it was asked for. When there are
  ///   more by now, what they have brought may be missing, and nothing is kept. nil to keep it in any case.
  /// - Returns: whether it is kept.
  @discardableResult package func keep(
    _ report: ConversationReport, profile: String, completions: Int? = nil
  ) async throws(JobStoreError) -> Bool {
    try await write { database in
      let now = try ConversationRows.completions(in: report.id, profile: profile, in: database)
      guard completions ?? now == now else { return false }
      try ConversationRows.keep(report, profile: profile, in: database)
      return true
    }
  }

  /// How many jobs have been seen to complete in a conversation.
  package func completions(
    in id: ConversationID, profile: String
  ) throws(JobStoreError) -> Int {
    try read { try ConversationRows.completions(in: id, profile: profile, in: $0) }
  }

  /// The conversation that is kept under an id, nil when none is.
  package func conversation(
    _ id: ConversationID, profile: String
  ) throws(JobStoreError) -> ConversationReport? {
    try read { try ConversationRows.report(on: id, profile: profile, in: $0) }
  }

  /// A job with its history, also one that is not tracked any more; nil for one that never was.
  package func job(_ key: JobKey) throws(JobStoreError) -> TrackedJob? {
    try read { try JobRows.job(key, in: $0) }
  }

  /// The newest 50 submitted jobs that are tracked and not known to have ended.
  ///
  /// - Parameter conversation: the one that they add to; nil for any.
  package func unfinishedSubmissions(
    profile: String, in conversation: ConversationID? = nil
  ) throws(JobStoreError) -> Set<JobID> {
    try read { database in
      try JobRows.unfinishedSubmissions(profile: profile, in: conversation, most: 50, in: database)
    }
  }
}

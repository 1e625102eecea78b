import JobAPI

/// Reads the conversations of completed jobs: from the store, or else from the service, once.
package struct ConversationReader: Sendable {
  /// A conversation, and why it will have to be asked for again if it could not be kept.
  package struct Reading: Hashable, Sendable {
    package let report: ConversationReport
    package let keepingTrouble: JobStoreError?

    package init(_ report: ConversationReport, keepingTrouble: JobStoreError? = nil) {
      self.report = report
      self.keepingTrouble = keepingTrouble
    }
  }

  private let api: any ConversationAPI
  private let store: JobStore
  private let profile: String

  package init(api: any ConversationAPI, store: JobStore, profile: String) {
    self.api = api
    self.store = store
    self.profile = profile
  }

  /// Reads a conversation; one that is kept is not asked for.
  ///
  /// - Throws: ``JobAPIError``, ``JobStoreError/cannotRead(reason:)``, or `CancellationError` when the task was cancelled.
  package func read(_ id: ConversationID) async throws -> Reading {
    if let kept = try store.conversation(id, profile: profile) { return Reading(kept) }
    while true {
      let completions = try store.completions(in: id, profile: profile)
      let report = try await api.report(on: id)
      do {
        if try await store.keep(report, profile: profile, completions: completions) { return Reading(report) }
      } catch {
        return Reading(report, keepingTrouble: error)
      }
      // A job has completed in it meanwhile, so that this may not be all of it.
    }
  }
}

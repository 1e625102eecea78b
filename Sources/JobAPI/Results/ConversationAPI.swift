/// What jobwatch asks of a service about the conversation that a completed job has brought.
package protocol ConversationAPI: Sendable {
  /// Asks for a conversation with all its parts.
  ///
  /// To be asked once a job of it is completed; before that its insights are incomplete, as the documentation warns.
  ///
  /// - Throws: ``JobAPIError``, ``JobAPIError/notFound`` when the service does not know the conversation; or
  ///   `CancellationError` when the task was cancelled.
  func report(on id: ConversationID) async throws -> ConversationReport
}

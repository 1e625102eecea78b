/// What jobwatch asks of a job-status service.
package protocol JobAPI: Sendable {
  /// Asks where a job stands.
  ///
  /// - Throws: ``JobAPIError``, or `CancellationError` when the task was cancelled.
  func status(of id: JobID) async throws -> Job

  /// Submits plain text for processing.
  ///
  /// - Parameters:
  ///   - text: one message a line.
  ///   - name: what the conversation is to be called.
  /// - Throws: ``JobAPIError``, or `CancellationError` when the task was cancelled.
  func submit(text: String, name: String?) async throws -> Submission
}

/// What jobwatch asks of a job-status service.
package protocol JobAPI: Sendable {
  /// Asks where a job stands.
  ///
  /// - Throws: when the task was cancelled, and nothing came of it.
  func answer(about id: JobID) async throws(CancellationError) -> JobAnswer

  /// Submits something for processing.
  ///
  /// - Parameter progress: is told how many bytes of a file are on their way, as they go.
  /// - Throws: ``JobAPIError``; ``SubmissionError`` when the content is not fit for it; or `CancellationError` when the
  ///   task was cancelled.
  func submit(
    _ content: SubmissionContent, _ options: SubmissionOptions, progress: @escaping @Sendable (Int64) -> Void
  ) async throws -> Submission
}

extension JobAPI {
  /// Asks where a job stands, and no more.
  ///
  /// - Throws: ``JobAPIError``, or `CancellationError` when the task was cancelled.
  package func status(of id: JobID) async throws -> Job { try await answer(about: id).job.get() }
}

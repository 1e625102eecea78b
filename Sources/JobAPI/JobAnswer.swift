/// What came of one question about a job.
package struct JobAnswer: Sendable {
  package let job: Result<Job, JobAPIError>
  /// The response itself, usable or not; nil when none came, or none that was read whole.
  package let response: ResponseExcerpt?

  package init(_ job: Result<Job, JobAPIError>, _ response: ResponseExcerpt? = nil) {
    self.job = job
    self.response = response
  }
}

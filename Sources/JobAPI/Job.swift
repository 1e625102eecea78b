/// One answer of `GET /v1/job/{jobId}`: `{"id":"9b1deb4d-…","status":"in_progress"}`.
package struct Job: Codable, Hashable, Sendable {
  package let id: String
  package let status: JobStatus

  package init(id: String, status: JobStatus) {
    self.id = id
    self.status = status
  }
}

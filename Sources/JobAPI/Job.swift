import Foundation

/// One answer of `GET /v1/job/{jobId}`: `{"id":"9b1deb4d-…","status":"in_progress"}`.
package struct Job: Codable, Hashable, Sendable {
  package let id: String
  package let status: JobStatus
  /// When the service gave the answer, by its own clock; nil when it did not say. It stands in a header, not in the JSON.
  package var serverDate: Date?

  private enum CodingKeys: CodingKey { case id, status }

  package init(id: String, status: JobStatus, serverDate: Date? = nil) {
    self.id = id
    self.status = status
    self.serverDate = serverDate
  }
}

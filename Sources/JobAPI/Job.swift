import Foundation

/// One answer of `GET /v1/job/{jobId}`: `{"id":"9b1deb4d-…","status":"in_progress"}`.
package struct Job: Codable, Hashable, Sendable {
  package let id: String
  package let status: JobStatus
  /// When the service gave the answer, by its own clock, in one of HTTP's forms.
  var dateHeader: String?

  /// When the service gave the answer, by its own clock; nil when it did not say.
  ///
  /// Read from the header each time: of most answers, which are no news, nobody asks.
  package var serverDate: Date? { dateHeader.flatMap { HTTPDate.date(of: $0) } }

  private enum CodingKeys: CodingKey { case id, status }

  package init(id: String, status: JobStatus) { self.init(id: id, status: status, dateHeader: nil) }

  init(id: String, status: JobStatus, dateHeader: String?) {
    self.id = id
    self.status = status
    self.dateHeader = dateHeader
  }
}

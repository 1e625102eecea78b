import Foundation
import JobAPI
import JobTracking

/// A job that has ended, as `on_finish` gets it: one line of JSON.
struct EndedJobRecord: Encodable {
  /// The longest label in it, in characters.
  private static let longestLabel = 1_000

  let id: String
  /// Empty when it has none.
  let label: String
  /// `completed` or `failed`.
  let status: String
  /// The one before; nil when none was seen.
  let previousStatus: String?
  /// Where its status is asked for.
  let url: String
  /// The service.
  let baseURL: String
  /// Known when jobwatch submitted the job itself.
  let conversationId: String?
  let addedAt: Date
  /// When its end was seen.
  let endedAt: Date
  /// How long it took from its beginning to its end, as far as both were seen.
  let seconds: Double?

  enum CodingKeys: String, CodingKey {
    case id, label, status, url, conversationId, addedAt, endedAt, seconds, previousStatus
    case baseURL = "baseUrl"
  }

  /// Nil for a job that has not ended.
  init?(_ job: TrackedJob, _ profile: JobAPIProfile) {
    guard let end = job.history.last, end.to.isTerminal else { return nil }
    id = job.key.id.rawValue
    label = String(job.label.prefix(Self.longestLabel))
    status = end.to.wireName
    previousStatus = end.from?.wireName
    url = profile.statusURL(of: job.key.id)
    baseURL = profile.baseURL
    conversationId = job.conversation?.rawValue
    addedAt = job.addedAt
    endedAt = end.seenAt
    seconds = job.seconds.map { ($0 * 1_000).rounded() / 1_000 }
  }

  /// The line, with its end.
  func line() throws -> Data {
    let encoder = JSONEncoder()
    encoder.dateEncodingStrategy = .iso8601
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return try encoder.encode(self) + Data("\n".utf8)
  }
}

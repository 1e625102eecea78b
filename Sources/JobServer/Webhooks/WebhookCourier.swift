import AsyncHTTPClient
import Foundation
import JobAPI
import Logging
import NIOCore

/// Tells webhooks of status changes: `POST {"jobId":…,"status":…}` for each status of a job, one after the other.
///
/// Only a job with a webhook has a timer, and no more than one; none is on its way when the server has ended.
struct WebhookCourier: Sendable {
  /// Follows no redirects: what is told goes where the submission said, or nowhere.
  let client: HTTPClient
  let logger: Logger

  /// How long the receiver may take to answer.
  static let timeLimit = TimeAmount.seconds(10)
  /// How long to wait before each further attempt, on the registry's clock.
  static let pauses: [Duration] = [.seconds(1), .seconds(5)]

  static let configuration: HTTPClient.Configuration = {
    var configuration = HTTPClient.Configuration(redirectConfiguration: .disallow)
    configuration.timeout = .init(connect: .seconds(5), read: .seconds(10))
    // Else it would try for as long as connecting may take.
    configuration.connectionPool.retryConnectionEstablishment = false
    return configuration
  }()

  /// Follows a job to its end and reports every status in its order; a status that cannot be told is left out, and the log
  /// says so.
  func report(_ id: String, to webhook: HTTPURL, from registry: JobRegistry) async {
    var seen: JobStatus?
    do {
      while let status = try await registry.status(of: id, after: seen) {
        seen = status
        try await tell(webhook, of: Notice(jobId: id, status: status), registry.time)
      }
    } catch {
      // Cancelled, with the server.
      logger.debug("a webhook is not told any more", metadata: ["job": "\(id)"])
    }
  }

  /// Tells it, and tries it again after each of the ``pauses``.
  ///
  /// - Throws: `CancellationError` only.
  private func tell(_ webhook: HTTPURL, of notice: Notice, _ time: Stopwatch) async throws {
    var pauses = Self.pauses[...]
    while true {
      do {
        return try await post(notice, to: webhook)
      } catch {
        try Task.checkCancellation()
        // Its URL may hold a secret.
        logger.warning(
          "a webhook could not be told of a status",
          metadata: [
            "job": "\(notice.jobId)", "status": "\(notice.status.wireName)", "error": "\(error)",
            "attemptsLeft": "\(pauses.count)",
          ])
        guard let pause = pauses.popFirst() else { return }
        try await time.sleep(until: time.now + pause)
      }
    }
  }

  private func post(_ notice: Notice, to webhook: HTTPURL) async throws {
    var request = HTTPClientRequest(url: webhook.text)
    request.method = .POST
    request.headers.add(name: "Content-Type", value: "application/json")
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    request.body = .bytes(ByteBuffer(bytes: try encoder.encode(notice)))
    let response = try await client.execute(request, timeout: Self.timeLimit)
    guard (200..<300).contains(response.status.code) else { throw Refused(status: response.status.code) }
  }

  /// What a webhook is sent.
  struct Notice: Codable, Hashable, Sendable {
    let jobId: String
    let status: JobStatus
  }

  /// The receiver answered with another status than one of success.
  struct Refused: Error {
    let status: UInt
  }
}

import AsyncHTTPClient
import Logging
import NIOCore

/// Fetches the recordings that are submitted by URL. Nothing of them is kept.
struct MediaFetcher: Sendable {
  /// Follows a few redirects.
  let client: HTTPClient
  let logger: Logger
  /// How long fetching one may take.
  var timeLimit = Duration.seconds(600)

  static let configuration: HTTPClient.Configuration = {
    var configuration = HTTPClient.Configuration(redirectConfiguration: .follow(max: 5, allowCycles: false))
    configuration.timeout = .init(connect: .seconds(10), read: .seconds(30))
    // Else it would try for as long as connecting may take.
    configuration.connectionPool.retryConnectionEstablishment = false
    return configuration
  }()

  /// The length of a recording; nil when it cannot be fetched or read, and then the log says why.
  func seconds(of url: HTTPURL) async -> Double? {
    do {
      return try await withTimeLimit(timeLimit) { try await fetch(url) }
    } catch {
      logger.info("a recording could not be fetched", metadata: ["error": "\(error)"])
      return nil
    }
  }

  private func fetch(_ url: HTTPURL) async throws -> Double? {
    let response = try await client.execute(HTTPClientRequest(url: url.text), timeout: .seconds(60))
    guard response.status == .ok else { throw UnusableAnswer(status: response.status.code) }
    var probe = MediaProbe()
    for try await piece in response.body { probe.feed(piece) }
    return probe.usableSeconds(logger)
  }

  /// Another status than 200.
  struct UnusableAnswer: Error {
    let status: UInt
  }
}

/// Does something, and cancels it when it takes too long.
///
/// - Throws: what `work` throws, or ``OutOfTime``.
func withTimeLimit<Value: Sendable>(
  _ limit: Duration, clock: some Clock<Duration> = ContinuousClock(),
  _ work: @escaping @Sendable () async throws -> Value
) async throws -> Value {
  try await withThrowingTaskGroup(of: Value?.self) { group in
    group.addTask { try await work() }
    group.addTask {
      try await clock.sleep(for: limit)
      return nil
    }
    defer { group.cancelAll() }
    guard let value = try await group.next() ?? nil else { throw OutOfTime() }
    return value
  }
}

/// Something took longer than it may.
struct OutOfTime: Error {}

extension MediaProbe {
  /// The longest recording that is processed, in seconds: 4 hours, as documented.
  static let longest = 14_400.0

  /// The length of the recording; nil when it cannot be processed, and then the log says why.
  consuming func usableSeconds(_ logger: Logger) -> Double? {
    do {
      let facts = try finish()
      guard facts.duration <= Self.longest else {
        logger.info("a recording is longer than 4 hours", metadata: ["seconds": "\(facts.duration)"])
        return nil
      }
      return facts.duration
    } catch {
      logger.info("a recording cannot be read", metadata: ["error": "\(error)"])
      return nil
    }
  }
}

import AsyncHTTPClient
import NIOPosix

/// What a server asks others with. As long as it asks nobody they hold no connection and set no timer.
struct OutsideClients: Sendable {
  /// For recordings that were submitted by URL.
  let media = HTTPClient(
    eventLoopGroup: .singletonMultiThreadedEventLoopGroup, configuration: MediaFetcher.configuration)
  /// For webhooks.
  let webhooks = HTTPClient(
    eventLoopGroup: .singletonMultiThreadedEventLoopGroup, configuration: WebhookCourier.configuration)

  /// Closes their connections. They must be shut down before they go.
  func shutDown() async throws {
    try await media.shutdown()
    try await webhooks.shutdown()
  }
}

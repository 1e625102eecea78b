import HummingbirdCore
import Logging
import NIOCore
import NIOPosix
import Synchronization

/// The embedded Job API server: the documented part of Symbl's API that jobwatch uses, over real HTTP/1.1.
///
/// It stands on Hummingbird's HTTP channel without Hummingbird's `Application`, which wakes up every second for the
/// `Date` header. Neither the server nor its jobs set a timer, but for jobs with a webhook and those that have something
/// fetched: while nobody asks, its threads sleep.
package struct JobServer: Sendable {
  private let configuration: JobServerConfiguration
  private let registry: JobRegistry

  package init(configuration: JobServerConfiguration, registry: JobRegistry) {
    self.configuration = configuration
    self.registry = registry
  }

  /// Serves until the task is cancelled, then closes the listening socket and every connection and returns.
  ///
  /// - Parameter onListening: told the base URL, such as `http://127.0.0.1:8617`, once connections are accepted. It
  ///   runs beside the server, may take its time, and is cancelled with it.
  /// - Throws: ``JobServerError``; cancellation is none.
  package func run(onListening: @escaping @Sendable (String) async -> Void) async throws {
    let outside = OutsideClients()
    var trouble: (any Error)?
    do { try await serve(outside, onListening) } catch { trouble = error }
    do { try await outside.shutDown() } catch { trouble = trouble ?? error }
    switch trouble {
    case is CancellationError: return
    case let error as JobServerError: throw error
    case let error?: throw JobServerError.stopped(reason: "\(error)")
    case nil where Task.isCancelled: return
    case nil: throw JobServerError.stopped(reason: "the listening socket was closed")
    }
  }

  /// Serves until the task is cancelled or the listening socket is closed.
  private func serve(
    _ outside: OutsideClients, _ onListening: @escaping @Sendable (String) async -> Void
  ) async throws {
    let (errands, queue) = AsyncStream<SubmissionDesk.Errand>.makeStream()
    let exchange = Exchange(
      handler: handler(outside) { queue.yield($0) }, faults: FaultPerformer(registry))
    let logger = configuration.logger
    let http = HTTP1Channel { request, writer, channel in
      try await exchange.run(request, writer, on: channel)
    }
    let listener = try await listen(for: http)
    let baseURL = configuration.baseURL(
      listeningOn: listener.channel.localAddress?.port ?? configuration.port
    )
    try await withThrowingDiscardingTaskGroup { group in
      group.addTask {
        await withDiscardingTaskGroup { group in
          for await errand in errands { group.addTask(operation: errand) }
        }
      }
      try await listener.executeThenClose { connections in
        try Task.checkCancellation()
        group.addTask { await onListening(baseURL) }
        for try await connection in connections {
          group.addTask { await connection.serve(http, logger: logger) }
        }
      }
      group.cancelAll()
    }
  }

  private func handler(
    _ outside: OutsideClients, begin: @escaping @Sendable (@escaping SubmissionDesk.Errand) -> Void
  ) -> RequestHandler {
    let logger = configuration.logger
    return RequestHandler(
      access: AccessControl(
        fixedToken: BearerToken(value: configuration.token),
        issuer: TokenIssuer(lifetime: configuration.tokenLifetime, clock: configuration.clock),
        appID: configuration.appID, appSecret: configuration.appSecret),
      registry: registry,
      submissions: SubmissionDesk(
        registry: registry, fetcher: MediaFetcher(client: outside.media, logger: logger),
        courier: WebhookCourier(client: outside.webhooks, logger: logger), logger: logger, begin: begin),
      logger: logger)
  }

  private func listen(for http: HTTP1Channel) async throws -> NIOAsyncChannel<Connection, Never> {
    let (host, port, logger) = (configuration.host, configuration.port, configuration.logger)
    guard (0...65535).contains(port) else { throw JobServerError.portOutOfRange(port) }
    do {
      return try await ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup)
        // A server started again at once gets its port although old connections linger in TIME_WAIT.
        .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
        // A client that has sent all it wants and says so still gets its answer.
        .childChannelOption(.allowRemoteHalfClosure, value: true)
        .bind(host: host, port: port) { channel in
          http.setup(channel: channel, logger: logger).map(Connection.init)
        }
    } catch {
      throw JobServerError(bindingTo: host, port: port, failedWith: error)
    }
  }
}

/// A connection from its arrival on. One that nobody takes up, because the server stops meanwhile, is closed in order
/// when it is dropped, as NIO demands.
private final class Connection: Sendable {
  private let waiting: Mutex<HTTP1Channel.Value?>

  init(_ channel: HTTP1Channel.Value) { waiting = Mutex(channel) }

  deinit {
    guard let channel = waiting.withLock({ $0 }) else { return }
    // Nothing was exchanged yet, so there is nobody to tell when closing fails.
    Task { try? await channel.executeThenClose { _, _ in } }
  }

  /// Answers requests until either side closes.
  func serve(_ http: HTTP1Channel, logger: Logger) async {
    let channel = waiting.withLock { channel in
      defer { channel = nil }
      return channel
    }
    if let channel { await http.handle(value: channel, logger: logger) }
  }
}

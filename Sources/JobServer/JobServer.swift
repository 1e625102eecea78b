import HummingbirdCore
import NIOCore
import NIOPosix

/// The embedded Job API server: the documented part of Symbl's API that jobwatch uses, over real HTTP/1.1.
///
/// It stands on Hummingbird's HTTP channel without Hummingbird's `Application`, which wakes up every second for the
/// `Date` header. Neither the server nor its jobs set a timer: while nobody asks, its threads sleep.
package struct JobServer: Sendable {
  private let configuration: JobServerConfiguration
  private let handler: RequestHandler

  package init(configuration: JobServerConfiguration, registry: JobRegistry) {
    self.configuration = configuration
    handler = RequestHandler(
      token: BearerToken(value: configuration.token),
      registry: registry,
      logger: configuration.logger
    )
  }

  /// Serves until the task is cancelled, then closes the listening socket and every connection and returns.
  ///
  /// - Parameter onListening: told the base URL, such as `http://127.0.0.1:8617`, once connections are accepted. It
  ///   runs beside the server, may take its time, and is cancelled with it.
  /// - Throws: ``JobServerError``; cancellation is none.
  package func run(onListening: @escaping @Sendable (String) async -> Void) async throws {
    let handler = handler
    let connectionLogger = configuration.logger
    let http = HTTP1Channel { request, writer, _ in
      let response = try await handler.response(to: request)
      try await writer.write(response: response.head, body: response.body)
    }
    let listener = try await listen(for: http)
    let baseURL = configuration.baseURL(
      listeningOn: listener.channel.localAddress?.port ?? configuration.port
    )
    // Not cancelled itself: a connection that was accepted but not yet taken up must still be closed in order, or
    // NIO traps. Closing the listening socket ends the loop once all of them have been taken up.
    let isCancelled = Task.isCancelled
    let accepting = Task {
      try await withThrowingDiscardingTaskGroup { group in
        try await listener.executeThenClose { connections in
          if isCancelled { return }
          group.addTask { await onListening(baseURL) }
          for try await connection in connections {
            group.addTask { await http.handle(value: connection, logger: connectionLogger) }
          }
        }
        group.cancelAll()
      }
    }
    do {
      try await withTaskCancellationHandler {
        try await accepting.value
      } onCancel: {
        // A connection that NIO is still setting up when the socket closes would be dropped, and trap: those under
        // way get the time to arrive.
        listener.channel.eventLoop.scheduleTask(in: .milliseconds(50)) {
          listener.channel.close(promise: nil)
        }
      }
      try Task.checkCancellation()
      throw JobServerError.stopped(reason: "the listening socket was closed")
    } catch is CancellationError {
    } catch let error as JobServerError {
      throw error
    } catch {
      throw JobServerError.stopped(reason: "\(error)")
    }
  }

  private func listen(for http: HTTP1Channel) async throws -> NIOAsyncChannel<HTTP1Channel.Value, Never> {
    let (host, port, logger) = (configuration.host, configuration.port, configuration.logger)
    guard (0...65535).contains(port) else { throw JobServerError.portOutOfRange(port) }
    do {
      return try await ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup)
        // A server started again at once gets its port although old connections linger in TIME_WAIT.
        .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
        // A client that has sent all it wants and says so still gets its answer.
        .childChannelOption(.allowRemoteHalfClosure, value: true)
        .bind(host: host, port: port) { connection in
          http.setup(channel: connection, logger: logger)
        }
    } catch {
      throw JobServerError(bindingTo: host, port: port, failedWith: error)
    }
  }
}

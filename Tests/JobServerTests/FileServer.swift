import HTTPTypes
import HummingbirdCore
import Logging
import NIOCore
import NIOPosix
import Synchronization

/// An HTTP server that answers as a test tells it, and keeps what it was asked.
final class FileServer: Sendable {
  /// A request as it came.
  struct Received: Hashable {
    let method: String
    let path: String
    let contentType: String?
    let body: String
  }

  private let answer: @Sendable (Received) async throws -> Response
  private let (requests, queue) = AsyncStream<Received>.makeStream()

  init(_ answer: @escaping @Sendable (Received) async throws -> Response = { _ in Response(status: .ok) }) {
    self.answer = answer
  }

  /// What arrives, in its order.
  var received: AsyncStream<Received> { requests }

  /// Serves for as long as the work takes.
  func run(_ work: @escaping @Sendable (_ baseURL: String) async throws -> Void) async throws {
    let http = HTTP1Channel { [answer, queue] request, writer, _ in
      let body = try await request.body.collect(upTo: 1 << 20)
      let received = Received(
        method: request.method.rawValue, path: request.uri.path, contentType: request.headers[.contentType],
        body: String(buffer: body))
      queue.yield(received)
      let response = try await answer(received)
      try await writer.write(response: response.head, body: response.body)
    }
    let logger = Logger(label: "silent") { _ in SwiftLogNoOpLogHandler() }
    let listener = try await ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup)
      .bind(host: "127.0.0.1", port: 0) { http.setup(channel: $0, logger: logger) }
    let port = listener.channel.localAddress?.port ?? 0
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask {
        try await listener.executeThenClose { connections in
          try await withThrowingDiscardingTaskGroup { group in
            for try await connection in connections {
              group.addTask { await http.handle(value: connection, logger: logger) }
            }
          }
        }
      }
      try await work("http://127.0.0.1:\(port)")
      group.cancelAll()
    }
  }
}

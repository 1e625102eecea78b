import Foundation
import NIOCore
import NIOPosix
import NIOSSL
import Synchronization
import TestTools

/// A TCP server on a free loopback port that answers as a test says, however wrong that is as HTTP.
final class FaultServer: Sendable {
  /// One accepted connection.
  final class Connection {
    private let channel: any Channel
    private var inbound: NIOAsyncChannelInboundStream<ByteBuffer>.AsyncIterator
    private let outbound: NIOAsyncChannelOutboundWriter<ByteBuffer>
    private let server: FaultServer

    fileprivate init(
      channel: any Channel, inbound: NIOAsyncChannelInboundStream<ByteBuffer>,
      outbound: NIOAsyncChannelOutboundWriter<ByteBuffer>, server: FaultServer
    ) {
      self.channel = channel
      self.inbound = inbound.makeAsyncIterator()
      self.outbound = outbound
      self.server = server
    }

    /// Reads a request with its body.
    ///
    /// - Returns: the number of the request, from 1 on, over all connections.
    @discardableResult
    func request() async throws -> Int {
      var bytes = ByteBuffer()
      while !Self.isWhole(String(buffer: bytes)), var part = try await inbound.next() {
        bytes.writeBuffer(&part)
      }
      let received = String(buffer: bytes)
      return server.received.withLock {
        $0.append(received)
        return $0.count
      }
    }

    /// Reads a request with its body.
    ///
    /// - Returns: the path that it asks for, as it came.
    func requestedPath() async throws -> String {
      let number = try await request()
      let words = server.received.withLock { $0[number - 1] }.split(separator: " ", maxSplits: 2)
      return words.count > 1 ? String(words[1]) : ""
    }

    /// Waits for the first bytes, whatever they are; closing before they are read would be a reset.
    func anything() async throws { _ = try await inbound.next() }

    /// Whether a request has its head and as much of a body as the head says.
    private static func isWhole(_ request: String) -> Bool {
      guard let headEnd = request.range(of: "\r\n\r\n") else { return false }
      let length = request[..<headEnd.lowerBound].lowercased()
        .firstMatch(of: /\r\ncontent-length: *([0-9]+)/).flatMap { Int($0.1) }
      return request[headEnd.upperBound...].utf8.count >= length ?? 0
    }

    /// A text with `PORT` replaced by the number of the server's port.
    func onItsPort(_ text: String) -> String { text.replacing("PORT", with: "\(server.port)") }

    func send(_ text: String) async throws {
      // NIO's writer takes what a cancelled task writes, without an end.
      try Task.checkCancellation()
      try await outbound.write(ByteBuffer(string: text))
    }

    /// Sends bytes that are no text.
    func send(bytes: [UInt8]) async throws {
      try Task.checkCancellation()
      try await outbound.write(ByteBuffer(bytes: bytes))
    }

    /// Closes the connection so that the other side sees a reset.
    func reset() async throws {
      try await (channel as? any SocketOptionProvider)?.setSoLinger(linger(l_onoff: 1, l_linger: 0)).get()
      try await channel.close()
    }

    /// Sends nothing more and waits until the client goes.
    func stayQuiet() async throws { while try await inbound.next() != nil {} }
  }

  /// What happens on one connection, which is closed afterwards.
  typealias Script = @Sendable (Connection) async throws -> Void

  let port: Int
  private let received = Mutex<[String]>([])

  private init(port: Int) { self.port = port }

  var baseURL: String { "http://127.0.0.1:\(port)" }

  /// Every request that came, as it came.
  var requests: [String] { received.withLock { $0 } }

  /// Reads one request and answers it, on each connection.
  static func answering(_ text: String) -> Script {
    { connection in
      try await connection.request()
      try await connection.send(text)
    }
  }

  /// A response with a body of JSON, or of anything else.
  static func response(_ status: String, headers: [String] = [], body: String = "") -> String {
    let lines = ["HTTP/1.1 \(status)", "Content-Length: \(body.utf8.count)", "Connection: close"] + headers
    return lines.joined(separator: "\r\n") + "\r\n\r\n" + body
  }

  /// Runs a server for as long as the body takes.
  ///
  /// - Parameter tls: what it speaks TLS with, if it does.
  static func with(
    _ script: @escaping Script, tls: NIOSSLContext? = nil,
    _ body: @escaping @Sendable (FaultServer) async throws -> Void
  ) async throws {
    OpenFiles.allowMany()
    // A thread of its own: a flood of answers must not keep the client from its work.
    let thread = MultiThreadedEventLoopGroup(numberOfThreads: 1)
    let outcome: Result<Void, any Error>
    do {
      outcome = .success(try await run(on: thread, tls, script, body))
    } catch {
      outcome = .failure(error)
    }
    try await thread.shutdownGracefully()
    try outcome.get()
  }

  private static func run(
    on thread: MultiThreadedEventLoopGroup, _ tls: NIOSSLContext?, _ script: @escaping Script,
    _ body: @Sendable (FaultServer) async throws -> Void
  ) async throws {
    let listener = try await ServerBootstrap(group: thread)
      .bind(host: "127.0.0.1", port: 0) { channel in
        channel.eventLoop.makeCompletedFuture {
          if let tls { try channel.pipeline.syncOperations.addHandler(NIOSSLServerHandler(context: tls)) }
          return try NIOAsyncChannel<ByteBuffer, ByteBuffer>(wrappingChannelSynchronously: channel)
        }
      }
    let server = FaultServer(port: listener.channel.localAddress?.port ?? 0)
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask {
        try? await listener.executeThenClose { connections in
          try await withThrowingDiscardingTaskGroup { served in
            for try await connection in connections {
              served.addTask { await server.serve(connection, script) }
            }
          }
        }
      }
      try await body(server)
      group.cancelAll()
    }
  }

  private func serve(_ connection: NIOAsyncChannel<ByteBuffer, ByteBuffer>, _ script: Script) async {
    // A client that goes away in the middle is what many tests are about.
    try? await connection.executeThenClose { inbound, outbound in
      try await script(
        Connection(channel: connection.channel, inbound: inbound, outbound: outbound, server: self))
    }
  }
}

import NIOCore
import NIOPosix

/// A TCP connection that sends any bytes at all.
enum RawConnection {
  typealias Channel = NIOAsyncChannel<ByteBuffer, ByteBuffer>

  /// Sends bytes, says that no more will come, and returns what was answered until the server closed.
  static func exchange(_ text: String, with server: RunningServer) async throws -> String {
    try await open(to: server).executeThenClose { inbound, outbound in
      try await outbound.write(ByteBuffer(string: text))
      outbound.finish()
      return try await readToEnd(inbound)
    }
  }

  /// Sends bytes and keeps the connection open until a text was answered.
  static func exchangeAndWait(
    _ text: String, with server: RunningServer, for awaited: String
  ) async throws -> String {
    try await open(to: server).executeThenClose { inbound, outbound in
      try await outbound.write(ByteBuffer(string: text))
      var received = ""
      for try await part in inbound {
        received += String(buffer: part)
        if received.contains(awaited) { break }
      }
      return received
    }
  }

  static func open(to server: RunningServer) async throws -> Channel {
    try await ClientBootstrap(group: .singletonMultiThreadedEventLoopGroup)
      .channelOption(.allowRemoteHalfClosure, value: true)
      .connect(host: "127.0.0.1", port: server.port) { channel in
        channel.eventLoop.makeCompletedFuture {
          try Channel(
            wrappingChannelSynchronously: channel,
            configuration: .init(isOutboundHalfClosureEnabled: true)
          )
        }
      }
  }

  /// What arrives until the other side closes; a reset counts as that.
  static func readToEnd(_ inbound: NIOAsyncChannelInboundStream<ByteBuffer>) async throws -> String {
    var received = ByteBuffer()
    do {
      for try await part in inbound { received.writeImmutableBuffer(part) }
    } catch is IOError {}
    return String(buffer: received)
  }
}

import NIOCore
import NIOFileSystem

/// The bytes of a recording, a piece at a time, as they are asked for.
struct FileBody: AsyncSequence, Sendable {
  let recording: Recording
  /// The recording's bytes, as many as it had when it was looked at.
  let pieces: FileChunks
  /// What the client runs on.
  let eventLoops: any EventLoopGroup
  /// Is told how many bytes have been taken, each time some are.
  let progress: @Sendable (Int64) -> Void

  func makeAsyncIterator() -> Iterator { Iterator(self) }

  struct Iterator: AsyncIteratorProtocol {
    private let body: FileBody
    private var pieces: FileChunks.AsyncIterator
    private var taken: Int64 = 0
    private var unsettled: Int64 = 0
    /// How many bytes may be on their way to an event loop.
    private static let mostUnsettled: Int64 = 1 << 20

    fileprivate init(_ body: FileBody) {
      self.body = body
      pieces = body.pieces.makeAsyncIterator()
    }

    mutating func next() async throws -> ByteBuffer? {
      try Task.checkCancellation()
      if unsettled >= Self.mostUnsettled { try await settle() }
      guard let piece = try await pieces.next() else {
        guard taken == body.recording.size else {
          throw SubmissionError.unreadable(
            path: body.recording.path, reason: "it has become shorter while it was sent")
        }
        return nil
      }
      taken += Int64(piece.readableBytes)
      unsettled += Int64(piece.readableBytes)
      body.progress(taken)
      return piece
    }

    /// Waits until the event loops have done what they were given.
    ///
    /// The client hands pieces to the loop of the connection without waiting for it, and learns from it only then that the
    /// connection takes no more. With a loop that gets no processor, pieces would pile up.
    private mutating func settle() async throws {
      for eventLoop in body.eventLoops.makeIterator() { try await eventLoop.submit {}.get() }
      unsettled = 0
    }
  }
}

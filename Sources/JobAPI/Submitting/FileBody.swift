import NIOCore
import NIOFileSystem

/// The bytes of a recording, a piece at a time, as they are asked for.
struct FileBody: AsyncSequence, Sendable {
  let recording: Recording
  /// The recording's bytes, as many as it had when it was looked at.
  let pieces: FileChunks
  /// Is told how many bytes have been taken, each time some are.
  let progress: @Sendable (Int64) -> Void

  func makeAsyncIterator() -> Iterator { Iterator(self) }

  struct Iterator: AsyncIteratorProtocol {
    private let body: FileBody
    private var pieces: FileChunks.AsyncIterator
    private var taken: Int64 = 0

    fileprivate init(_ body: FileBody) {
      self.body = body
      pieces = body.pieces.makeAsyncIterator()
    }

    mutating func next() async throws -> ByteBuffer? {
      try Task.checkCancellation()
      guard let piece = try await pieces.next() else {
        guard taken == body.recording.size else {
          throw SubmissionError.unreadable(
            path: body.recording.path, reason: "it has become shorter while it was sent")
        }
        return nil
      }
      taken += Int64(piece.readableBytes)
      body.progress(taken)
      return piece
    }
  }
}

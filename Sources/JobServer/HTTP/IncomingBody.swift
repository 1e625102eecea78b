import HTTPTypes
import HummingbirdCore
import NIOCore

/// The body of a request, read piece by piece as it arrives: the client is slowed down to the speed of the reader, and
/// nothing is kept.
struct IncomingBody {
  private var pieces: RequestBody.AsyncIterator
  private let announcedLength: Int?
  private var bytesRead = 0
  private var hasEnded = false

  /// How much of a body that nobody wants is read all the same, in bytes: 4 GiB.
  ///
  /// Few clients look for an answer before they have sent everything; AsyncHTTPClient loses one that comes earlier. A
  /// client that wants to be spared sends `Expect: 100-continue`.
  static let mostDrained = 4 << 30

  init(_ request: Request) {
    pieces = request.body.makeAsyncIterator()
    announcedLength = SubmissionHeaders.length(in: request.headers)
    let isChunked = request.headers[.transferEncoding] != nil
    hasEnded = !isChunked && (announcedLength ?? 0) == 0
  }

  /// The next piece, nil at the end.
  ///
  /// - Throws: ``Truncated`` when the client is gone before it has sent what it announced.
  mutating func next() async throws -> ByteBuffer? {
    guard let piece = try await pieces.next() else {
      hasEnded = true
      if let announcedLength, bytesRead < announcedLength { throw Truncated() }
      return nil
    }
    bytesRead += piece.readableBytes
    return piece
  }

  /// The rest of the body in one piece.
  ///
  /// - Throws: ``RequestProblem/bodyTooLarge`` when it is larger than a limit, in bytes.
  mutating func collect(upTo limit: Int) async throws -> ByteBuffer {
    var body = ByteBuffer()
    while let piece = try await next() {
      guard body.readableBytes + piece.readableBytes <= limit else { throw RequestProblem.bodyTooLarge }
      body.writeImmutableBuffer(piece)
    }
    return body
  }

  /// Whether more may come.
  var isOpen: Bool { !hasEnded }

  /// Whether more is sure to come than is read for the sake of the connection.
  var isLong: Bool { (announcedLength ?? 0) - bytesRead > Self.mostDrained }

  /// Reads what is left, but no more than ``mostDrained``.
  mutating func drain() async throws {
    var drained = 0
    while !hasEnded, drained < Self.mostDrained {
      guard let piece = try await next() else { break }
      drained += piece.readableBytes
    }
  }

  /// The client is gone in the middle of a body; there is nobody left to answer.
  struct Truncated: Error {}
}

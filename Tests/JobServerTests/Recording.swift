import Foundation
import JobAPI
import NIOCore
import Testing

@testable import JobServer

/// Recordings for tests.
enum Recording {
  /// What a file is found to be when it arrives in pieces of some size.
  static func facts(_ file: ByteBuffer, pieces: Int = .max) throws(MediaProblem) -> MediaFacts {
    var probe = MediaProbe()
    var left = file
    while let piece = left.readSlice(length: min(pieces, left.readableBytes)), piece.readableBytes > 0 {
      probe.feed(piece)
    }
    return try probe.finish()
  }

  /// The length of a file in seconds, to the millisecond.
  static func seconds(_ file: ByteBuffer) throws(MediaProblem) -> Double {
    (try facts(file).duration * 1_000).rounded() / 1_000
  }

  /// How long a conversation is.
  static func seconds(of conversation: Conversation) throws -> Double {
    let start = try Date(try #require(conversation.startTime), strategy: .iso8601)
    let end = try Date(try #require(conversation.endTime), strategy: .iso8601)
    return (end.timeIntervalSince(start) * 1_000).rounded() / 1_000
  }
}

extension ByteBuffer {
  /// All of some parts, one after the other.
  static func + (first: ByteBuffer, second: ByteBuffer) -> ByteBuffer {
    var both = first
    both.writeImmutableBuffer(second)
    return both
  }

  /// The first bytes.
  func cut(to length: Int) -> ByteBuffer { getSlice(at: readerIndex, length: length) ?? self }

  /// Numbers in big-endian.
  init<Number: FixedWidthInteger>(numbers: [Number]) {
    self.init()
    for number in numbers { writeInteger(number) }
  }
}

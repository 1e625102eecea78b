import NIOCore

/// Bytes that arrive piece by piece, of which most are passed over without being kept.
struct SkippingBuffer {
  private var buffer = ByteBuffer()
  private var toSkip = 0
  /// How many bytes have come so far.
  private(set) var received = 0

  /// How many bytes can be read.
  var readable: Int { buffer.readableBytes }
  /// Whether all that was to be passed over has come.
  var hasSkipped: Bool { toSkip == 0 }
  /// Where in the file the first readable byte is.
  var position: Int { received - buffer.readableBytes }

  mutating func append(_ piece: ByteBuffer) {
    received += piece.readableBytes
    if buffer.readableBytes == 0 {
      buffer = piece
    } else {
      buffer.discardReadBytes()
      buffer.writeImmutableBuffer(piece)
    }
    skip(0)
  }

  /// Passes over bytes, those that are still to come included.
  mutating func skip(_ count: Int) {
    let (sum, overflows) = toSkip.addingReportingOverflow(count)
    toSkip = overflows ? .max : sum
    let now = min(toSkip, buffer.readableBytes)
    buffer.moveReaderIndex(forwardBy: now)
    toSkip -= now
  }

  /// A number at a place behind the first readable byte; zero where there are not enough bytes.
  func integer<Number: FixedWidthInteger>(
    at offset: Int, endianness: Endianness = .big, as type: Number.Type = UInt32.self
  ) -> Number {
    buffer.getInteger(at: buffer.readerIndex + offset, endianness: endianness) ?? 0
  }

  /// Four characters at a place behind the first readable byte, as they name chunks and boxes.
  func text(at offset: Int) -> String {
    String(decoding: buffer.getBytes(at: buffer.readerIndex + offset, length: 4) ?? [], as: UTF8.self)
  }
}

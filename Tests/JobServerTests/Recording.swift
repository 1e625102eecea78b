import Foundation
import JobAPI
import NIOCore
import Testing

/// Recordings for tests.
enum Recording {
  /// Silence in 8 kHz mono PCM of 8 bits.
  static func wav(seconds: Double) -> ByteBuffer {
    let bytes = UInt32(seconds * 8_000)
    var file = ByteBuffer(string: "RIFF")
    file.writeInteger(36 + bytes, endianness: .little)
    file.writeString("WAVEfmt ")
    file.writeInteger(UInt32(16), endianness: .little)
    for value in [1, 1] as [UInt16] { file.writeInteger(value, endianness: .little) }
    for value in [8_000, 8_000] as [UInt32] { file.writeInteger(value, endianness: .little) }
    for value in [1, 8] as [UInt16] { file.writeInteger(value, endianness: .little) }
    file.writeString("data")
    file.writeInteger(bytes, endianness: .little)
    file.writeRepeatingByte(0x80, count: Int(bytes))
    return file
  }

  private static func box(_ type: String, _ content: ByteBuffer) -> ByteBuffer {
    var box = ByteBuffer()
    box.writeInteger(UInt32(8 + content.readableBytes))
    box.writeString(type)
    box.writeImmutableBuffer(content)
    return box
  }

  /// A movie whose header, or else the extent of whose fragments, tells a length in units of the scale.
  static func mp4(
    scale: UInt32 = 1_000, length: UInt64, isWide: Bool = false, fragments: UInt32? = nil
  ) -> ByteBuffer {
    var header = ByteBuffer(integer: isWide ? UInt32(1 << 24) : 0)
    header.writeRepeatingByte(0, count: isWide ? 16 : 8)
    header.writeInteger(scale)
    if isWide { header.writeInteger(length) } else { header.writeInteger(UInt32(length)) }
    header.writeRepeatingByte(0, count: 80)
    var movie = box("mvhd", header)
    if let fragments {
      var extent = ByteBuffer(integer: UInt32(0))
      extent.writeInteger(fragments)
      movie.writeImmutableBuffer(box("mvex", box("mehd", extent)))
    }
    movie.writeImmutableBuffer(box("trak", ByteBuffer(repeating: 7, count: 50)))
    var file = box("ftyp", ByteBuffer(string: "isom0000isom"))
    file.writeImmutableBuffer(box("mdat", ByteBuffer(repeating: 9, count: 5_000)))
    file.writeImmutableBuffer(box("moov", movie))
    return file
  }

  /// How long a conversation is.
  static func seconds(of conversation: Conversation) throws -> Double {
    let start = try Date(try #require(conversation.startTime), strategy: .iso8601)
    let end = try Date(try #require(conversation.endTime), strategy: .iso8601)
    return (end.timeIntervalSince(start) * 1_000).rounded() / 1_000
  }
}

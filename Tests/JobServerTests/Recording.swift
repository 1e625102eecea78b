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

  /// How long a conversation is.
  static func seconds(of conversation: Conversation) throws -> Double {
    let start = try Date(try #require(conversation.startTime), strategy: .iso8601)
    let end = try Date(try #require(conversation.endTime), strategy: .iso8601)
    return (end.timeIntervalSince(start) * 1_000).rounded() / 1_000
  }
}

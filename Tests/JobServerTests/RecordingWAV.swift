import NIOCore

extension Recording {
  /// Silence in 8 kHz mono PCM of 8 bits.
  static func wav(seconds: Double) -> ByteBuffer { riff([format(), samples(seconds: seconds)]) }

  static func riff(
    _ chunks: [ByteBuffer], type: String = "RIFF", endianness: Endianness = .little
  ) -> ByteBuffer {
    let content = chunks.reduce(ByteBuffer(string: "WAVE"), +)
    return chunk(type, content, endianness: endianness)
  }

  /// - Parameter length: what is said in place of the true length.
  static func chunk(
    _ type: String, _ content: ByteBuffer, length: UInt32? = nil, endianness: Endianness = .little
  ) -> ByteBuffer {
    var chunk = ByteBuffer(string: type)
    chunk.writeInteger(length ?? UInt32(content.readableBytes), endianness: endianness)
    chunk.writeImmutableBuffer(content)
    chunk.writeRepeatingByte(0, count: content.readableBytes % 2)
    return chunk
  }

  static func number(_ number: UInt32) -> ByteBuffer {
    var content = ByteBuffer()
    content.writeInteger(number, endianness: .little)
    return content
  }

  static func format(
    tag: UInt16 = 1, average: UInt32 = 8_000, bytesPerSample: UInt16 = 1, endianness: Endianness = .little
  ) -> ByteBuffer {
    var content = ByteBuffer()
    for value in [tag, 1] { content.writeInteger(value, endianness: endianness) }
    for value in [8_000, average] { content.writeInteger(value, endianness: endianness) }
    for value in [bytesPerSample, 8] { content.writeInteger(value, endianness: endianness) }
    return chunk("fmt ", content, endianness: endianness)
  }

  static func samples(
    seconds: Double, length: UInt32? = nil, endianness: Endianness = .little
  ) -> ByteBuffer {
    let content = ByteBuffer(repeating: 0x80, count: Int(seconds * 8_000))
    return chunk("data", content, length: length, endianness: endianness)
  }

  /// What comes first in RF64, for more than 32 bits can say.
  static func longLengths(samples: UInt64) -> ByteBuffer {
    var content = ByteBuffer()
    for value in [samples + 72, samples, samples] { content.writeInteger(value, endianness: .little) }
    content.writeInteger(UInt32(0))
    return chunk("ds64", content)
  }
}

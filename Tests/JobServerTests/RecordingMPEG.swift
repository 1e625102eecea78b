import NIOCore

extension Recording {
  /// Frames of MPEG-1 layer III, 128 kbit/s, 44.1 kHz, stereo: 417 bytes and 1152 samples each.
  static func mp3(frames: Int) -> ByteBuffer { mpeg(0xFFFB_9000, bytes: 417, frames: frames) }

  /// Frames of one header.
  static func mpeg(_ header: UInt32, bytes: Int, frames: Int) -> ByteBuffer {
    let frame = ByteBuffer(integer: header) + ByteBuffer(repeating: 0, count: bytes - 4)
    return (0..<frames).reduce(into: ByteBuffer()) { file, _ in file.writeImmutableBuffer(frame) }
  }

  /// A frame as of ``mp3(frames:)`` that tells about the others, of which it says there are 1000.
  static func description(_ mark: String, at offset: Int) -> ByteBuffer {
    var frame = mp3(frames: 1)
    frame.setString(mark, at: offset)
    frame.setInteger(UInt32(1), at: offset + 4)
    frame.setInteger(UInt32(1_000), at: offset + 8)
    return frame
  }

  /// An ID3v2 tag whose content looks like frames.
  ///
  /// - Parameter isPlain: whether the size is written with eight bits a byte.
  static func id3(bytes: Int, isPlain: Bool = false, footer: Bool = false) -> ByteBuffer {
    var tag = ByteBuffer(string: "ID3") + ByteBuffer(numbers: [4, 0, footer ? 0x10 : 0] as [UInt8])
    for shift in [3, 2, 1, 0] {
      tag.writeInteger(isPlain ? UInt8(bytes >> (shift * 8) & 0xFF) : UInt8(bytes >> (shift * 7) & 0x7F))
    }
    return tag + mp3(frames: bytes / 417 + 1).cut(to: bytes)
      + ByteBuffer(repeating: 3, count: footer ? 10 : 0)
  }

  static var id3v1: ByteBuffer { ByteBuffer(string: "TAG") + ByteBuffer(repeating: 0x20, count: 125) }

  /// An APE tag whose content looks like frames.
  static func ape(bytes: Int) -> ByteBuffer {
    var header = ByteBuffer(string: "APETAGEX")
    for value in [2_000, UInt32(bytes + 32), 1, 0xA000_0000, 0, 0] {
      header.writeInteger(value, endianness: .little)
    }
    return header + mp3(frames: bytes / 417 + 1).cut(to: bytes) + header
  }
}

import NIOCore
import Testing

@testable import JobServer

@Suite struct MediaProbeTests {
  /// What a file is found to be when it arrives in pieces of some size.
  private static func facts(_ file: ByteBuffer, pieces: Int = .max) throws(MediaProblem) -> MediaFacts {
    var probe = MediaProbe()
    var left = file
    while left.readableBytes > 0, let piece = left.readSlice(length: min(pieces, left.readableBytes)) {
      probe.feed(piece)
    }
    return try probe.finish()
  }

  /// Frames of MPEG-1 layer III, 128 kbit/s, 44.1 kHz: 417 bytes and 1152 samples each.
  private static func mp3(frames: Int, tag: Int? = nil) -> ByteBuffer {
    var file = ByteBuffer()
    if let tag {
      file.writeString("ID3\u{4}\u{0}\u{0}")
      for shift in [21, 14, 7, 0] { file.writeInteger(UInt8(tag >> shift & 0x7F)) }
      file.writeRepeatingByte(0xFF, count: tag)
    }
    for _ in 0..<frames {
      file.writeInteger(UInt32(0xFFFB_9000))
      file.writeRepeatingByte(0, count: 413)
    }
    return file
  }

  @Test("a recording is recognized and measured, in pieces of any size", arguments: [1, 7, 1_000, Int.max])
  func measured(pieces: Int) throws {
    #expect(
      try Self.facts(Recording.wav(seconds: 2.5), pieces: pieces) == .init(container: .wav, duration: 2.5))
    #expect(
      try Self.facts(Recording.mp4(length: 61_500), pieces: pieces) == .init(container: .mp4, duration: 61.5))
    let mp3 = try Self.facts(Self.mp3(frames: 100, tag: 300), pieces: pieces)
    #expect(mp3.container == .mpegAudio)
    #expect((mp3.duration * 1_000).rounded() == 2_612)
  }

  @Test("a movie header of 64 bits is read")
  func wide() throws {
    #expect(try Self.facts(Recording.mp4(length: 5_000, isWide: true)).duration == 5)
  }

  @Test("a fragmented movie is as long as its extent says")
  func fragmented() throws {
    #expect(try Self.facts(Recording.mp4(length: 0, fragments: 7_000)).duration == 7)
    #expect(try Self.facts(Recording.mp4(length: UInt64(UInt32.max), fragments: 7_000)).duration == 7)
  }

  @Test("a WAV file that was cut off is as long as what is there")
  func cutOff() throws {
    let half = try #require(Recording.wav(seconds: 2).getSlice(at: 0, length: 44 + 8_000))
    #expect(try Self.facts(half).duration == 1)
  }

  @Test("a WAV file of unknown length is as long as what comes")
  func streamed() throws {
    var file = Recording.wav(seconds: 2)
    file.setInteger(UInt32.max, at: 40)
    #expect(try Self.facts(file, pieces: 100).duration == 2)
  }

  @Test("MPEG audio between tags is measured")
  func tagged() throws {
    var file = Self.mp3(frames: 10)
    file.writeString("TAG")
    file.writeRepeatingByte(0x20, count: 125)
    #expect((try Self.facts(file).duration * 1_000).rounded() == 261)
  }

  @Test("what is no recording is told so")
  func problems() {
    #expect(throws: MediaProblem.empty) { try Self.facts(ByteBuffer()) }
    #expect(throws: MediaProblem.unknownContainer) { try Self.facts(ByteBuffer(string: "hello")) }
    #expect(throws: MediaProblem.unknownContainer) {
      try Self.facts(ByteBuffer(string: "hello, this is only a text"))
    }
    #expect(throws: MediaProblem.noDuration(.wav)) { try Self.facts(ByteBuffer(string: "RIFF0000WAVEnone")) }
    #expect(throws: MediaProblem.noDuration(.mp4)) { try Self.facts(Recording.mp4(length: 0)) }
    #expect(throws: MediaProblem.noDuration(.mp4)) { try Self.facts(Recording.mp4(scale: 0, length: 5)) }
    #expect(throws: MediaProblem.noDuration(.mpegAudio)) { try Self.facts(Self.mp3(frames: 1)) }
  }

  @Test("random bytes behind every beginning are survived")
  func random() {
    for beginning in ["RIFF0000WAVE", "0000ftyp", "0000moov", "ID3", "\u{1}\u{1}moovmvhd"] {
      for _ in 0..<50 {
        var file = ByteBuffer(string: beginning)
        for _ in 0..<500 { file.writeInteger(UInt8.random(in: 0...255)) }
        _ = try? Self.facts(file, pieces: 33)
      }
    }
  }
}

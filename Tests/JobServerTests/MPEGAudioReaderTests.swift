import NIOCore
import Testing

@testable import JobServer

@Suite struct MPEGAudioReaderTests {
  /// The length of so many frames of MPEG-1 layer III at 44.1 kHz, to the millisecond.
  private static func seconds(frames: Double) -> Double {
    (frames * 1_152 / 44.1).rounded() / 1_000
  }

  @Test(
    "every version and layer is measured",
    arguments: [
      (0xFFFF_9000, 312, 384, 44_100), (0xFFFD_8000, 417, 1_152, 44_100), (0xFFFB_9400, 384, 1_152, 48_000),
      (0xFFF3_8000, 208, 576, 22_050), (0xFFE3_8800, 576, 576, 8_000), (0xFFFB_92C0, 418, 1_152, 44_100),
    ] as [(UInt32, Int, Double, Double)])
  func kinds(header: UInt32, bytes: Int, samples: Double, frequency: Double) throws {
    let file = Recording.mpeg(header, bytes: bytes, frames: 50)
    #expect(try Recording.seconds(file) == (50 * samples / frequency * 1_000).rounded() / 1_000)
  }

  @Test(
    "a frame that tells about the others is no sound",
    arguments: [("Xing", 36), ("Info", 36), ("VBRI", 36)])
  func description(mark: String, offset: Int) throws {
    let file = Recording.description(mark, at: offset) + Recording.mp3(frames: 10)
    #expect(try Recording.seconds(file) == Self.seconds(frames: 10))
    let joined = Recording.id3(bytes: 50) + file + Recording.id3(bytes: 50) + file
    #expect(try Recording.seconds(joined) == Self.seconds(frames: 20))
    #expect(throws: MediaProblem.noMedia(.mpegAudio)) { try Recording.facts(file.cut(to: 500)) }
  }

  @Test("frames of different bit rates are measured together")
  func variable() throws {
    let file = Recording.mp3(frames: 5) + Recording.mpeg(0xFFFB_5040, bytes: 208, frames: 5)
    #expect(try Recording.seconds(file) == Self.seconds(frames: 10))
  }

  @Test("one frame alone makes no MPEG audio, nor do two that are not alike")
  func alone() {
    for file in [
      Recording.mp3(frames: 1), Recording.mp3(frames: 1) + ByteBuffer(repeating: 0, count: 500),
      Recording.mp3(frames: 1) + Recording.mpeg(0xFFFB_9400, bytes: 384, frames: 1),
    ] {
      #expect(throws: MediaProblem.unknownContainer) { try Recording.facts(file) }
    }
  }

  @Test("a last frame that was cut does not count")
  func cutOff() throws {
    let file = Recording.mp3(frames: 10)
    #expect(try Recording.seconds(file.cut(to: 4_169)) == Self.seconds(frames: 9))
    #expect(try Recording.seconds(file) == Self.seconds(frames: 10))
  }

  @Test("tags before, between and behind the frames are passed over, whatever is in them")
  func tags() throws {
    let sound = Recording.mp3(frames: 10)
    let before = Recording.id3(bytes: 900, footer: true) + Recording.id3(bytes: 100_000)
    #expect(try Recording.seconds(before + sound) == Self.seconds(frames: 10))
    #expect(try Recording.seconds(sound + Recording.id3v1) == Self.seconds(frames: 10))
    #expect(
      try Recording.seconds(sound + Recording.ape(bytes: 100_000) + Recording.id3v1)
        == Self.seconds(frames: 10))
    #expect(try Recording.seconds(sound + Recording.id3v1 + before + sound) == Self.seconds(frames: 20))
    #expect(try Recording.seconds(sound + before.cut(to: 50_000)) == Self.seconds(frames: 10))
  }

  @Test("the size of a tag may be written in eight bits a byte")
  func plainSize() throws {
    let file = Recording.id3(bytes: 0x1_01F0, isPlain: true) + Recording.mp3(frames: 10)
    #expect(try Recording.seconds(file) == Self.seconds(frames: 10))
  }

  @Test("something else before and between the frames is passed over")
  func strayBytes() throws {
    let other = ByteBuffer(string: "ID3 is nothing here, nor TAG: ÿû".padding(3_000))
    let sound = Recording.mp3(frames: 10)
    #expect(try Recording.seconds(other + sound + other + sound) == Self.seconds(frames: 20))
  }

  @Test("what looks like a tag amid something else is none")
  func strayTag() throws {
    let start = Recording.id3(bytes: 100_000).cut(to: 10)
    let file = ByteBuffer(string: "x") + start + Recording.mp3(frames: 10)
    #expect(try Recording.seconds(file) == Self.seconds(frames: 10))
  }

  @Test("no frames are looked for behind 64 KiB of something else")
  func tooManyStrayBytes() throws {
    let sound = Recording.mp3(frames: 10)
    let most = ByteBuffer(repeating: 1, count: 65_536)
    #expect(try Recording.seconds(most + sound) == Self.seconds(frames: 10))
    #expect(throws: MediaProblem.unknownContainer) {
      try Recording.facts(most + ByteBuffer(string: "x") + sound)
    }
  }

  @Test("a film with a little sound between its pictures is no MPEG audio")
  func film() {
    let pictures = ByteBuffer(repeating: 1, count: 9_000)
    let file = (0..<5).reduce(pictures) { file, _ in file + Recording.mp3(frames: 3) + pictures }
    #expect(throws: MediaProblem.unknownContainer) { try Recording.facts(file) }
  }

  @Test("a free bit rate is told so")
  func free() {
    let file = (0..<5).reduce(ByteBuffer()) { file, index in
      file + Recording.mpeg(0xFFFB_0000, bytes: 700 + index % 2, frames: 1)
    }
    #expect(throws: MediaProblem.freeBitRate) { try Recording.facts(file) }
    #expect(throws: MediaProblem.freeBitRate) { try Recording.facts(Recording.id3(bytes: 99) + file) }
  }
}

extension String {
  /// Dots behind it until it is so long.
  fileprivate func padding(_ length: Int) -> String {
    self + String(repeating: ".", count: length - utf8.count)
  }
}

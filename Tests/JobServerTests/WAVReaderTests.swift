import NIOCore
import Testing

@testable import JobServer

@Suite struct WAVReaderTests {
  @Test("a file that was cut off is as long as what is there")
  func cutOff() throws {
    #expect(try Recording.seconds(Recording.wav(seconds: 2).cut(to: 44 + 8_000)) == 1)
  }

  @Test("a file that was cut off before its first sample holds nothing", arguments: [36, 40, 44])
  func nothing(length: Int) {
    #expect(throws: MediaProblem.noMedia(.wav)) {
      try Recording.facts(Recording.wav(seconds: 2).cut(to: length))
    }
  }

  @Test("a file of unknown length is as long as what comes", arguments: [0, UInt32.max])
  func streamed(length: UInt32) throws {
    let file = Recording.riff([Recording.format(), Recording.samples(seconds: 2, length: length)])
    #expect(try Recording.seconds(file) == 2)
  }

  @Test("chunks before and behind the samples are passed over, with the byte that makes them even")
  func otherChunks() throws {
    let other = Recording.chunk("LIST", ByteBuffer(string: "odd"))
    let file = Recording.riff([
      other, Recording.format(), other, Recording.samples(seconds: 2), other,
      Recording.samples(seconds: 5),
    ])
    #expect(try Recording.seconds(file) == 2)
  }

  @Test("the format may come behind samples of a known length")
  func lateFormat() throws {
    #expect(try Recording.seconds(Recording.riff([Recording.samples(seconds: 2), Recording.format()])) == 2)
    let streamed = Recording.riff([Recording.samples(seconds: 2, length: 0), Recording.format()])
    #expect(throws: MediaProblem.noDuration(.wav)) { try Recording.facts(streamed) }
  }

  @Test("a length of more than 32 bits is read", arguments: ["RF64", "BW64"])
  func long(type: String) throws {
    let samples = Recording.samples(seconds: 3, length: .max)
    let other = Recording.chunk("LIST", ByteBuffer(string: "behind the samples"))
    func file(_ length: UInt64) -> ByteBuffer {
      Recording.riff(
        [Recording.longLengths(samples: length), Recording.format(), samples, other], type: type)
    }
    #expect(try Recording.seconds(file(24_000)) == 3)
    // Cut off, or never told: with what follows.
    #expect(try Recording.seconds(file(1 << 40)) == 3.003)
    #expect(try Recording.seconds(file(.max - 72)) == 3.003)
    #expect(try Recording.seconds(file(0)) == 3.003)
  }

  @Test("the big-endian form is read")
  func bigEndian() throws {
    let chunks = [
      Recording.format(endianness: .big), Recording.samples(seconds: 2, endianness: .big),
    ]
    #expect(try Recording.seconds(Recording.riff(chunks, type: "RIFX", endianness: .big)) == 2)
  }

  @Test("only what is compressed is measured by its average, and that only when no number of samples is told")
  func compressed() throws {
    func file(_ tag: UInt16, count: UInt32? = nil, length: UInt32? = nil) -> ByteBuffer {
      let fact = count.map { Recording.chunk("fact", Recording.number($0)) }
      return Recording.riff([
        Recording.format(tag: tag, average: 4_000), fact ?? ByteBuffer(),
        Recording.samples(seconds: 2, length: length),
      ])
    }
    #expect(try Recording.seconds(file(1, count: 24_000)) == 2)
    #expect(try Recording.seconds(file(0xFFFE)) == 2)
    #expect(try Recording.seconds(file(0x55)) == 4)
    #expect(try Recording.seconds(file(0x55, count: 24_000)) == 3)
    #expect(try Recording.seconds(file(0x55, count: 24_000, length: 32_000)) == 1.5)
    #expect(try Recording.seconds(file(0x55, count: 24_000, length: 0)) == 4)
  }

  @Test("a format that tells no rate tells no length")
  func noRate() throws {
    func file(_ format: ByteBuffer) -> ByteBuffer {
      Recording.riff([format, Recording.samples(seconds: 2)])
    }
    #expect(try Recording.seconds(file(Recording.format(bytesPerSample: 0))) == 2)
    #expect(throws: MediaProblem.noDuration(.wav)) {
      try Recording.facts(file(Recording.format(tag: 0x55, average: 0)))
    }
    #expect(throws: MediaProblem.noDuration(.wav)) {
      try Recording.facts(file(Recording.chunk("fmt ", ByteBuffer(string: "short"))))
    }
    #expect(throws: MediaProblem.noDuration(.wav)) { try Recording.facts(file(ByteBuffer())) }
  }
}

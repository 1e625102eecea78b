import NIOCore
import TestTools
import Testing

@testable import JobServer

/// Files that are damaged at random, the same ones in every run.
@Suite struct HostileMediaTests {
  private static let files: [String: ByteBuffer] = [
    "WAV": Recording.riff([
      Recording.longLengths(samples: 400), Recording.format(), Recording.samples(seconds: 0.05),
      Recording.chunk("LIST", ByteBuffer(string: "odd")),
    ]),
    "MP4": Recording.fileType
      + Recording.box(
        "moov", [Recording.movieHeader(length: 900), Recording.track(runs: [(10, 20), (5, 10)])])
      + Recording.mediaData(bytes: 200),
    "fragmented MP4": Recording.fragmentedMovie(sampleDuration: 40)
      + Recording.fragment(sampleDuration: 20, count: 25)
      + Recording.mediaData(bytes: 100) + Recording.fragment(durations: [10, 20, 30])
      + Recording.mediaData(bytes: 100, wideLength: 116),
    "MPEG audio": Recording.id3(bytes: 100) + Recording.description("Info", at: 36)
      + Recording.mp3(frames: 4) + Recording.ape(bytes: 60) + Recording.mp3(frames: 2) + Recording.id3v1,
  ]

  @Test("what is found in a damaged file does not depend on the pieces it comes in", arguments: files.keys)
  func damaged(name: String) throws {
    let file = try #require(Self.files[name])
    #expect(throws: Never.self) { try Recording.facts(file) }
    var random = SeededGenerator(seed: 1)
    for round in 0..<400 {
      let damaged = Self.damage(file, using: &random)
      let whole = Result { () throws(MediaProblem) in try Recording.facts(damaged) }
      let pieces = Result { () throws(MediaProblem) in try Self.facts(damaged, using: &random) }
      #expect(whole == pieces, "round \(round)")
      if case .success(let facts) = whole {
        #expect(facts.duration > 0 && facts.duration.isFinite, "round \(round)")
      }
    }
  }

  @Test("no more than a few bytes are kept, whatever comes")
  func memory() {
    var random = SeededGenerator(seed: 2)
    for start in Self.files.values + [ByteBuffer(string: "something else")] {
      var probe = MediaProbe()
      probe.feed(start)
      for _ in 0..<300 {
        probe.feed(ByteBuffer(numbers: (0..<250).map { _ in UInt64.random(in: 0...(.max), using: &random) }))
        #expect(probe.bytes.readable < 4_096)
      }
    }
  }

  /// What a file is found to be when it arrives in pieces of any sizes.
  private static func facts(
    _ file: ByteBuffer, using random: inout SeededGenerator
  ) throws(MediaProblem) -> MediaFacts {
    var probe = MediaProbe()
    var left = file
    let largest = [1, 5, 40, 400].randomElement(using: &random) ?? 1
    while left.readableBytes > 0 {
      let length = min(.random(in: 1...largest, using: &random), left.readableBytes)
      if let piece = left.readSlice(length: length) { probe.feed(piece) }
    }
    return try probe.finish()
  }

  /// A file with a few bytes, numbers or stretches changed.
  private static func damage(_ file: ByteBuffer, using random: inout SeededGenerator) -> ByteBuffer {
    var bytes = Array(file.readableBytesView)
    for _ in 0..<Int.random(in: 1...4, using: &random) {
      let place = Int.random(in: 0..<bytes.count, using: &random)
      let stretch = place..<min(bytes.count, place + .random(in: 1...64, using: &random))
      switch Int.random(in: 0..<6, using: &random) {
      case 0: bytes[place] ^= UInt8(1) << Int.random(in: 0..<8, using: &random)
      case 1: bytes[place] = .random(in: 0...255, using: &random)
      case 2:
        let extremes: [[UInt8]] = [
          [0, 0, 0, 0], [0, 0, 0, 1], [127, 255, 255, 255], [255, 255, 255, 255],
        ]
        let number = extremes.randomElement(using: &random) ?? []
        bytes.replaceSubrange(place..<min(bytes.count, place + 4), with: number)
      case 3: bytes.insert(contentsOf: bytes[stretch], at: .random(in: 0...bytes.count, using: &random))
      case 4 where bytes.count > 100: bytes.removeSubrange(stretch)
      default: bytes.removeLast(.random(in: 0..<min(50, bytes.count), using: &random))
      }
    }
    return ByteBuffer(bytes: bytes)
  }
}

import NIOCore
import Testing

@testable import JobServer

@Suite struct MP4ReaderTests {
  private static let movie = Recording.box("moov", [Recording.movieHeader(length: 8_000), Recording.track()])

  @Test("a movie header of 64 bits is read")
  func wide() throws {
    #expect(try Recording.seconds(Recording.mp4(length: 5_000, isWide: true)) == 5)
  }

  @Test(
    "a file may begin with any of its boxes",
    arguments: ["ftyp", "styp", "free", "skip", "wide", "sidx", "pnot"])
  func beginnings(type: String) throws {
    let file = Recording.box(type, [ByteBuffer(string: "isom")]) + Self.movie + Recording.mediaData()
    #expect(try Recording.seconds(file) == 8)
    #expect(try Recording.seconds(Recording.mediaData() + Self.movie) == 8)
  }

  @Test("boxes of 64 bits, and boxes to the end of the file, are read")
  func lengths() throws {
    let start = Recording.fileType
    let media = Recording.mediaData(bytes: 100, wideLength: 116)
    #expect(try Recording.seconds(start + media + Self.movie) == 8)
    #expect(try Recording.seconds(start + Self.movie + Recording.mediaData(length: 0)) == 8)
    let last = Recording.box(
      "moov", [Recording.movieHeader(length: 8_000), Recording.track()], length: 0)
    #expect(try Recording.seconds(start + media + last) == 8)
  }

  @Test("a movie without a track, or without any bytes of it, holds nothing")
  func nothing() {
    let empty = Recording.box("moov", [Recording.movieHeader(length: 8_000)])
    for file in [
      Recording.fileType + empty + Recording.mediaData(), Recording.fileType + Self.movie,
      Recording.fileType + Self.movie + Recording.mediaData(bytes: 0),
    ] {
      #expect(throws: MediaProblem.noMedia(.mp4)) { try Recording.facts(file) }
    }
  }

  @Test("without a whole movie box there is no length")
  func noMovie() {
    let start = Recording.fileType + Recording.mediaData()
    #expect(throws: MediaProblem.noDuration(.mp4)) { try Recording.facts(start) }
    for missing in [1, 20, Self.movie.readableBytes - 8] {
      let file = start + Self.movie.cut(to: Self.movie.readableBytes - missing)
      #expect(throws: MediaProblem.noDuration(.mp4)) { try Recording.facts(file) }
    }
  }

  @Test("of two movie boxes the first counts")
  func twoMovies() throws {
    let other = Recording.box("moov", [Recording.movieHeader(length: 99_000), Recording.track()])
    #expect(try Recording.seconds(Recording.fileType + Self.movie + other + Recording.mediaData()) == 8)
  }

  @Test("a movie whose sound and pictures were cut off is as long as the part of their bytes that came")
  func cutOff() throws {
    let file = Recording.fileType + Self.movie + Recording.mediaData(bytes: 400, length: 808)
    #expect(try Recording.seconds(file) == 4)
    let parts =
      Recording.fileType + Self.movie + Recording.mediaData(bytes: 300)
      + Recording.mediaData(bytes: 300, length: 508)
    #expect(try Recording.seconds(parts) == 6)
  }

  @Test("where the movie header tells no length, the longest track does", arguments: [false, true])
  func samples(isWide: Bool) throws {
    func file(_ header: ByteBuffer) -> ByteBuffer {
      let tracks = [
        Recording.track(1, scale: 48_000, runs: [(100, 1_024), (1, 512)], isWide: isWide),
        Recording.track(2, scale: 25, runs: [(50, 1)], isWide: isWide),
        Recording.track(3, scale: 0, runs: [(50, 1)], isWide: isWide),
      ]
      return Recording.fileType + Recording.box("moov", [header] + tracks) + Recording.mediaData()
    }
    for header in [
      Recording.movieHeader(length: 0), Recording.movieHeader(length: UInt64(UInt32.max)),
      Recording.movieHeader(scale: 0, length: 5),
      Recording.movieHeader(length: .max, isWide: true), Recording.box("mvhd", [ByteBuffer()]),
    ] {
      #expect(try Recording.seconds(file(header)) == 2.144)
    }
    #expect(try Recording.seconds(file(Recording.movieHeader(length: 2_100))) == 2.1)
  }

  @Test("where nothing tells a length, there is none")
  func noDuration() {
    #expect(throws: MediaProblem.noDuration(.mp4)) { try Recording.facts(Recording.mp4(length: 0)) }
    #expect(throws: MediaProblem.noDuration(.mp4)) { try Recording.facts(Recording.mp4(scale: 0, length: 5)) }
  }

  @Test("a fragmented movie is as long as the samples of its fragments, whatever says their durations")
  func fragments() throws {
    let start = Recording.fragmentedMovie(
      tracks: [Recording.track(1), Recording.track(2, scale: 500)], length: 99_000, sampleDuration: 40)
    let file = [
      Recording.fragment(count: 25), Recording.mediaData(),  // 1 s
      Recording.fragment(sampleDuration: 20, count: 25), Recording.mediaData(),  // 0.5 s
      Recording.fragment(sampleDuration: 20, durations: [100, 200, 300]), Recording.mediaData(),  // 0.6 s
      Recording.fragment(track: 2, count: 25), Recording.mediaData(),  // 2 s
    ]
    #expect(try Recording.seconds(file.reduce(start, +)) == 2.1)
    #expect(try Recording.seconds((file + [Recording.fragment(track: 2, count: 5)]).reduce(start, +)) == 2.4)
  }

  @Test("a movie that goes on in fragments is as long as both")
  func both() throws {
    let start = Recording.fragmentedMovie(
      tracks: [Recording.track(runs: [(50, 20)])], length: 1_000, sampleDuration: 20)
    let file = start + Recording.mediaData() + Recording.fragment(count: 100) + Recording.mediaData()
    #expect(try Recording.seconds(file) == 3)
  }

  @Test("a fragment without the movie it belongs to has no length")
  func alone() {
    let file = Recording.fragment(sampleDuration: 20, count: 25) + Recording.mediaData()
    #expect(throws: MediaProblem.noDuration(.mp4)) { try Recording.facts(file) }
  }

  @Test("lengths and counts that cannot be are survived")
  func hostile() throws {
    let media = Recording.mediaData()
    let track = Recording.track(runs: [(.max, .max), (.max, .max)])
    let largest = try Recording.facts(Recording.fileType + Recording.box("moov", [track]) + media)
    #expect(largest.duration > 1e16)
    let tooLong = Recording.mediaData(wideLength: .max)
    #expect(try Recording.seconds(Recording.fileType + Self.movie + tooLong) == 8)
    // Longer than the box around it, whose next neighbour must not be swallowed.
    let child = Recording.box("trak", [ByteBuffer(repeating: 7, count: 50)])
    let parent = Recording.box("moov", [Recording.movieHeader(length: 3_000), child])
    #expect(try Recording.seconds(Recording.fileType + parent + media) == 3)
    // More entries than there is room for.
    var table = Recording.track(runs: [(10, 100)])
    table.setInteger(UInt32.max, at: table.writerIndex - 12)
    #expect(try Recording.seconds(Recording.fileType + Recording.box("moov", [table]) + media) == 1)
  }

  @Test("boxes nested without end are survived")
  func nested() throws {
    let deep = (0..<2_000).reduce(Recording.movieHeader(length: 5_000)) { content, _ in
      Recording.box("moov", [content])
    }
    #expect(throws: MediaProblem.noMedia(.mp4)) { try Recording.facts(deep + Recording.mediaData()) }
  }
}

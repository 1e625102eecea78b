import NIOCore

extension Recording {
  /// A movie whose header tells a length in units of the scale.
  static func mp4(scale: UInt32 = 1_000, length: UInt64, isWide: Bool = false) -> ByteBuffer {
    let movie = box("moov", [movieHeader(scale: scale, length: length, isWide: isWide), track()])
    return fileType + mediaData() + movie
  }

  static var fileType: ByteBuffer { box("ftyp", [ByteBuffer(string: "isom0000isom")]) }

  /// - Parameter length: what is said in place of the true length; ``wideLength`` says it in 64 bits, behind the 1.
  static func box(
    _ type: String, _ contents: [ByteBuffer], length: UInt32? = nil, wideLength: UInt64? = nil
  ) -> ByteBuffer {
    let content = contents.reduce(wideLength.map { ByteBuffer(integer: $0) } ?? ByteBuffer(), +)
    let length = wideLength == nil ? length ?? UInt32(8 + content.readableBytes) : 1
    return ByteBuffer(integer: length) + ByteBuffer(string: type) + content
  }

  static func mediaData(
    bytes: Int = 5_000, length: UInt32? = nil, wideLength: UInt64? = nil
  ) -> ByteBuffer {
    box("mdat", [ByteBuffer(repeating: 9, count: bytes)], length: length, wideLength: wideLength)
  }

  static func movieHeader(scale: UInt32 = 1_000, length: UInt64, isWide: Bool = false) -> ByteBuffer {
    let times = ByteBuffer(repeating: 0, count: isWide ? 16 : 8)
    let duration = isWide ? ByteBuffer(integer: length) : ByteBuffer(integer: UInt32(length))
    let version = ByteBuffer(integer: isWide ? UInt32(1 << 24) : 0)
    let rest = ByteBuffer(repeating: 0, count: 80)
    return box("mvhd", [version + times + ByteBuffer(integer: scale) + duration + rest])
  }

  /// A track with samples, in runs of some of the same duration.
  static func track(
    _ id: UInt32 = 1, scale: UInt32 = 1_000, runs: [(count: UInt32, duration: UInt32)] = [],
    isWide: Bool = false
  ) -> ByteBuffer {
    let version = ByteBuffer(integer: isWide ? UInt32(1 << 24) : 0)
    let times = ByteBuffer(repeating: 0, count: isWide ? 16 : 8)
    let rest = ByteBuffer(repeating: 0, count: 60)
    let samples = ByteBuffer(numbers: [0, UInt32(runs.count)] + runs.flatMap { [$0.count, $0.duration] })
    return box(
      "trak",
      [
        box("tkhd", [version + times + ByteBuffer(integer: id) + rest]),
        box(
          "mdia",
          [
            box("mdhd", [version + times + ByteBuffer(integer: scale) + rest]),
            box("minf", [box("stbl", [box("stts", [samples])])]),
          ]),
      ])
  }

  /// The beginning of a fragmented movie.
  ///
  /// - Parameter sampleDuration: of samples of which no fragment says it.
  static func fragmentedMovie(
    tracks: [ByteBuffer] = [track()], length: UInt64 = 0, sampleDuration: UInt32 = 0
  ) -> ByteBuffer {
    let defaults = (1...UInt32(tracks.count)).map {
      box("trex", [ByteBuffer(numbers: [0, $0, 1, sampleDuration, 0, 0])])
    }
    return fileType + box("moov", [movieHeader(length: length)] + tracks + [box("mvex", defaults)])
  }

  /// A fragment of one track.
  ///
  /// - Parameters:
  ///   - sampleDuration: of samples of which nothing else is said.
  ///   - count: how many samples there are, when no duration is said of each.
  static func fragment(
    track: UInt32 = 1, sampleDuration: UInt32? = nil, count: UInt32 = 0, durations: [UInt32]? = nil
  ) -> ByteBuffer {
    // With a base offset and an index of a description before it.
    let header: [UInt32] = sampleDuration.map { [0xB, track, 0, 0, 1, $0] } ?? [0, track]
    // With an offset, flags of the first sample, and a size behind each duration.
    let run: [UInt32] =
      durations.map { [0x305, UInt32($0.count), 0, 0] + $0.flatMap { [$0, 7] } } ?? [0, count]
    let boxes = [box("tfhd", [ByteBuffer(numbers: header)]), box("trun", [ByteBuffer(numbers: run)])]
    return box("moof", [box("mfhd", [ByteBuffer(numbers: [0, 1] as [UInt32])]), box("traf", boxes)])
  }
}

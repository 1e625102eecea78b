/// What the boxes of an MP4 file tell about its length.
struct MP4Movie {
  private struct Track {
    /// Units a second.
    var timescale: UInt32 = 0
    /// How long a sample of a fragment is when nothing else is said, in units.
    var sampleDuration: UInt32 = 0
    /// All samples together, in units.
    var duration = 0.0
  }

  /// Samples of which each is listed, or several alike of them.
  struct Table {
    /// Where in its box the entries begin, counted from the end of the header.
    let start: Int
    /// How many bytes an entry has; the first are a duration, or a number of samples and the duration of each.
    let stride: Int
    let isCounted: Bool
    var entries: Int
  }

  /// More than any real file has; else one could be made that takes all memory.
  private static let mostTracks = 100

  private(set) var hasTracks = false
  private var tracks: [UInt32: Track] = [:]
  /// The track that the boxes are about.
  private var current: UInt32 = 0
  private var isFragmented = false
  /// How long a sample of the current fragment is, in units.
  private var sampleDuration: UInt32 = 0
  /// The length of the whole that the movie header tells, in seconds.
  private var told: Double?

  /// The length in seconds; nil when nothing tells it.
  ///
  /// The header counts what is cut away or put off in playing, but is about no fragments.
  var seconds: Double? { isFragmented ? longestTrack : told ?? longestTrack }

  private var longestTrack: Double? {
    tracks.values.filter { $0.timescale > 0 }.map { $0.duration / Double($0.timescale) }.max()
  }

  /// Takes notice that a box begins that holds others.
  mutating func enter(_ type: String) {
    if type == "trak" { hasTracks = true }
    if type == "moof" { isFragmented = true }
    if type == "trak" || type == "traf" { current = 0 }
  }

  /// Reads a header, of the movie, of a track, or of what a fragment adds to a track.
  mutating func read(_ box: MP4Box) {
    switch box.type {
    case "mvhd":
      let scale: UInt32 = box.number(at: box.isWide ? 20 : 12) ?? 0
      let duration = box.isWide ? box.number(at: 24, as: UInt64.self) : box.number(at: 16).map(UInt64.init)
      let isUnknown = duration == (box.isWide ? .max : UInt64(UInt32.max))
      if let duration, duration > 0, !isUnknown, scale > 0 { told = Double(duration) / Double(scale) }
    case "tkhd": current = box.number(at: box.isWide ? 20 : 12) ?? 0
    case "mdhd": change(current) { $0.timescale = box.number(at: box.isWide ? 20 : 12) ?? 0 }
    case "trex": change(box.number(at: 4) ?? 0) { $0.sampleDuration = box.number(at: 12) ?? 0 }
    case "tfhd":
      current = box.number(at: 4) ?? 0
      let place = 8 + (box.flags & 1 != 0 ? 8 : 0) + (box.flags & 2 != 0 ? 4 : 0)
      let ownDuration = box.flags & 8 != 0 ? box.number(at: place) : nil
      sampleDuration = ownDuration ?? tracks[current]?.sampleDuration ?? 0
    default: break
    }
  }

  /// Reads the beginning of a list of samples; nil when the durations of the samples are not in it.
  mutating func beginTable(_ box: MP4Box) -> Table? {
    let count: UInt32 = box.number(at: 4) ?? 0
    if box.type == "stts" { return Table(start: 8, stride: 8, isCounted: true, entries: Int(count)) }
    guard box.flags & 0x100 != 0 else {
      add(samples: count, of: sampleDuration)
      return nil
    }
    let fields = [0x100, 0x200, 0x400, 0x800].count { box.flags & $0 != 0 }
    let start = 8 + [1, 4].count { box.flags & $0 != 0 } * 4
    return Table(start: start, stride: fields * 4, isCounted: false, entries: Int(count))
  }

  mutating func add(samples: UInt32 = 1, of duration: UInt32) {
    change(current) { $0.duration += Double(samples) * Double(duration) }
  }

  private mutating func change(_ id: UInt32, _ body: (inout Track) -> Void) {
    // No track has the number 0.
    guard id != 0, tracks[id] != nil || tracks.count < Self.mostTracks else { return }
    body(&tracks[id, default: Track()])
  }
}

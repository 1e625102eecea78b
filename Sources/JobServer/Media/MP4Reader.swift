/// Walks through the boxes of MP4 and its kin (ISO/IEC 14496-12; QuickTime), fragmented or not, for the length.
struct MP4Reader: MediaReader {
  static let container = MediaFacts.Container.mp4

  private var movie = MP4Movie()
  private var hasMovie = false
  /// The boxes that are being looked into, outermost first, and where each ends.
  ///
  /// Only boxes that are known to hold others are, so there are never more than six.
  private var open: [(type: String, end: Int)] = []
  /// What is left of the list of samples that the innermost box is.
  private var table: MP4Movie.Table?
  /// How many bytes of sound and pictures came before the part that came last.
  private var earlierMedia = 0.0
  private var media: MediaData?

  init?(_ start: SkippingBuffer) {
    let types = ["ftyp", "styp", "moov", "moof", "mdat", "sidx", "free", "skip", "wide", "pnot"]
    guard types.contains(start.text(at: 4)) else { return nil }
  }

  mutating func read(_ bytes: inout SkippingBuffer) {
    while bytes.hasSkipped {
      while let last = open.last, last.end <= bytes.position {
        open.removeLast()
        table = nil
      }
      let room = (open.last?.end ?? .max) - bytes.position
      guard table == nil ? readBox(&bytes, room) : readEntry(&bytes, room) else { return }
    }
  }

  func seconds(atEnd bytes: SkippingBuffer) throws(MediaProblem) -> Double {
    let isMovieCut = open.first.map { $0.type == "moov" && $0.end < .max } ?? false
    guard hasMovie, !isMovieCut else { throw .noDuration(.mp4) }
    let count = Double(media?.count(in: bytes) ?? 0)
    guard movie.hasTracks, earlierMedia + count > 0 else { throw .noMedia(.mp4) }
    guard let seconds = movie.seconds else { throw .noDuration(.mp4) }
    // How long the part is that came of a file that was cut off can only be guessed: as if the bit rate was constant.
    let announced = media?.length.map(Double.init) ?? count
    return seconds * ((earlierMedia + count) / (earlierMedia + announced))
  }

  /// Passes over a box, or over its header when it holds others; false when more bytes have to come first.
  private mutating func readBox(_ bytes: inout SkippingBuffer, _ room: Int) -> Bool {
    let box: MP4Box
    switch MP4Box.next(bytes, room: room) {
    case .incomplete: return false
    case .nothing:
      bytes.skip(room)
      return true
    case .box(let next): box = next
    }
    var passed = box.length
    switch (open.last?.type, box.type) {
    case (nil, "moov") where !hasMovie, (nil, "moof"), ("moov", "trak"), ("moov", "mvex"), ("trak", "mdia"),
      ("mdia", "minf"), ("minf", "stbl"), ("moof", "traf"):
      hasMovie = hasMovie || box.type == "moov"
      movie.enter(box.type)
      open.append((box.type, bytes.position + box.length))
      passed = box.headerLength
    case ("moov", "mvhd"), ("trak", "tkhd"), ("mdia", "mdhd"), ("mvex", "trex"), ("traf", "tfhd"):
      guard box.isReadable else { return false }
      movie.read(box)
    case ("stbl", "stts"), ("traf", "trun"):
      guard box.isReadable else { return false }
      table = movie.beginTable(box)
      if let table {
        open.append((box.type, bytes.position + box.length))
        passed = min(box.length, box.headerLength + table.start)
      }
    case (nil, "mdat"):
      earlierMedia += Double(media?.length ?? 0)
      let length = box.isOpenEnded ? nil : box.contentLength
      media = MediaData(start: bytes.position + box.headerLength, length: length)
    default: break
    }
    bytes.skip(passed)
    return true
  }

  /// Reads an entry of the list of samples, or passes over what follows the last; false when more bytes have to come
  /// first.
  private mutating func readEntry(_ bytes: inout SkippingBuffer, _ room: Int) -> Bool {
    guard var rest = table, rest.entries > 0, room >= rest.stride else {
      table = nil
      bytes.skip(room)
      return true
    }
    guard bytes.readable >= rest.stride else { return false }
    let first: UInt32 = bytes.integer(at: 0)
    if rest.isCounted {
      movie.add(samples: first, of: bytes.integer(at: 4))
    } else {
      movie.add(of: first)
    }
    rest.entries -= 1
    table = rest
    bytes.skip(rest.stride)
    return true
  }
}

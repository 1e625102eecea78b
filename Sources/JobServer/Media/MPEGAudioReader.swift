/// Reads the frames of MPEG audio, as MP3 files hold them, and adds up their lengths.
///
/// They may come behind tags and up to 64 KiB of anything else, and again so between them. What begins like a frame is
/// one only when it follows a frame of its kind, or such a frame follows it.
struct MPEGAudioReader: MediaReader {
  static let container = MediaFacts.Container.mpegAudio

  /// How many bytes between frames are passed over before the rest counts as something else.
  private static let mostStrayBytes = 1 << 16

  /// The frame that ends where the next byte is.
  private var previous: MPEGAudioFrame?
  /// In seconds.
  private var length = 0.0
  /// The length of the frame that is being passed over, which counts once all of it has come.
  private var passing = 0.0
  private var frameBytes = 0
  /// How many bytes were neither of frames nor of tags since the last of these, and since the first frame.
  private var strayBytes = (now: 0, all: 0)
  private var freeFrames = FreeFrames()

  init?(_ start: SkippingBuffer) {}

  mutating func read(_ bytes: inout SkippingBuffer) {
    while bytes.hasSkipped {
      length += passing
      passing = 0
      guard bytes.readable >= 4 else { return }
      let frame = MPEGAudioFrame(bytes.integer(at: 0))
      if let frame, let previous, frame.isLike(previous) {
        pass(frame, counts: true, &bytes)
        continue
      }
      previous = nil
      guard bytes.readable >= AudioTag.headerLength else { return }
      if strayBytes.now == 0, let tag = AudioTag.length(bytes) {
        bytes.skip(tag)
      } else if let frame {
        guard bytes.readable >= frame.bytes + 4 else { return }
        if let next = MPEGAudioFrame(bytes.integer(at: frame.bytes)), frame.isLike(next) {
          pass(frame, counts: !frame.isDescription(bytes), &bytes)
        } else {
          stray(&bytes)
        }
      } else {
        stray(&bytes)
      }
    }
  }

  func seconds(atEnd bytes: SkippingBuffer) throws(MediaProblem) -> Double {
    if frameBytes == 0, freeFrames.areFound { throw .freeBitRate }
    // Films have MPEG audio too, in pieces among the pictures.
    guard frameBytes > strayBytes.all else { throw .unknownContainer }
    guard length > 0 else { throw .noMedia(.mpegAudio) }
    return length
  }

  private mutating func pass(_ frame: MPEGAudioFrame, counts: Bool, _ bytes: inout SkippingBuffer) {
    previous = frame
    passing = counts ? frame.seconds : 0
    frameBytes += frame.bytes
    strayBytes.now = 0
    bytes.skip(frame.bytes)
  }

  private mutating func stray(_ bytes: inout SkippingBuffer) {
    freeFrames.note(bytes.integer(at: 0), at: bytes.position)
    strayBytes.now += 1
    if frameBytes > 0 { strayBytes.all += 1 }
    bytes.skip(strayBytes.now > Self.mostStrayBytes ? .max : 1)
  }
}

/// Frames whose header does not tell the bit rate, and so not their length. They are known by coming at the same
/// distance.
private struct FreeFrames {
  private(set) var areFound = false
  private var last = (kind: UInt32(0), position: 0, distance: 0)

  mutating func note(_ header: UInt32, at position: Int) {
    guard let kind = MPEGAudioFrame.freeKind(header) else { return }
    let distance = position - last.position
    // The padding makes one longer than another, by 4 bytes at most.
    if kind == last.kind, distance > 4, abs(distance - last.distance) <= 4 { areFound = true }
    last = (kind, position, distance)
  }
}

import NIOCore

/// Finds out what a recording is and how long, from its bytes as they arrive; no more than a few of them are kept.
struct MediaProbe {
  /// How many bytes it takes to tell the container.
  static let firstBytes = 12

  private var reader: (any MediaReader)?
  private(set) var bytes = SkippingBuffer()

  /// Takes the next bytes of the file.
  mutating func feed(_ piece: ByteBuffer) {
    bytes.append(piece)
    if reader == nil, bytes.readable >= Self.firstBytes {
      // MPEG audio may come after anything else, so it is what is left.
      reader = WAVReader(bytes) ?? MP4Reader(bytes) ?? MPEGAudioReader(bytes)
    }
    reader?.read(&bytes)
  }

  /// What was found, at the end of the file.
  consuming func finish() throws(MediaProblem) -> MediaFacts {
    if bytes.received == 0 { throw .empty }
    guard let reader else { throw .unknownContainer }
    let container = type(of: reader).container
    let seconds = try reader.seconds(atEnd: bytes)
    guard seconds.isFinite, seconds > 0 else { throw .noDuration(container) }
    return MediaFacts(container: container, duration: seconds)
  }
}

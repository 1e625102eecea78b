import NIOCore

/// Finds out what a recording is and how long, from its bytes as they arrive; no more than a few of them are kept.
struct MediaProbe {
  private enum Kind {
    case unknown
    case wav(WAVReader)
    case mp4(MP4Reader)
    case mpeg(MPEGAudioReader)
    case none
  }

  private var kind = Kind.unknown
  private var bytes = SkippingBuffer()
  private var isEmpty = true

  /// Takes the next bytes of the file.
  mutating func feed(_ piece: ByteBuffer) {
    guard piece.readableBytes > 0 else { return }
    isEmpty = false
    bytes.append(piece)
    if case .unknown = kind, bytes.readable >= 12 { kind = recognized() }
    read()
  }

  /// What was found, at the end of the file.
  consuming func finish() throws(MediaProblem) -> MediaFacts {
    if isEmpty { throw .empty }
    switch kind {
    case .unknown, .none: throw .unknownContainer
    case .wav(let reader): return try Self.facts(.wav, reader.seconds)
    case .mp4(let reader): return try Self.facts(.mp4, reader.seconds)
    case .mpeg(let reader): return try Self.facts(.mpegAudio, reader.seconds)
    }
  }

  private static func facts(
    _ container: MediaFacts.Container, _ seconds: Double?
  ) throws(MediaProblem) -> MediaFacts {
    guard let seconds, seconds.isFinite else { throw .noDuration(container) }
    return MediaFacts(container: container, duration: seconds)
  }

  private func recognized() -> Kind {
    let (start, type) = (bytes.text(at: 0), bytes.text(at: 4))
    if start == "RIFF", bytes.text(at: 8) == "WAVE" { return .wav(WAVReader()) }
    if ["ftyp", "moov", "mdat", "free", "skip", "wide"].contains(type) { return .mp4(MP4Reader()) }
    if start.hasPrefix("ID3") || MPEGAudioFrame(bytes.integer(at: 0)) != nil {
      return .mpeg(MPEGAudioReader())
    }
    return .none
  }

  private mutating func read() {
    switch kind {
    case .unknown: break
    case .none: bytes.skip(.max)
    case .wav(var reader):
      reader.read(&bytes)
      kind = .wav(reader)
    case .mp4(var reader):
      reader.read(&bytes)
      kind = .mp4(reader)
    case .mpeg(var reader):
      reader.read(&bytes)
      kind = .mpeg(reader)
    }
  }
}

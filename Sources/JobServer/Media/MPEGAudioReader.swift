/// Reads the frames of MPEG audio (ISO/IEC 11172-3 and 13818-3), as MP3 files hold them, and adds up their lengths.
struct MPEGAudioReader {
  private var hasStarted = false
  private var frames = 0
  private var length = 0.0
  private var garbage = 0

  /// How many bytes between frames are passed over before the rest counts as something else.
  private static let mostGarbage = 1 << 16

  /// The length in seconds; nil without two frames.
  var seconds: Double? { frames > 1 ? length : nil }

  mutating func read(_ bytes: inout SkippingBuffer) {
    while bytes.hasSkipped, bytes.readable >= 10 {
      if bytes.text(at: 0).hasPrefix("ID3"), !hasStarted {
        // ID3v2.4, 3.1: four times seven bits, and perhaps a footer.
        let size = (6..<10).reduce(0) { $0 << 7 | Int(bytes.integer(at: $1, as: UInt8.self) & 0x7F) }
        let hasFooter = bytes.integer(at: 5, as: UInt8.self) & 0x10 != 0
        bytes.skip(10 + size + (hasFooter ? 10 : 0))
      } else if let frame = MPEGAudioFrame(bytes.integer(at: 0)) {
        hasStarted = true
        frames += 1
        length += frame.seconds
        garbage = 0
        bytes.skip(frame.bytes)
      } else {
        garbage += 1
        bytes.skip(garbage > Self.mostGarbage ? .max : 1)
      }
    }
  }
}

/// The header of a frame of MPEG audio.
struct MPEGAudioFrame: Hashable {
  /// The length of the whole frame.
  let bytes: Int
  let seconds: Double

  /// nil for bits that are no header, and for frames of a free bit rate.
  init?(_ header: UInt32) {
    let (version, layer) = (Int(header >> 19 & 3), 4 - Int(header >> 17 & 3))
    let (rateIndex, frequencyIndex) = (Int(header >> 12 & 15), Int(header >> 10 & 3))
    guard header >> 21 == 0x7FF, version != 1, layer != 4, (1...14).contains(rateIndex), frequencyIndex != 3
    else {
      return nil
    }
    let isFirst = version == 3
    let frequency = [44_100, 48_000, 32_000][frequencyIndex] / (isFirst ? 1 : version == 2 ? 2 : 4)
    let rate = Self.rates(layer, isFirst)[rateIndex - 1] * 1_000
    let padding = Int(header >> 9 & 1)
    let samples = layer == 1 ? 384 : layer == 3 && !isFirst ? 576 : 1_152
    bytes = layer == 1 ? (12 * rate / frequency + padding) * 4 : samples / 8 * rate / frequency + padding
    seconds = Double(samples) / Double(frequency)
  }

  /// The bit rates in kbit/s, of versions 1 and of 2 and 2.5.
  private static func rates(_ layer: Int, _ isFirst: Bool) -> [Int] {
    switch (isFirst, layer) {
    case (true, 1): [32, 64, 96, 128, 160, 192, 224, 256, 288, 320, 352, 384, 416, 448]
    case (true, 2): [32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384]
    case (true, _): [32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320]
    case (false, 1): [32, 48, 56, 64, 80, 96, 112, 128, 144, 160, 176, 192, 224, 256]
    case (false, _): [8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160]
    }
  }
}

/// The header of a frame of MPEG audio (ISO/IEC 11172-3 and 13818-3; version 2.5 is Fraunhofer's).
struct MPEGAudioFrame {
  /// The length of the whole frame.
  let bytes: Int
  let seconds: Double
  /// The bits that all frames of a file have in common: version, layer and frequency.
  private let kind: UInt32
  private let isFirstVersion: Bool
  private let isMono: Bool

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
    kind = header & 0xFFFE_0C00
    isFirstVersion = isFirst
    isMono = header >> 6 & 3 == 3
  }

  /// The kind of a frame of a free bit rate; nil for bits that are no header of one.
  static func freeKind(_ header: UInt32) -> UInt32? {
    header >> 12 & 15 == 0 ? MPEGAudioFrame(header | 1 << 12)?.kind : nil
  }

  func isLike(_ other: MPEGAudioFrame) -> Bool { kind == other.kind }

  /// Whether it holds no sound but says what the others do, as many encoders write it first.
  ///
  /// How many frames there are is said in it too. Counting them is as exact, and right for a file that was cut as well.
  ///
  /// - Parameter bytes: begin with the whole frame.
  func isDescription(_ bytes: SkippingBuffer) -> Bool {
    // Behind what layer III says about its channels, and at a fixed place in the encoder of Fraunhofer.
    let place = 4 + (isFirstVersion ? (isMono ? 17 : 32) : (isMono ? 9 : 17))
    return [(place, "Xing"), (place, "Info"), (36, "VBRI")].contains { offset, mark in
      offset + 4 <= self.bytes && bytes.text(at: offset) == mark
    }
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

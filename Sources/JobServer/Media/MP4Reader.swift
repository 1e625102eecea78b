/// Reads the boxes of an MP4 file (ISO/IEC 14496-12) down to the movie header, which tells the length.
struct MP4Reader {
  private var timescale: UInt32 = 0
  private var duration: UInt64 = 0
  private var hasEnded = false

  /// The length in seconds; nil when no header tells one.
  var seconds: Double? { timescale > 0 && duration > 0 ? Double(duration) / Double(timescale) : nil }

  mutating func read(_ bytes: inout SkippingBuffer) {
    while !hasEnded, bytes.hasSkipped, bytes.readable >= 16 {
      let short: UInt32 = bytes.integer(at: 0)
      let isLong = short == 1
      let length: UInt64 = isLong ? bytes.integer(at: 8, as: UInt64.self) : UInt64(short)
      let header = isLong ? 16 : 8
      let type = bytes.text(at: 4)
      // Zero means to the end of the file; less than its own header means nothing.
      guard length == 0 || length >= header, type.allSatisfy(\.isASCII) else { return end(&bytes) }
      switch type {
      case "moov", "mvex":
        bytes.skip(header)
      case "mvhd", "mehd":
        guard bytes.readable >= header + 36 else { return }
        readLength(type, bytes, from: header)
        bytes.skip(Int(clamping: length))
      default:
        guard length > 0 else { return end(&bytes) }
        bytes.skip(Int(clamping: length))
      }
    }
    if hasEnded { bytes.skip(.max) }
  }

  /// Nothing more can be found.
  private mutating func end(_ bytes: inout SkippingBuffer) {
    hasEnded = true
    bytes.skip(.max)
  }

  /// Both headers come in a version with 32 and one with 64 bits; the one of a fragmented movie tells the whole length
  /// where the other has none.
  private mutating func readLength(_ type: String, _ bytes: SkippingBuffer, from offset: Int) {
    let isWide = bytes.integer(at: offset, as: UInt8.self) == 1
    let place = type == "mehd" ? offset + 4 : offset + (isWide ? 24 : 16)
    if type == "mvhd" { timescale = bytes.integer(at: place - 4) }
    let length =
      isWide ? bytes.integer(at: place, as: UInt64.self) : UInt64(bytes.integer(at: place, as: UInt32.self))
    let isUnknown = length == (isWide ? UInt64.max : UInt64(UInt32.max))
    if !isUnknown, length > 0 { duration = length }
  }
}

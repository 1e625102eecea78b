/// Reads the chunks of a WAV file (RIFF, “Multimedia Programming Interface and Data Specifications 1.0”).
struct WAVReader {
  private var hasHeader = false
  private var bytesPerSecond: UInt32 = 0
  /// Where the samples begin, and how many bytes they are said to be.
  private var samples: (start: Int, length: Int)?
  private var end = 0

  /// The length in seconds; nil without a format or samples. A file that was cut off is as long as what is there.
  var seconds: Double? {
    guard let samples, bytesPerSecond > 0 else { return nil }
    return Double(min(samples.length, end - samples.start)) / Double(bytesPerSecond)
  }

  mutating func read(_ bytes: inout SkippingBuffer) {
    if !hasHeader {
      hasHeader = true
      bytes.skip(12)
    }
    while bytes.hasSkipped, bytes.readable >= 8 {
      let length = Int(bytes.integer(at: 4, endianness: .little))
      switch bytes.text(at: 0) {
      case "fmt ":
        guard bytes.readable >= 24 else { return note(bytes) }
        bytesPerSecond = bytes.integer(at: 16, endianness: .little)
        bytes.skip(8 + length + length % 2)
      case "data":
        // A program that writes to a pipe cannot know the length; then all that follows is samples.
        let isKnown = length != 0 && length != 0xFFFF_FFFF
        bytes.skip(8)
        samples = samples ?? (bytes.skipped, isKnown ? length : .max)
        bytes.skip(isKnown ? length + length % 2 : .max)
      default:
        bytes.skip(8 + length + length % 2)
      }
    }
    note(bytes)
  }

  private mutating func note(_ bytes: SkippingBuffer) { end = bytes.skipped + bytes.readable }
}

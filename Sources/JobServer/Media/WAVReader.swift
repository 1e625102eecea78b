import NIOCore

/// Reads the chunks of a WAV file.
///
/// They are RIFF (“Multimedia Programming Interface and Data Specifications 1.0”), RIFX, which is the same in
/// big-endian, and RF64 (EBU Tech 3306) or BW64 (ITU-R BS.2088), which may be longer than 4 GiB.
struct WAVReader: MediaReader {
  static let container = MediaFacts.Container.wav

  private let endianness: Endianness
  private var format: Format?
  private var samples: MediaData?
  /// How many samples each channel is said to have.
  private var sampleCount = 0
  /// How many bytes the samples are, where 32 bits are too few to say it.
  private var longLength = 0

  init?(_ start: SkippingBuffer) {
    let type = start.text(at: 0)
    guard ["RIFF", "RIFX", "RF64", "BW64"].contains(type), start.text(at: 8) == "WAVE" else { return nil }
    endianness = type == "RIFX" ? .big : .little
  }

  mutating func read(_ bytes: inout SkippingBuffer) {
    if bytes.position == 0 { bytes.skip(12) }
    while bytes.hasSkipped, bytes.readable >= 8 {
      var length = Int(bytes.integer(at: 4, endianness: endianness))
      switch bytes.text(at: 0) {
      case "ds64" where length >= 16:
        guard bytes.readable >= 24 else { return }
        longLength = Int(clamping: bytes.integer(at: 16, endianness: endianness, as: UInt64.self))
      case "fmt " where length >= 14:
        guard bytes.readable >= 22 else { return }
        format = Format(bytes, endianness)
      case "fact" where length >= 4:
        guard bytes.readable >= 12 else { return }
        sampleCount = Int(bytes.integer(at: 8, endianness: endianness))
      case "data":
        let known = lengthOfSamples(length)
        samples = samples ?? MediaData(start: bytes.position + 8, length: known)
        length = known ?? .max
      default: break
      }
      bytes.skip(8)
      bytes.skip(length)
      // Each begins at an even place.
      bytes.skip(length % 2)
    }
  }

  func seconds(atEnd bytes: SkippingBuffer) throws(MediaProblem) -> Double {
    guard let format else { throw .noDuration(.wav) }
    guard let samples, samples.count(in: bytes) > 0 else { throw .noMedia(.wav) }
    let count = Double(samples.count(in: bytes))
    if !format.isUncompressed, sampleCount > 0, let announced = samples.length {
      return Double(sampleCount) / format.samplesPerSecond * (count / Double(announced))
    }
    return count / format.bytesPerSecond
  }

  /// A program that writes to a pipe cannot know the length, and says 0 or the largest number. Then all that follows is
  /// samples, unless the length was told before.
  private func lengthOfSamples(_ length: Int) -> Int? {
    guard length == 0 || length == UInt32.max else { return length }
    return longLength == 0 ? nil : longLength
  }
}

/// What the chunk `fmt ` says.
private struct Format {
  /// Whether all samples have as many bytes.
  let isUncompressed: Bool
  /// Of each channel.
  let samplesPerSecond: Double
  /// Of what is compressed it is an average, and sometimes wrong.
  let bytesPerSecond: Double

  /// - Parameter bytes: begin with the chunk.
  init(_ bytes: SkippingBuffer, _ endianness: Endianness) {
    let tag = bytes.integer(at: 8, endianness: endianness, as: UInt16.self)
    // PCM, floating point, A-law, µ-law, and those of them that say more about their channels.
    isUncompressed = [1, 3, 6, 7, 0xFFFE].contains(tag)
    samplesPerSecond = Double(bytes.integer(at: 12, endianness: endianness))
    let average = Double(bytes.integer(at: 16, endianness: endianness))
    let exact = samplesPerSecond * Double(bytes.integer(at: 20, endianness: endianness, as: UInt16.self))
    bytesPerSecond = isUncompressed && exact > 0 ? exact : average
  }
}

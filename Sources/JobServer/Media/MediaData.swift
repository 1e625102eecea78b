/// A part of a file that holds sound or pictures.
struct MediaData {
  /// Where it begins.
  let start: Int
  /// How many bytes it is said to be; nil when it goes on to the end of the file.
  let length: Int?

  /// How many of its bytes have come.
  func count(in bytes: SkippingBuffer) -> Int { min(length ?? .max, bytes.received - start) }
}

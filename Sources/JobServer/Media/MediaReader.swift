/// Finds the length of a recording of one kind of container, from bytes that are seen once and in order.
///
/// A reader decides only on bytes that have come, and waits for as many as a decision takes. So what it finds does not
/// depend on the pieces in which they come.
protocol MediaReader: Sendable {
  static var container: MediaFacts.Container { get }

  /// Begins at the first byte of a file, of which ``MediaProbe/firstBytes`` have come; nil when it is of another kind.
  init?(_ start: SkippingBuffer)

  /// Reads and passes over what can be.
  mutating func read(_ bytes: inout SkippingBuffer)

  /// The length in seconds, once all bytes have been read.
  ///
  /// Of a file that was cut off it is the length of what is there.
  func seconds(atEnd bytes: SkippingBuffer) throws(MediaProblem) -> Double
}

import Foundation

/// Reads the header `Retry-After` (RFC 9110, 10.2.3).
enum RetryAfter {
  /// The longest pause that is told, some 68 years: what RFC 9111, 1.2.2 takes a number for that is too large.
  static let longest = Duration.seconds(Int32.max)

  /// How long to wait, 0 or more; nil when the text is neither a number of seconds nor a date.
  ///
  /// - Parameter instant: when the answer was made, by the clock that a date is of: the service's own, if it told.
  static func pause(of text: String, answeredAt instant: Date) -> Duration? {
    let text = text.trimmingCharacters(in: .whitespaces)
    if !text.isEmpty, text.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }) {
      return Int(text).map { min(.seconds($0), longest) } ?? longest
    }
    guard let date = HTTPDate.date(of: text) else { return nil }
    return min(max(.zero, .seconds(date.timeIntervalSince(instant).rounded(.up))), longest)
  }
}

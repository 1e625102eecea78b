/// A bearer token that does not show itself: printing or interpolating it gives a placeholder.
package struct AccessToken: Hashable, Sendable, CustomStringConvertible, CustomDebugStringConvertible,
  CustomReflectable
{
  private let secret: String

  /// The environment variables a token is looked for in; the first that is not empty wins.
  package static let environmentVariables = ["JOBWATCH_TOKEN", "SYMBL_AUTH_TOKEN"]

  /// Accepts what may stand in a header: visible ASCII (RFC 9110, 5.5); blanks around it are dropped.
  package init?(_ text: String) {
    var trimmed = text.drop(while: \.isWhitespace)
    while trimmed.last?.isWhitespace == true { trimmed.removeLast() }
    guard !trimmed.isEmpty, trimmed.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else { return nil }
    secret = String(trimmed)
  }

  /// The value of the `Authorization` header.
  package var authorizationHeader: String { "Bearer \(secret)" }

  /// A text without the token in it.
  func concealed(in text: String) -> String { text.concealing(secret, as: description) }

  /// Where the token stands in some bytes, also with its slashes escaped as JSON may have them; the first place that
  /// begins in a range. One that ``concealed(in:)`` lets stay is not found.
  func firstRange(in bytes: Span<UInt8>, beginningIn range: Range<Int>) -> Range<Int>? {
    let secret = secret.utf8Span.span
    guard secret.count >= String.shortestSecret else { return nil }
    for start in range where bytes[start] == secret[0] || bytes[start] == Self.escape {
      if let end = Self.end(of: secret, in: bytes, from: start) { return start..<end }
    }
    return nil
  }

  private static let escape = UInt8(ascii: "\\")
  private static let slash = UInt8(ascii: "/")

  /// Where a secret ends that stands at a place; nil when it does not.
  private static func end(of secret: Span<UInt8>, in bytes: Span<UInt8>, from start: Int) -> Int? {
    var place = start
    for index in 0..<secret.count {
      if secret[index] == slash, place < bytes.count, bytes[place] == escape { place += 1 }
      guard place < bytes.count, bytes[place] == secret[index] else { return nil }
      place += 1
    }
    return place
  }

  package var description: String { "<token>" }
  package var debugDescription: String { description }
  package var customMirror: Mirror { Mirror(self, children: []) }
}

extension String {
  /// The text with a placeholder wherever a secret stands.
  ///
  /// One of fewer than 8 characters stays: it is no secret that could be kept, and might be a part of any word.
  func concealing(_ secret: String, as placeholder: String) -> String {
    secret.utf8.count < Self.shortestSecret ? self : replacing(secret, with: placeholder)
  }

  /// The least number of characters that make a secret.
  fileprivate static let shortestSecret = 8
}

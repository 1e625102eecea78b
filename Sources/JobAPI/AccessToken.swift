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

  package var description: String { "<token>" }
  package var debugDescription: String { description }
  package var customMirror: Mirror { Mirror(self, children: []) }
}

extension String {
  /// The text with a placeholder wherever a secret stands.
  ///
  /// One of fewer than 8 characters stays: it is no secret that could be kept, and might be a part of any word.
  func concealing(_ secret: String, as placeholder: String) -> String {
    secret.utf8.count < 8 ? self : replacing(secret, with: placeholder)
  }
}

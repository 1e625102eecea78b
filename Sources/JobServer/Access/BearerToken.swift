import HTTPTypes

/// The token that lets a client in.
struct BearerToken: Sendable {
  let value: String

  /// Whether a request carries the token: `Authorization: Bearer …` (RFC 6750, 2.1), or the deprecated `x-api-key`
  /// that the official Python SDK still sends, sometimes beside the other.
  func admits(_ headers: HTTPFields) -> Bool {
    headers.contains { field in
      switch field.name.canonicalName {
      case "authorization": credentials(in: field.value).map(matches) ?? false
      case "x-api-key": matches(field.value)
      default: false
      }
    }
  }

  /// What follows the scheme, whose case does not matter; nil for another scheme.
  private func credentials(in header: String) -> String? {
    let parts = header.split(separator: " ", maxSplits: 1)
    guard parts.count == 2, parts[0].lowercased() == "bearer" else { return nil }
    return parts[1].trimmingPrefix(while: { $0 == " " }).description
  }

  /// Compares in a time that depends on the lengths alone, so that it tells nothing of the token's text.
  private func matches(_ candidate: String) -> Bool {
    let expected = Array(value.utf8)
    let given = Array(candidate.utf8)
    guard !expected.isEmpty, expected.count == given.count else { return false }
    return zip(expected, given).reduce(0) { $0 | ($1.0 ^ $1.1) } == 0
  }
}

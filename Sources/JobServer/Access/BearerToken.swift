/// A token that lets a client in.
struct BearerToken: Sendable {
  let value: String

  /// Compares in a time that depends on the lengths alone, so that it tells nothing of the token's text. An empty
  /// token matches nothing.
  func matches(_ candidate: String) -> Bool { value.isSameSecret(as: candidate) }
}

extension String {
  /// Compares in a time that depends on the lengths alone; empty texts are never the same.
  func isSameSecret(as candidate: String) -> Bool {
    let expected = Array(utf8)
    let given = Array(candidate.utf8)
    guard !expected.isEmpty, expected.count == given.count else { return false }
    return zip(expected, given).reduce(0) { $0 | ($1.0 ^ $1.1) } == 0
  }
}

/// Where requests get the token that they carry.
package protocol TokenProvider: Sendable {
  /// The token to send now.
  ///
  /// - Throws: ``JobAPIError``, or `CancellationError` when the task was cancelled.
  func token() async throws -> AccessToken

  /// Another token in place of one that the service has refused.
  ///
  /// - Returns: nil when there is none to be had; then the refusal stands.
  /// - Throws: ``JobAPIError``, or `CancellationError` when the task was cancelled.
  func token(insteadOf refused: AccessToken) async throws -> AccessToken?
}

/// The one token that there is.
package struct FixedToken: TokenProvider {
  private let fixed: AccessToken

  package init(_ token: AccessToken) { fixed = token }

  package func token() -> AccessToken { fixed }
  package func token(insteadOf refused: AccessToken) -> AccessToken? { nil }
}

import HTTPTypes
import JobAPI

/// Decides who is let in: the bearer of the fixed token, or of one that was generated for the right pair.
struct AccessControl: Sendable {
  let fixedToken: BearerToken
  let issuer: TokenIssuer
  let appID: String
  let appSecret: String

  /// Whether a request carries a valid token: `Authorization: Bearer …` (RFC 6750, 2.1), or the deprecated `x-api-key`
  /// that the official Python SDK still sends, sometimes beside the other.
  func admits(_ headers: HTTPFields) -> Bool {
    headers.contains { field in
      switch field.name.canonicalName {
      case "authorization": Self.credentials(in: field.value).map(admits) ?? false
      case "x-api-key": admits(field.value)
      default: false
      }
    }
  }

  /// The token for an application; nothing tells which of the two was wrong.
  func token(for request: TokenRequest) throws(RequestProblem) -> TokenAnswer {
    guard request.type == "application" else { throw .badBody("“type” must be “application”.") }
    // Both are compared, whatever the first gives, so that the time tells nothing either.
    let isRight = [appID.isSameSecret(as: request.appId), appSecret.isSameSecret(as: request.appSecret)]
    guard isRight == [true, true] else { throw .wrongCredentials }
    let (value, secondsLeft) = issuer.token()
    return TokenAnswer(accessToken: value, expiresIn: Double(secondsLeft))
  }

  private func admits(_ candidate: String) -> Bool {
    fixedToken.matches(candidate) || issuer.admits(candidate)
  }

  /// What follows the scheme, whose case does not matter; nil for another scheme.
  private static func credentials(in header: String) -> String? {
    let parts = header.split(separator: " ", maxSplits: 1)
    guard parts.count == 2, parts[0].lowercased() == "bearer" else { return nil }
    return parts[1].trimmingPrefix(while: { $0 == " " }).description
  }
}

/// The body of `POST /oauth2/token:generate`.
struct TokenRequest: Decodable, Sendable {
  let type: String
  let appId: String
  let appSecret: String
}

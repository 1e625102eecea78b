import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1

/// Has a service generate tokens for an app: `POST /oauth2/token:generate`.
package struct TokenService: Sendable {
  private let profile: JobAPIProfile
  private let exchange: HTTPExchange

  /// - Parameter client: made with ``HTTPJobAPI/clientConfiguration``; shut down by whoever made it.
  package init(profile: JobAPIProfile, client: HTTPClient) {
    self.profile = profile
    exchange = HTTPExchange(origin: profile.origin, client: client)
  }

  /// Generates a token.
  ///
  /// - Throws: ``JobAPIError``, ``JobAPIError/unauthorized`` when the service refuses the pair; or
  ///   `CancellationError` when the task was cancelled.
  package func token(for credentials: AppCredentials) async throws -> IssuedToken {
    struct Body: Encodable {
      let type = "application"
      let appId: String
      let appSecret: String
    }
    var request = HTTPRequest(method: .POST, url: profile.tokenURL)
    request.headers.add(name: "Content-Type", value: "application/json")
    let body = try credentials.withSecret {
      try JSONEncoder().encode(Body(appId: credentials.id, appSecret: $0))
    }
    request.body = .bytes(ByteBuffer(bytes: body))
    var answer = try await exchange.answer(to: request)
    answer.conceal = credentials.concealed
    guard answer.status == .ok || answer.status == .created else { throw answer.error }
    // Not `decoded()`: its error would quote the body, and there may be a token in that.
    guard let body = try? JSONDecoder().decode(TokenAnswer.self, from: answer.body),
      let token = AccessToken(body.accessToken)
    else { throw JobAPIError.malformed(detail: "no token in the answer to \(profile.tokenURL)") }
    return IssuedToken(token, lifetime: .seconds(min(max(0, body.expiresIn), 1e9)))
  }
}

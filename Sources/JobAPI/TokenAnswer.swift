/// The answer of `POST /oauth2/token:generate`: `200 {"accessToken":"…","expiresIn":86400}`.
package struct TokenAnswer: Codable, Sendable {
  package let accessToken: String
  /// Seconds. A token that the service gives a second time comes with what is left of its time.
  package let expiresIn: Double

  package init(accessToken: String, expiresIn: Double) {
    self.accessToken = accessToken
    self.expiresIn = expiresIn
  }
}

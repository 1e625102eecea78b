/// Why a question to the API got no usable answer.
///
/// None of these says anything about the job itself: its last known status stands. README.md has the table of what each is
/// called and said in.
package enum JobAPIError: Error, Hashable, Codable {
  /// The name of the host has no address.
  case unknownHost(String)
  /// Nothing listens at the port.
  case refused
  /// No connection came about for another reason of the network.
  case unreachable(reason: String)
  /// No secure connection came about.
  case tls(TLSTrouble)
  /// What answers there speaks another protocol, or HTTP with mistakes; what was asked may have been done all the same.
  case notHTTP
  /// The connection was reset; what was asked may have been done all the same.
  case reset
  /// The connection was closed before the answer was whole; what was asked may have been done all the same.
  case truncated
  /// Nothing complete came within ``HTTPJobAPI/responseTimeout``.
  case timedOut
  /// 401 or 403: the token is missing, wrong or expired.
  case unauthorized
  /// There is no token to ask with: what was to give one has failed.
  case noToken(reason: String)
  /// 404: the service does not know the job (yet).
  case notFound
  /// 429, with how long `Retry-After` asks to wait, when given.
  case rateLimited(retryAfter: Duration?)
  /// 5xx, with the `message` of the body, and how long `Retry-After` asks to wait, when there are any.
  case serverError(status: Int, message: String? = nil, retryAfter: Duration? = nil)
  /// 3xx to another origin, or too many: not followed, the token stays put.
  case redirected(to: String)
  /// Any other status the documentation does not name.
  case unexpected(status: Int, message: String?)
  /// 204 or 205, or a body of no byte.
  case empty
  /// A page of HTML, with its title: from a proxy, or where a network wants a person to sign in first.
  case webPage(title: String?)
  /// A body in a content coding that was not asked for, such as `gzip`.
  case encoded(as: String)
  /// A body that is no UTF-8, as JSON has to be (RFC 8259, 8.1).
  case notUTF8
  /// More than ``HTTPJobAPI/largestBody`` bytes, or ``HTTPJobAPI/largestConversationBody`` of a conversation; or a head
  /// that is too large.
  case tooLarge
  /// A body that is not the documented JSON.
  case malformed(detail: String)
  /// A job whose status is no word; nil when there is none, or null.
  case noStatus(found: String?)
  /// A well-formed answer about another job.
  case otherJob(id: String)

  /// Whether the service may have done what it was asked to do, although no usable answer came.
  package var mayHaveBeenDone: Bool {
    switch self {
    case .timedOut, .notHTTP, .reset, .truncated, .serverError, .empty, .webPage, .encoded, .notUTF8,
      .malformed,
      .tooLarge:
      true
    default: false
    }
  }

  /// Whether asking again is of no use until a person has done something about the token.
  package var needsSigningIn: Bool {
    switch self {
    case .unauthorized, .noToken: true
    default: false
    }
  }

  /// Whether the service was not reached at all, so that a question about another job would fare no better.
  package var isUnreachable: Bool {
    switch self {
    case .unknownHost, .refused, .unreachable, .tls, .notHTTP: true
    default: false
    }
  }

  /// How long the service asks to be left alone, 0 or more; nil when it does not.
  package var retryAfter: Duration? {
    switch self {
    case .rateLimited(let pause), .serverError(_, _, let pause): pause
    default: nil
    }
  }
}

/// Why no secure connection came about.
package enum TLSTrouble: Hashable, Sendable, Codable {
  /// Nobody that this machine trusts vouches for the certificate.
  case untrusted
  case expired
  /// The certificate is for another host.
  case otherHost
  /// What answers there speaks no TLS.
  case notSpoken
  /// The two sides agreed on nothing.
  case noAgreement
}

/// Why a question to the API got no usable answer.
///
/// None of these says anything about the job itself: its last known status stands.
package enum JobAPIError: Error, Hashable, Codable {
  /// No connection came about, or nothing that speaks this API is there: refused, unknown host, TLS trouble.
  case unreachable(reason: String)
  /// The connection broke before the answer was whole; what was asked may have been done all the same.
  case brokenOff(reason: String)
  /// Nothing complete came within ``HTTPJobAPI/responseTimeout``.
  case timedOut
  /// 401 or 403: the token is missing, wrong or expired.
  case unauthorized
  /// There is no token to ask with: what was to give one has failed.
  case noToken(reason: String)
  /// 404: the service does not know the job (yet).
  case notFound
  /// 429, with the seconds of `Retry-After` when given.
  case rateLimited(retryAfter: Int?)
  /// 5xx, with the `message` of the body when there is one.
  case serverError(status: Int, message: String? = nil)
  /// 3xx to another origin, or too many: not followed, the token stays put.
  case redirected(to: String)
  /// Any other status the documentation does not name.
  case unexpected(status: Int, message: String?)
  /// More than ``HTTPJobAPI/largestBody`` bytes, or ``HTTPJobAPI/largestConversationBody`` of a conversation.
  case tooLarge
  /// A body that is not the documented JSON.
  case malformed(detail: String)
  /// A well-formed answer about another job.
  case otherJob(id: String)

  /// A short sentence for people. It quotes what came over the wire, so it is to be sanitised before it is shown.
  package var message: String {
    switch self {
    case .unreachable(let reason), .brokenOff(let reason): "unreachable: \(reason)"
    case .timedOut: "no answer in time"
    case .unauthorized: "not authorized: the token is wrong or expired"
    case .noToken(let reason): "no token to ask with: \(reason)"
    case .notFound: "the service does not know this id (yet)"
    case .rateLimited(nil): "too many requests, asked to slow down"
    case .rateLimited(let seconds?): "too many requests, asked to wait \(seconds) s"
    case .redirected(let target): "redirected to \(target), not followed"
    case .serverError(let status, nil), .unexpected(let status, nil): "the service answered \(status)"
    case .serverError(let status, let message?), .unexpected(let status, let message?):
      "the service answered \(status): \(message)"
    case .tooLarge: "the answer is too large to be read"
    case .malformed(let detail): "not an answer of this API: \(detail)"
    case .otherJob(let id): "the answer is about another job, '\(id)'"
    }
  }

  /// ``message`` with its full stop, to go on after a colon.
  package var ending: String { message.hasSuffix(".") ? message : message + "." }

  /// ``message`` as a sentence that stands alone.
  package var sentence: String { ending.prefix(1).uppercased() + ending.dropFirst() }

  /// Whether the service may have done what it was asked to do, although no usable answer came.
  package var mayHaveBeenDone: Bool {
    switch self {
    case .timedOut, .brokenOff, .serverError, .malformed, .tooLarge: true
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
}

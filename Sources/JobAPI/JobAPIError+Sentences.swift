extension JobAPIError {
  /// A short sentence for people: what is wrong, and what to do where something can be done. It quotes what came over the
  /// wire, so it is to be sanitised before it is shown.
  package var message: String {
    switch self {
    case .unknownHost(let host): "no address is known for '\(host)'; check the base URL and the network"
    case .refused: "unreachable: connection refused; is the service running, and the port right?"
    case .unreachable(let reason): "unreachable: \(reason)"
    case .tls(let trouble): "no secure connection: \(trouble.message)"
    case .notHTTP: "what answers there does not speak HTTP; is the port right, or is it https://?"
    case .reset: "the connection was reset before the answer was whole"
    case .truncated: "the connection was closed before the answer was whole"
    case .timedOut: "no answer in time"
    case .unauthorized: "not authorized: the token is wrong or expired"
    case .noToken(let reason): "no token to ask with: \(reason)"
    case .notFound: "the service does not know this id (yet)"
    case .rateLimited(nil): "too many requests, asked to slow down"
    case .rateLimited(let pause?): "too many requests, asked to wait \(Self.seconds(of: pause))"
    case .serverError(let status, let message, let pause):
      Self.answered(status, message) + (pause.map { ", and asked to wait \(Self.seconds(of: $0))" } ?? "")
    case .unexpected(let status, let message): Self.answered(status, message)
    case .redirected(let target): "redirected to \(target), not followed"
    case .empty: "the answer is empty"
    case .webPage(let title):
      "a web page came instead of an answer\(title.map { ", '\($0)'" } ?? ""); does a proxy or the network want "
        + "you to sign in?"
    case .encoded(let coding): "the answer is encoded as '\(coding)', which was not asked for"
    case .notUTF8: "the answer is no text in UTF-8"
    case .tooLarge: "the answer is too large to be read"
    case .malformed(let detail): "not an answer of this API: \(detail)"
    case .noStatus(nil): "the answer names no status"
    case .noStatus(let found?): "the status in the answer is \(found), not a word"
    case .otherJob(let id): "the answer is about another job, '\(id)'"
    }
  }

  /// ``message`` with its full stop, to go on after a colon.
  package var ending: String {
    let message = message
    return message.hasSuffix(".") || message.hasSuffix("?") ? message : message + "."
  }

  /// ``message`` as a sentence that stands alone.
  package var sentence: String { ending.prefix(1).uppercased() + ending.dropFirst() }

  private static func answered(_ status: Int, _ message: String?) -> String {
    "the service answered \(status)\(message.map { ": \($0)" } ?? "")"
  }

  private static func seconds(of pause: Duration) -> String { "\(pause.components.seconds) s" }
}

extension TLSTrouble {
  /// What is wrong with the certificate, or what stands in its place.
  fileprivate var message: String {
    switch self {
    case .untrusted: "its certificate is not trusted on this machine"
    case .expired: "its certificate has expired, if the clock of this machine is right"
    case .otherHost: "its certificate is for another host; check the base URL"
    case .notSpoken: "it does not speak TLS; is the port right, or is it http://?"
    case .noAgreement: "no TLS could be agreed on; is the port right?"
    }
  }
}

import JobAPI

/// How asking about one job goes, apart from where the job stands.
package enum PollHealth: Hashable, Sendable {
  case ok
  /// No usable answer `failures` times in a row; asked again with growing pauses.
  case retrying(JobAPIError, failures: Int)
  case unauthorized(failures: Int)
  /// 404, and the job was added less than ``TrackedJob/timeToBecomeKnown`` before: it may take a while to become known.
  case notKnownYet(failures: Int)
  case notFound(failures: Int)

  /// The health once one more question went wrong.
  ///
  /// - Parameter mayBecomeKnown: whether the job is so new that the service may not know it yet.
  func after(_ error: JobAPIError, mayBecomeKnown: Bool = false) -> PollHealth {
    PollHealth(error, failures: failures + 1, mayBecomeKnown: mayBecomeKnown)
  }

  /// The health after so many questions in a row that went wrong, the last of them so.
  init(_ error: JobAPIError, failures: Int, mayBecomeKnown: Bool = false) {
    self =
      switch error {
      case .unauthorized: .unauthorized(failures: failures)
      case .notFound where mayBecomeKnown: .notKnownYet(failures: failures)
      case .notFound: .notFound(failures: failures)
      default: .retrying(error, failures: failures)
      }
  }

  /// How many questions in a row went wrong.
  package var failures: Int {
    switch self {
    case .ok: 0
    case .retrying(_, let failures), .unauthorized(let failures), .notKnownYet(let failures),
      .notFound(let failures):
      failures
    }
  }

  /// What is wrong, if anything is.
  package var error: JobAPIError? {
    switch self {
    case .ok: nil
    case .retrying(let error, _): error
    case .unauthorized: .unauthorized
    case .notKnownYet, .notFound: .notFound
    }
  }

  /// What is wrong in a short sentence for people, if anything is; see ``JobAPIError/message``.
  package var message: String? {
    switch self {
    case .notKnownYet: "the service does not know this id yet; it was added just now"
    case .notFound: "the service does not know this id; check it, or untrack the job"
    default: error?.message
    }
  }
}

/// How the service as a whole answers, for the header.
package enum ServiceHealth: Hashable, Sendable {
  /// Not asked yet.
  case unknown
  /// It gives usable answers, the last one after so many whole seconds.
  case answering(seconds: Int)
  case trouble(JobAPIError)

  /// What the outcome of one question says about the service; a job it does not know is an answer all the same.
  init(_ error: JobAPIError?, latency: Duration) {
    self =
      switch error {
      case nil, .notFound: .answering(seconds: Int(latency.components.seconds))
      case .some(let error): .trouble(error)
      }
  }
}

import JobAPI

/// How asking about one job goes, apart from where the job stands.
package enum PollHealth: Hashable, Sendable {
  case ok
  /// No usable answer `failures` times in a row; asked again with growing pauses.
  case retrying(JobAPIError, failures: Int)
  case unauthorized(failures: Int)
  case notFound(failures: Int)

  /// The health once one more question went wrong.
  func after(_ error: JobAPIError) -> PollHealth { PollHealth(error, failures: failures + 1) }

  /// The health after so many questions in a row that went wrong, the last of them so.
  init(_ error: JobAPIError, failures: Int) {
    self =
      switch error {
      case .unauthorized: .unauthorized(failures: failures)
      case .notFound: .notFound(failures: failures)
      default: .retrying(error, failures: failures)
      }
  }

  /// How many questions in a row went wrong.
  package var failures: Int {
    switch self {
    case .ok: 0
    case .retrying(_, let failures), .unauthorized(let failures), .notFound(let failures): failures
    }
  }

  /// What is wrong, if anything is.
  package var error: JobAPIError? {
    switch self {
    case .ok: nil
    case .retrying(let error, _): error
    case .unauthorized: .unauthorized
    case .notFound: .notFound
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

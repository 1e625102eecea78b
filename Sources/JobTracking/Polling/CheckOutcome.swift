import Foundation
import JobAPI
import Synchronization

/// How one question about a job ended.
struct CheckOutcome: Sendable {
  let key: JobKey
  let answer: Result<Job, JobAPIError>
  /// What came from the service, if anything did.
  let response: ResponseExcerpt?
  let at: Date
  /// From the question to its end.
  let latency: Duration

  /// Why there was no usable answer; nil when there was one.
  var error: JobAPIError? {
    if case .failure(let error) = answer { error } else { nil }
  }
}

/// The outcomes that nobody has taken over yet, in their order: at most one a question in flight.
final class CheckOutcomes: Sendable {
  private let outcomes = Mutex<[CheckOutcome]>([])

  func add(_ outcome: CheckOutcome) { outcomes.withLock { $0.append(outcome) } }

  func takeAll() -> [CheckOutcome] {
    outcomes.withLock { outcomes in
      let taken = outcomes
      outcomes = []
      // As many come next time, give or take.
      outcomes.reserveCapacity(taken.count)
      return taken
    }
  }
}

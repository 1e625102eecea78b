import Foundation
import JobAPI

/// What came of the last question about a job, for a person who wants to see it as it was.
package struct LastResponse: Hashable, Sendable {
  package enum Content: Hashable, Sendable {
    /// The service answered, whether that was usable or not.
    case response(ResponseExcerpt)
    /// Nothing came, or nothing that was read whole.
    case nothing(JobAPIError)
  }

  /// When the question ended.
  package let at: Date
  /// From the question to its end.
  package let latency: Duration
  package let content: Content

  package init(at: Date, latency: Duration, _ content: Content) {
    self.at = at
    self.latency = latency
    self.content = content
  }
}

extension LastResponse {
  /// - Returns: nil when the service is one that shows no responses.
  init?(_ outcome: CheckOutcome) {
    let content: Content? = outcome.response.map { .response($0) } ?? outcome.error.map { .nothing($0) }
    guard let content else { return nil }
    self.init(at: outcome.at, latency: outcome.latency, content)
  }

  /// This one with the body of an earlier one, if it says that that still holds (304).
  func confirming(_ earlier: @autoclosure () -> LastResponse?) -> LastResponse {
    guard case .response(let now) = content, now.status == 304,
      case .response(let before)? = earlier()?.content, before.status == 200 || before.status == 304
    else { return self }
    return LastResponse(at: at, latency: latency, .response(now.confirming(before)))
  }
}

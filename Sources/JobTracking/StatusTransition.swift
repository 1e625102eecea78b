import Foundation
import JobAPI

/// One change of a job's status. It happened at an unknown instant between two looks.
package struct StatusTransition: Hashable, Sendable {
  /// Nil for the first status ever seen.
  package let from: JobStatus?
  package let to: JobStatus
  /// The last look that still saw `from`; nil when there was none.
  package let earliest: Date?
  /// The look that first saw `to`.
  package let seenAt: Date
  /// When that look was answered by the service's clock; nil when it did not say.
  package let serverDate: Date?

  /// When it happened, as far as can be told: in the middle between the two looks.
  package var changedAt: Date {
    guard let earliest else { return seenAt }
    return earliest.addingTimeInterval(seenAt.timeIntervalSince(earliest) / 2)
  }

  package init(
    from: JobStatus?, to: JobStatus, earliest: Date?, seenAt: Date, serverDate: Date? = nil
  ) {
    self.from = from
    self.to = to
    self.earliest = earliest
    self.seenAt = seenAt
    self.serverDate = serverDate
  }
}

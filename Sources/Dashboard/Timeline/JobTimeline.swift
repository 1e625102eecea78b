import Foundation
import JobAPI
import JobTracking

/// When a job waited, ran and ended, as far as it was seen.
struct JobTimeline: Hashable {
  enum Kind: Hashable { case queued, running, other, unseen }

  struct Stretch: Hashable {
    let kind: Kind
    let from: Date
    /// Nil when it goes on.
    let to: Date?
  }

  /// From the beginning on, one after the other.
  let stretches: [Stretch]
  /// When it ended, if it has: as the last of its statuses.
  let end: Date?

  init(_ job: TrackedJob) {
    var starts: [(kind: Kind?, at: Date)] = []
    if job.conversation != nil || job.history.isEmpty {
      // It was there before the first look; a job that waits then has waited from the start.
      starts.append(
        (job.status == nil || job.history.first?.to != .scheduled ? .unseen : .queued, job.addedAt))
    }
    for transition in job.history { starts.append((Self.kind(transition.to), transition.changedAt)) }
    var stretches: [Stretch] = []
    for (index, start) in starts.enumerated() {
      guard let kind = start.kind else { continue }
      let to = index + 1 < starts.count ? starts[index + 1].at : nil
      if let last = stretches.last, last.kind == kind, last.to == start.at {
        stretches[stretches.count - 1] = Stretch(kind: kind, from: last.from, to: to)
      } else {
        stretches.append(Stretch(kind: kind, from: start.at, to: to))
      }
    }
    self.stretches = stretches
    end = job.isFinished ? job.history.last?.changedAt : nil
  }

  /// Nil for the time after an end.
  private static func kind(_ status: JobStatus) -> Kind? {
    switch status {
    case .scheduled: .queued
    case .inProgress: .running
    case .completed, .failed: nil
    case .unrecognized: .other
    }
  }

  /// The first instant that anything is known of.
  var start: Date? { stretches.first?.from ?? end }
}

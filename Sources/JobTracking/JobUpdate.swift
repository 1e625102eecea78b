import Foundation
import JobAPI

/// One piece of news from the engine.
package enum JobUpdate: Hashable, Sendable {
  /// The job as it is now: new, changed, or looked at again.
  case job(TrackedJob)
  /// The job is not tracked any more.
  case removed(JobKey)
  /// How the service answers, when that has changed.
  case service(ServiceHealth)
  /// What holds all questions to the service, or nil when nothing does any more.
  case hold(ServiceHold<Date>?)
  /// What keeps changes from being stored, or nil when they are again.
  case storeTrouble(JobStoreError?)
  /// How many status changes are not stored yet.
  case unsaved(Int)
  /// How long jobs take, by their kind, when that has changed; the kinds that too little is known of are left out.
  case estimates([String?: DurationEstimate])
  /// How much the service was asked of late. It comes with other news, and is no news by itself.
  case traffic(ServiceTraffic)
}

/// News not yet taken: at most one entry a job, however long nobody reads.
struct PendingUpdates {
  /// What an update replaces the earlier one of.
  private enum Subject: Hashable {
    case job(JobKey)
    case service
    case hold
    case store
    case unsaved
    case estimates
    case traffic

    init(_ update: JobUpdate) {
      self =
        switch update {
        case .job(let job): .job(job.key)
        case .removed(let key): .job(key)
        case .service: .service
        case .hold: .hold
        case .storeTrouble: .store
        case .unsaved: .unsaved
        case .estimates: .estimates
        case .traffic: .traffic
        }
    }
  }

  private var updates: [JobUpdate] = []
  private var positions: [Subject: Int] = [:]

  mutating func add(_ update: JobUpdate) {
    let subject = Subject(update)
    if let position = positions[subject] {
      updates[position] = update
    } else {
      positions[subject] = updates.count
      updates.append(update)
    }
  }

  mutating func takeAll() -> [JobUpdate] {
    defer { self = PendingUpdates() }
    return updates
  }
}

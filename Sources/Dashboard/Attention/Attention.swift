import Foundation
import JobTracking

/// Whether a person looks at the dashboard, and what is to be told to one who does not: pure decisions, fed with instants.
struct Attention: Sendable {
  enum Focus: Sendable {
    /// The terminal has not said anything yet; many never do.
    case unknown
    case here
    case elsewhere
  }

  /// For how many seconds after a key a person counts as being there.
  static let presence: TimeInterval = 60
  /// For how many seconds ends are gathered for one notification.
  static let gathering: TimeInterval = 1

  private(set) var focus = Focus.unknown
  private var lastSign: Date
  /// When the ends in ``untold`` are to be told; nil while there are none.
  private(set) var tellAt: Date?
  private var untold = EndedJobs()
  /// What has ended since the person was there.
  private var missed = EndedJobs()
  /// What ended while the person was away, and is not shown yet.
  private(set) var returnNews = EndedJobs()

  /// - Parameter now: when the person started the dashboard.
  init(now: Date) { lastSign = now }

  private func isIdle(_ now: Date) -> Bool { now.timeIntervalSince(lastSign) >= Self.presence }
  private func isAway(_ now: Date) -> Bool { focus == .elsewhere || isIdle(now) }
  /// A window that has the focus is looked at. Where the terminal does not say, a key just pressed says as much.
  private func isWatched(_ now: Date) -> Bool { focus == .here || (focus == .unknown && !isIdle(now)) }

  /// A key was pressed.
  mutating func keyPressed(at now: Date) {
    comeBack(at: now)
    // Whoever types is there, even if the terminal did not say so.
    if focus == .elsewhere { focus = .here }
  }

  mutating func focusChanged(isHere: Bool, at now: Date) {
    if isHere {
      comeBack(at: now)
      focus = .here
    } else {
      if !isAway(now) { missed = EndedJobs() }
      focus = .elsewhere
    }
  }

  private mutating func comeBack(at now: Date) {
    if isAway(now) { returnNews.add(missed) }
    missed = EndedJobs()
    lastSign = now
  }

  /// Jobs have ended. Whoever sees that need not be told.
  ///
  /// - Parameter notifies: whether there is to be a notification.
  mutating func ended(_ jobs: [TrackedJob], notifies: Bool, at now: Date) {
    for job in jobs {
      missed.add(job)
      if notifies, !isWatched(now) { untold.add(job) }
    }
    if !untold.isEmpty, tellAt == nil { tellAt = now.addingTimeInterval(Self.gathering) }
  }

  /// The sentence of the notification that is due, if anybody has to be told.
  mutating func takeNotification(at now: Date) -> String? {
    guard let due = tellAt, now >= due else { return nil }
    defer {
      untold = EndedJobs()
      tellAt = nil
    }
    return isWatched(now) ? nil : untold.sentence
  }

  mutating func takeReturnNews() -> EndedJobs {
    defer { returnNews = EndedJobs() }
    return returnNews
  }
}

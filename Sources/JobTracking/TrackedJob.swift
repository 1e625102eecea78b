import Foundation
import JobAPI

/// What tells one tracked job from every other: job ids are unique within one profile.
package struct JobKey: Hashable, Sendable {
  /// ``JobAPIProfile/name`` of the service that made the job.
  package let profile: String
  package let id: JobID

  package init(profile: String, id: JobID) {
    self.profile = profile
    self.id = id
  }
}

/// A job that a person watches: what it is, where it stands, how asking about it goes, and its past.
package struct TrackedJob: Hashable, Sendable {
  package let key: JobKey
  package var label: String
  /// Known when jobwatch submitted the job itself.
  package let conversation: ConversationID?
  /// What it has in common with jobs that take about the same time, such as `audio`; nil when nothing is known.
  package let kind: String?
  package let addedAt: Date
  /// Every status seen, oldest first.
  package private(set) var history: [StatusTransition]
  /// When the service last gave a usable answer; nil before the first one.
  package private(set) var lastCheckedAt: Date?
  package private(set) var health: PollHealth
  /// When it is asked about next, and why then; nil when nothing was decided yet, or it has ended.
  package internal(set) var nextCheck: NextCheck?

  package init(
    key: JobKey, label: String = "", conversation: ConversationID? = nil, kind: String? = nil, addedAt: Date,
    history: [StatusTransition] = []
  ) {
    self.key = key
    self.label = label
    self.conversation = conversation
    self.kind = kind
    self.addedAt = addedAt
    self.history = history
    lastCheckedAt = history.last?.seenAt
    health = .ok
  }

  /// New jobs that are added together. Each counts as added a microsecond before the one that precedes it, so that
  /// newest first is their own order, also after one of them was untracked and tracked again.
  package static func batch(
    of ids: [JobID], profile: String, label: String = "", addedAt now: Date
  ) -> [TrackedJob] {
    ids.enumerated().map { index, id in
      TrackedJob(
        key: JobKey(profile: profile, id: id), label: label,
        addedAt: now.addingTimeInterval(-1e-6 * Double(index)))
    }
  }

  /// What people call the job: its label, or its id when it has none.
  package var name: String { label.isEmpty ? key.id.rawValue : label }

  /// The last known status; nil until the service has told one.
  package var status: JobStatus? { history.last?.to }

  /// Whether the job has completed or failed, and so is not asked about any more.
  package var isFinished: Bool { status?.isTerminal ?? false }

  /// When the present status was first seen.
  package var statusSince: Date? { history.last?.seenAt }

  /// When it began, as far as is known: it was submitted from here, or first seen then.
  package var beganAt: Date { conversation != nil ? addedAt : history.first?.seenAt ?? addedAt }

  /// How long it took from its beginning to its end, in seconds; nil when one of the two was not seen.
  package var seconds: Double? {
    guard let end = history.last, end.to.isTerminal, history.count > 1 || conversation != nil,
      conversation != nil || history.first?.to == .scheduled
    else { return nil }
    // It ended between two looks.
    let early = end.earliest ?? end.seenAt
    return early.timeIntervalSince(beganAt) + end.seenAt.timeIntervalSince(early) / 2
  }

  /// The transition that an answer means, or nil when the job stands where it stood.
  ///
  /// - Parameter serverDate: when the service gave the answer, by its own clock.
  package func transition(
    to status: JobStatus, at now: Date, serverDate: Date? = nil
  ) -> StatusTransition? {
    guard status != self.status else { return nil }
    return StatusTransition(
      from: self.status, to: status, earliest: lastCheckedAt, seenAt: now, serverDate: serverDate)
  }

  /// Takes a usable answer over.
  package mutating func answered(_ transition: StatusTransition?, at now: Date) {
    // Another process may have seen it too, or a later one, which came through the store meanwhile.
    if let transition, transition.from == self.status { history.append(transition) }
    lastCheckedAt = now
    health = .ok
  }

  /// Takes over what the store has, which others may have changed, and how another process's last question ended.
  ///
  /// - Parameter unsaved: what the store could not take yet.
  mutating func takeOver(
    _ stored: [StatusTransition], unsaved: [StatusTransition] = [], _ look: JobLook?
  ) {
    var history = stored
    for transition in unsaved where transition.from == history.last?.to { history.append(transition) }
    // Whoever has seen a new status has had a usable answer.
    if history.count > self.history.count { health = .ok }
    self.history = history
    if let seenAt = history.last?.seenAt { lastCheckedAt = max(lastCheckedAt ?? seenAt, seenAt) }
    guard let look, look.at > history.last?.seenAt ?? .distantPast else { return }
    health = look.health
    if case .notFound(let failures) = look.health, mayBecomeKnown(at: look.at) {
      health = .notKnownYet(failures: failures)
    }
    if look.health == .ok { lastCheckedAt = max(lastCheckedAt ?? look.at, look.at) }
  }

  /// Notes that no usable answer came. The status stays what it was: a transport error is never a verdict.
  package mutating func wentUnanswered(_ error: JobAPIError, at now: Date) {
    health = health.after(error, mayBecomeKnown: mayBecomeKnown(at: now))
  }

  private func mayBecomeKnown(at now: Date) -> Bool {
    history.isEmpty && (0..<Self.timeToBecomeKnown).contains(now.timeIntervalSince(addedAt))
  }

  /// For how many seconds after a job was added its service may not know it yet.
  package static let timeToBecomeKnown: TimeInterval = 60

  /// What is odd about the order of the statuses, if anything is.
  ///
  /// Complexity: O(n) in the length of ``history``
  package var anomaly: JobAnomaly? { JobAnomaly(of: history) }
}

/// When a job is asked about next.
package struct NextCheck: Hashable, Sendable {
  /// As far as the job alone is concerned.
  package let at: Date
  package let reason: CheckReason

  package init(at: Date, reason: CheckReason) {
    self.at = at
    self.reason = reason
  }
}

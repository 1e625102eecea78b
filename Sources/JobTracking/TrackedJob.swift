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
///
/// What is known lies on the heap and is shared: poller and dashboard have tables of all jobs, with empty places besides, so
/// that with very many jobs a small value is what keeps the memory small.
package struct TrackedJob: Hashable, Sendable {
  private struct Facts: Hashable, Sendable {
    let key: JobKey
    var label: String
    let conversation: ConversationID?
    let addedAt: Date
    var history: [StatusTransition]
    var lastCheckedAt: Date?
    var health = PollHealth.ok
  }

  private final class Box: Sendable {
    let facts: Facts

    init(_ facts: Facts) { self.facts = facts }
  }

  private var box: Box

  private var facts: Facts {
    get { box.facts }
    set { box = Box(newValue) }
  }

  package static func == (left: TrackedJob, right: TrackedJob) -> Bool {
    left.box === right.box || left.facts == right.facts
  }

  package func hash(into hasher: inout Hasher) { hasher.combine(facts) }

  package var key: JobKey { facts.key }
  package var label: String {
    get { facts.label }
    set { facts.label = newValue }
  }
  /// Known when jobwatch submitted the job itself.
  package var conversation: ConversationID? { facts.conversation }
  package var addedAt: Date { facts.addedAt }
  /// Every status seen, oldest first.
  package var history: [StatusTransition] { facts.history }
  /// When the service last gave a usable answer; nil before the first one.
  package var lastCheckedAt: Date? { facts.lastCheckedAt }
  package var health: PollHealth { facts.health }

  package init(
    key: JobKey, label: String = "", conversation: ConversationID? = nil, addedAt: Date,
    history: [StatusTransition] = []
  ) {
    box = Box(
      Facts(
        key: key, label: label, conversation: conversation, addedAt: addedAt, history: history,
        lastCheckedAt: history.last?.seenAt))
  }

  /// New jobs that are added together. Each counts as added a microsecond before the one that precedes it, so that
  /// newest first is their own order, also after one of them was untracked and tracked again.
  package static func batch(of ids: [JobID], profile: String, addedAt now: Date) -> [TrackedJob] {
    ids.enumerated().map { index, id in
      TrackedJob(
        key: JobKey(profile: profile, id: id), addedAt: now.addingTimeInterval(-1e-6 * Double(index)))
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

  /// The transition that an answer means, or nil when the job stands where it stood.
  package func transition(to status: JobStatus, at now: Date) -> StatusTransition? {
    guard status != self.status else { return nil }
    return StatusTransition(from: self.status, to: status, earliest: lastCheckedAt, seenAt: now)
  }

  /// Takes a usable answer over.
  package mutating func answered(_ transition: StatusTransition?, at now: Date) {
    var facts = facts
    if let transition { facts.history.append(transition) }
    facts.lastCheckedAt = now
    facts.health = .ok
    self.facts = facts
  }

  /// Notes that no usable answer came. The status stays what it was: a transport error is never a verdict.
  package mutating func wentUnanswered(_ error: JobAPIError) {
    facts.health = facts.health.after(error)
  }
}

import Foundation
import JobAPI

/// A job that a person watches: what it is, where it stands, how asking about it goes, and its past.
///
/// What is known lies on the heap and is shared: poller and dashboard have tables of all jobs, with empty places besides, so
/// that with very many jobs a small value is what keeps the memory small.
package struct TrackedJob: Hashable, Sendable {
  private struct Facts: Hashable, Sendable {
    let key: JobKey
    var label: String
    var note: String
    let conversation: ConversationID?
    let kind: String?
    let addedAt: Date
    var history: [StatusTransition]
    var lastCheckedAt: Date?
    var health = PollHealth.ok
    var nextCheck: NextCheck?
  }

  // Unchecked, as the facts are changed only where nobody else has the box: see the one accessor below.
  private final class Box: @unchecked Sendable {
    var facts: Facts

    init(_ facts: Facts) { self.facts = facts }
  }

  private var box: Box

  private var facts: Facts {
    get { box.facts }
    _modify {
      if !isKnownUniquelyReferenced(&box) { box = Box(box.facts) }
      yield &box.facts
    }
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
  /// A line that a person wrote on it; empty when nobody did.
  package var note: String {
    get { facts.note }
    set { facts.note = newValue }
  }
  /// Known when jobwatch submitted the job itself.
  package var conversation: ConversationID? { facts.conversation }
  /// What it has in common with jobs that take about the same time, such as `audio`; nil when nothing is known.
  package var kind: String? { facts.kind }
  package var addedAt: Date { facts.addedAt }
  /// Every status seen, oldest first.
  package var history: [StatusTransition] { facts.history }
  /// When the service last gave a usable answer; nil before the first one.
  package var lastCheckedAt: Date? { facts.lastCheckedAt }
  package var health: PollHealth { facts.health }
  /// When it is asked about next, and why then; nil when nothing was decided yet, or it has ended. One that has ended and
  /// that a person wanted to have checked in vain has one all the same.
  package internal(set) var nextCheck: NextCheck? {
    get { facts.nextCheck }
    set { facts.nextCheck = newValue }
  }

  package init(
    key: JobKey, label: String = "", conversation: ConversationID? = nil, kind: String? = nil, addedAt: Date,
    history: [StatusTransition] = [], note: String = ""
  ) {
    box = Box(
      Facts(
        key: key, label: label, note: note, conversation: conversation, kind: kind, addedAt: addedAt,
        history: history,
        lastCheckedAt: history.last?.seenAt))
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

  /// Whether the job has completed or failed, and so is not asked about any more, unless a person wants it.
  package var isFinished: Bool { status?.isTerminal ?? false }

  /// When the present status was first seen.
  package var statusSince: Date? { history.last?.seenAt }

  /// When it began, as far as is known: it was submitted from here, or first seen then.
  package var beganAt: Date { conversation != nil ? addedAt : history.first?.seenAt ?? addedAt }

  /// Whether its beginning was seen: it was submitted from here, or seen while it waited.
  package var beginningWasSeen: Bool { conversation != nil || history.first?.to == .scheduled }

  /// How long it took from its beginning to its end, in seconds; nil when one of the two was not seen, or when it had ended
  /// before.
  package var seconds: Double? {
    guard let end = history.last, end.to.isTerminal, history.count > 1 || conversation != nil,
      beginningWasSeen, !history.dropLast().contains(where: \.to.isTerminal)
    else { return nil }
    // It ended between two looks.
    let early = end.earliest ?? end.seenAt
    return early.timeIntervalSince(beganAt) + end.seenAt.timeIntervalSince(early) / 2
  }

  /// The transition that an answer means, or nil when the job stands where it stood.
  ///
  /// - Parameter serverDate: when the service gave the answer, by its own clock.
  package func transition(
    to status: JobStatus, at now: Date, serverDate: @autoclosure () -> Date? = nil
  ) -> StatusTransition? {
    guard status != self.status else { return nil }
    return StatusTransition(
      from: self.status, to: status, earliest: lastCheckedAt, seenAt: now, serverDate: serverDate())
  }

  /// Takes over what was stored after all of its history so far.
  mutating func remember(_ stored: StatusTransition) {
    facts.history.append(stored)
    facts.lastCheckedAt = stored.seenAt
  }

  /// Takes a usable answer over.
  package mutating func answered(_ transition: StatusTransition?, at now: Date) {
    // Another process may have seen it too, or a later one, which came through the store meanwhile.
    if let transition, transition.from == status { facts.history.append(transition) }
    facts.lastCheckedAt = now
    facts.health = .ok
  }

  /// Takes over that there was a usable answer by which nothing has changed.
  mutating func wasAnswered(at instant: Date) {
    facts.lastCheckedAt = max(facts.lastCheckedAt ?? instant, instant)
  }

  /// Takes over what a person has written on it.
  mutating func takeOverAnnotations(of stored: TrackedJob) {
    if label != stored.label { label = stored.label }
    if note != stored.note { note = stored.note }
  }

  /// Takes over what the store has, which others may have changed, and how another process's last question ended.
  ///
  /// - Parameter unsaved: what the store could not take yet.
  mutating func takeOver(
    _ stored: [StatusTransition], unsaved: [StatusTransition] = [], _ look: JobLook?
  ) {
    var facts = facts
    facts.history = stored
    for transition in unsaved where transition.from == facts.history.last?.to {
      facts.history.append(transition)
    }
    // Whoever has seen a new status has had a usable answer.
    if facts.history.count > history.count { facts.health = .ok }
    if facts.history.last?.to.isTerminal == true, !isFinished { facts.nextCheck = nil }
    let seenAt = facts.history.last?.seenAt ?? .distantPast
    if let look, look.at > seenAt {
      facts.health = look.health
      if case .notFound(let failures) = look.health, mayBecomeKnown(at: look.at) {
        facts.health = .notKnownYet(failures: failures)
      }
    }
    let answered = [facts.lastCheckedAt, facts.history.last?.seenAt, look?.health == .ok ? look?.at : nil]
    facts.lastCheckedAt = answered.compactMap(\.self).max()
    self.facts = facts
  }

  /// Notes that no usable answer came. The status stays what it was: a transport error is never a verdict.
  package mutating func wentUnanswered(_ error: JobAPIError, at now: Date) {
    facts.health = health.after(error, mayBecomeKnown: mayBecomeKnown(at: now))
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

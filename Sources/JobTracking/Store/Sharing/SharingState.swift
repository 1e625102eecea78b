import Foundation
import JobAPI

/// What a poller remembers of the other processes on its store.
struct SharingState: Sendable {
  let profile: String
  let presence: StorePresence
  let changes: AsyncStream<Void>
  /// Wakes the part of the poller that deals with the others.
  let wakes: (stream: AsyncStream<Void>, continuation: AsyncStream<Void>.Continuation)

  /// The last change that is taken over.
  var sequence: Int64
  /// See ``JobStore/news(after:profile:version:)``.
  var version: Int64 = -1
  /// Whether something may have changed that was not looked for yet.
  var mayHaveChanged = false
  var lease: StoreLease?
  /// How many looks in a row have found the lease as it was.
  var silence = 0
  /// Whether the next look at the others is set.
  var hasAlarm = false

  /// Whether it is this process that asks.
  var asks = false
  /// Whether nobody is signed in here, so that others had better ask, until a person acts.
  var standsBack = false
  /// The jobs that have not ended; while there are none, nobody has to ask, and nothing wakes.
  private(set) var unfinished: Set<JobKey>
  /// The jobs that were asked about since the others were told.
  var looked: Set<JobKey> = []
  /// The jobs that were last asked about in vain, and when that was.
  var troubledAt: [JobKey: Date] = [:]
  /// The other processes, as far as they know by now what was seen before they came; nil when it is not known who is there.
  var introduced: Set<Int64>?

  /// The checks that were left to the process that has the lease, and that it has not taken yet.
  var wishes: Set<JobKey> = []
  /// Whether others may have left checks to this process.
  var mayHaveRequests = false
  /// The checks that others wait for.
  var requested: Set<JobKey> = []

  init(_ sharing: JobSharing, jobs: [TrackedJob]) {
    profile = sharing.profile
    presence = sharing.presence
    changes = sharing.changes
    sequence = sharing.sequence
    unfinished = Set(jobs.lazy.filter { !$0.isFinished }.map(\.key))
    wakes = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    wakes.continuation.yield()
  }

  /// Whether there is something to look for: not while all has ended, or while others had better ask.
  var isBusy: Bool { !(unfinished.isEmpty && wishes.isEmpty) && !standsBack }

  /// Whether this process asks and there are no others: those who come ring.
  var isAlone: Bool { asks && introduced == [] }

  /// Whether the next look at the others is to be set.
  var wantsAlarm: Bool { isBusy && !hasAlarm && !isAlone }

  /// Whether there is nothing to ask about, and nothing to tell.
  var isIdle: Bool { unfinished.isEmpty && wishes.isEmpty && looked.isEmpty }

  mutating func note(_ update: JobUpdate) {
    switch update {
    case .job(let job) where !job.isFinished: unfinished.insert(job.key)
    case .job(let job): unfinished.remove(job.key)
    case .removed(let key):
      unfinished.remove(key)
      wishes.remove(key)
      noteTrouble(false, of: key, at: .distantPast)
    case .service, .hold, .storeTrouble, .unsaved, .estimates, .traffic: break
    }
  }

  /// Notes whether a job was asked about in vain.
  mutating func noteTrouble(_ isInVain: Bool, of key: JobKey, at now: Date) {
    if isInVain {
      troubledAt[key] = now
    } else if !troubledAt.isEmpty {
      troubledAt[key] = nil
    }
  }

  /// Whether others wait for an answer about a job, which there is now.
  mutating func isAwaited(_ key: JobKey) -> Bool { !requested.isEmpty && requested.remove(key) != nil }
}

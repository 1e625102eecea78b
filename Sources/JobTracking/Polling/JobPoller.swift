import Foundation
import JobAPI

/// The background polling actor: asks about every unfinished job, keeps what it learns, and pushes it on.
///
/// It owns the tracked jobs. ``PollCadence`` decides how often to ask about a job, ``PollSchedule`` whom to ask now within
/// the budget; the actor does the asking.
package actor JobPoller<PollClock: Clock> where PollClock.Duration == Duration {
  let api: any JobAPI
  let store: JobStore
  let clock: PollClock
  let wallClock: @Sendable () -> Date
  var schedule: PollSchedule<PollClock.Instant>
  var cadence: PollCadence
  let retry: RetryPolicy
  var jitter: Jitter
  var jobs: [JobKey: TrackedJob]

  private var pending = PendingUpdates()
  private let news: (stream: AsyncStream<Void>, continuation: AsyncStream<Void>.Continuation)
  let work: (stream: AsyncStream<Void>, continuation: AsyncStream<Void>.Continuation)
  /// How questions ended, until ``run()`` takes it over.
  let outcomes = CheckOutcomes()
  /// When the reader of the updates got the last of them.
  private var lastBatch: PollClock.Instant?
  private var alarm: (due: PollClock.Instant, task: Task<Void, Never>)?

  private var service = ServiceHealth.unknown
  private var hold: ServiceHold<PollClock.Instant>?
  /// Until when the service has asked to wait, as the store has it; see `JobPoller+Hold.swift`.
  var keptHold: PollClock.Instant?
  var storeTrouble: JobStoreError?
  var unsavedTold = 0
  /// Whether nothing is asked, as a person wants it.
  private(set) var isPaused = false
  var traffic: ServiceTraffic
  /// What was answered of late; see `JobPoller+Responses.swift`.
  var responses = RecentResponses()
  private var toldTraffic: ServiceTraffic?
  /// What the reader of the updates knows of how long jobs take, and after how many lessons.
  private var estimates: (told: [String?: DurationEstimate], lessons: Int) = ([:], 0)
  /// Transitions that could not be stored yet, in their order.
  var unsaved: [(key: JobKey, transition: StatusTransition)] = []
  var nextSave: PollClock.Instant
  var lastSave: Task<Void, Never>?

  /// What is shared with other processes; see `JobPoller+Sharing.swift`.
  var sharing: SharingState?

  /// - Parameters:
  ///   - jobs: tracked from the start, as the store has them.
  ///   - interval: the shortest pause between an answer and the next question about the same job.
  ///   - budget: how much the service is asked at most.
  ///   - clock: paces the questions; `wallClock` dates what is seen.
  ///   - jitter: the dice, for tests.
  ///   - sharing: as it came with `jobs`; nil to ask on one's own, whoever else uses the store.
  package init(
    jobs: [TrackedJob], api: any JobAPI, store: JobStore, interval: Duration,
    budget: PollBudget = PollBudget(), clock: PollClock,
    wallClock: @escaping @Sendable () -> Date = { Date() },
    jitter: Jitter = Jitter(), sharing: JobSharing? = nil
  ) {
    self.api = api
    self.store = store
    self.clock = clock
    self.wallClock = wallClock
    self.jobs = Dictionary(uniqueKeysWithValues: jobs.map { ($0.key, $0) })
    retry = RetryPolicy(first: interval)
    schedule = PollSchedule(budget: budget, retry: retry, jitter: jitter)
    cadence = PollCadence(quickest: interval)
    traffic = ServiceTraffic(budget: budget)
    self.jitter = jitter
    let now = clock.now
    nextSave = now
    // The newest come first.
    for job in jobs.reversed() {
      if let seconds = job.seconds { cadence.learn(seconds: seconds, kind: job.kind) }
    }
    if let sharing {
      self.sharing = SharingState(sharing, jobs: jobs)  // asks once it has the lease
    } else {
      for job in jobs where !job.isFinished { schedule.add(job.key, at: now) }
    }
    news = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    work = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    work.continuation.yield()
    if let trouble = store.trouble {
      storeTrouble = trouble
      pending.add(.storeTrouble(trouble))
    }
    // Of that, and of what was learned.
    news.continuation.yield()
  }

  /// Everything that changes, in batches, for one reader. A slow reader gets larger batches, at most one entry
  /// a job; the stream ends when the reading task is cancelled.
  package nonisolated var updates: AsyncStream<[JobUpdate]> { updates(atMostEvery: .zero) }

  /// The same, but one batch comes at the earliest so long after the one before; the first comes at once.
  package nonisolated func updates(atMostEvery pause: Duration) -> AsyncStream<[JobUpdate]> {
    AsyncStream { await self.nextBatch(after: pause) }
  }

  /// Polls until the task is cancelled.
  package func run() async {
    takeOverHold()
    await withDiscardingTaskGroup { group in
      if let sharing { group.addTask { await self.share(sharing) } }
      group.addTask { await self.learnFromUntracked() }
      group.addTask { await self.takeOverLastAnswers() }
      for await _ in work.stream {
        let changed = takeOver(outcomes.takeAll())
        if !changed.isEmpty { group.addTask { await self.keep(changed) } }
        let due = isPaused ? [] : schedule.takeDue(at: clock.now)
        if !due.isEmpty { traffic.count(due.count, at: wallClock()) }
        for key in due {
          group.addTask { await self.ask(key) }
        }
        noteHold()
        if newHold != nil { group.addTask { await self.keepHold() } }
        if nextSave <= clock.now { await saveTransitions() }
        setAlarm()
      }
      alarm?.task.cancel()
      group.cancelAll()
    }
    await keep(takeOver(outcomes.takeAll()))
    await keepHold()
    await keepResponses()
  }

  /// Starts to track jobs, all or none; each is asked about at once.
  ///
  /// - Returns: the keys that were not tracked before; the others were already there.
  /// - Throws: ``JobStoreError`` when they cannot be kept.
  package func track(_ newJobs: [TrackedJob]) async throws(JobStoreError) -> [JobKey] {
    let new = newJobs.filter { jobs[$0.key] == nil }
    let stored = try await store.track(new)
    var added: [JobKey] = []
    // Looked at again: the same job may have been added while this one was being stored.
    for (var job, before) in zip(stored, new) where jobs[job.key] == nil {
      // Of one that was tracked before more is known than the store has.
      if let at = before.lastCheckedAt { job.wasAnswered(at: at) }
      added.append(job.key)
      jobs[job.key] = job
      publish(.job(job))
      begin(job)
    }
    work.continuation.yield()
    return added
  }

  /// Stops tracking jobs, all or none; ``track(_:)`` brings them back with their history.
  ///
  /// - Throws: ``JobStoreError`` when that cannot be kept; then they stay tracked.
  package func untrack(_ keys: [JobKey]) async throws(JobStoreError) {
    try await store.untrack(keys, at: wallClock())
    for key in keys where jobs.removeValue(forKey: key) != nil {
      schedule.remove(key)
      publish(.removed(key))
    }
    work.continuation.yield()
  }

  /// Asks about jobs at once, whatever their turn.
  ///
  /// A finished one, which is never asked about otherwise, is asked about this once, or until an answer comes; if it goes
  /// on by that answer, it is watched on.
  ///
  /// Where another process asks for all who share the store, it is that one that asks.
  package func checkNow(_ keys: [JobKey]) async { await askNow(keys) }

  /// Asks nothing more until it is to go on; what is in flight is still answered. Other processes on the store go on.
  package func pause(_ isPaused: Bool) {
    guard isPaused != self.isPaused else { return }
    self.isPaused = isPaused
    notePause()
    work.continuation.yield()
  }

  /// Writes something on jobs, on all or none.
  ///
  /// - Throws: ``JobStoreError`` when that cannot be kept; then they stay as they are.
  package func annotate(_ keys: [JobKey], _ kind: Annotation, _ text: String) async throws(JobStoreError) {
    let known = keys.filter { jobs[$0] != nil }
    try await store.annotate(known, kind, text)
    for key in known where jobs[key] != nil {
      switch kind {
      case .label: jobs[key]?.label = text
      case .note: jobs[key]?.note = text
      }
      if let job = jobs[key] { publish(.job(job)) }
    }
  }

  /// Says which jobs a person sees: those are asked about first when there are more than may be asked about.
  package func show(_ keys: Set<JobKey>) { schedule.show(keys) }

  /// Learns from the jobs that are not tracked any more and whose past is kept, after the start and not in its way.
  private func learnFromUntracked() async {
    guard let profile = profileName else { return }
    let past = await Task { [store] in (try? store.untrackedJobs(profile: profile)) ?? [] }.value
    for job in past {
      if let seconds = job.seconds { cadence.learnOlder(seconds: seconds, kind: job.kind) }
    }
    news.continuation.yield()
  }

  /// Takes note of how long a job took that has ended.
  func learn(from job: TrackedJob) {
    if let seconds = job.seconds { cadence.learn(seconds: seconds, kind: job.kind) }
  }

  func noteService(_ error: JobAPIError?, latency: Duration) {
    let now = ServiceHealth(error, latency: latency)
    guard now != service else { return }
    service = now
    publish(.service(now))
  }

  private func noteHold() {
    let now = clock.now
    let hold =
      isAskedElsewhere
      ? schedule.waitEnd(at: now).map { .asked(until: $0) } ?? .elsewhere : schedule.hold(at: now)
    guard hold != self.hold else { return }
    self.hold = hold
    publish(.hold(hold?.map { wallClock().addingTimeInterval(now.duration(to: $0).inSeconds) }))
  }

  func publish(_ update: JobUpdate) {
    pending.add(update)
    sharing?.note(update)
    news.continuation.yield()
  }

  private func nextBatch(after pause: Duration) async -> [JobUpdate]? {
    // Only cancellation ends the sleep early, and then there is no next batch.
    if let lastBatch, pause > .zero {
      try? await clock.sleep(until: lastBatch.advanced(by: pause), tolerance: nil)
    }
    for await _ in news.stream {
      noteEstimates()
      var batch = pending.takeAll()
      if !batch.isEmpty, traffic != toldTraffic {
        toldTraffic = traffic
        batch.append(.traffic(traffic))
      }
      guard !batch.isEmpty else { continue }
      lastBatch = clock.now
      return batch
    }
    return nil
  }

  /// Tells how long jobs take, once for all that was learned since the last batch.
  private func noteEstimates() {
    guard cadence.lessons != estimates.lessons else { return }
    let told = cadence.estimates()
    let isNews = told != estimates.told
    estimates = (told, cadence.lessons)
    if isNews { pending.add(.estimates(told)) }
  }

  /// Wakes ``run()`` when the next job is due; with none due no timer is set.
  private func setAlarm() {
    if let alarm, alarm.due <= clock.now { self.alarm = nil }
    let moments = [
      isPaused ? nil : schedule.nextDue(at: clock.now), unsaved.isEmpty ? nil : nextSave,
      // Nobody is due here then; but what is shown is over.
      isAskedElsewhere ? schedule.waitEnd(at: clock.now) : nil,
    ].compactMap(\.self)
    // An alarm that rings earlier will do: it sets the next one, if there is to be one.
    guard let due = moments.min() else { return }
    if let alarm, alarm.due <= due { return }
    alarm?.task.cancel()
    let task = Task { [clock, work] in
      // Only cancellation ends the sleep early, and then another alarm is set, or none is needed.
      guard (try? await clock.sleep(until: due, tolerance: nil)) != nil else { return }
      work.continuation.yield()
    }
    alarm = (due, task)
  }
}

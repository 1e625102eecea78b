import Foundation
import JobAPI

/// The background polling actor: asks about every unfinished job, keeps what it learns, and pushes it on.
///
/// It owns the tracked jobs. ``PollSchedule`` decides whom to ask and when; the actor does the asking.
package actor JobPoller<PollClock: Clock> where PollClock.Duration == Duration {
  /// How many questions are in flight at the same time, unless more are allowed.
  package static var mostInFlight: Int { 16 }
  /// How long to wait before a change that could not be stored is tried again.
  private static var saveRetryInterval: Duration { .seconds(5) }

  private let api: any JobAPI
  private let store: JobStore
  private let clock: PollClock
  private let wallClock: @Sendable () -> Date
  private var schedule: PollSchedule<PollClock.Instant>
  private var jobs: [JobKey: TrackedJob]

  private var pending = PendingUpdates()
  private let news: (stream: AsyncStream<Void>, continuation: AsyncStream<Void>.Continuation)
  private let work: (stream: AsyncStream<Void>, continuation: AsyncStream<Void>.Continuation)
  private var alarm: (due: PollClock.Instant, task: Task<Void, Never>)?

  private var service = ServiceHealth.unknown
  private var storeTrouble: JobStoreError?
  /// Transitions that could not be stored yet, in their order.
  private var unsaved: [(key: JobKey, transition: StatusTransition)] = []
  private var nextSave: PollClock.Instant
  private var lastSave: Task<Void, Never>?

  /// - Parameters:
  ///   - jobs: tracked from the start, as the store has them.
  ///   - interval: between an answer and the next question about the same job.
  ///   - clock: paces the questions; `wallClock` dates what is seen.
  ///   - mostInFlight: how many questions are in flight at the same time, 1 or more.
  package init(
    jobs: [TrackedJob], api: any JobAPI, store: JobStore, interval: Duration, clock: PollClock,
    wallClock: @escaping @Sendable () -> Date = { Date() },
    mostInFlight: Int = JobPoller<PollClock>.mostInFlight
  ) {
    self.api = api
    self.store = store
    self.clock = clock
    self.wallClock = wallClock
    self.jobs = Dictionary(uniqueKeysWithValues: jobs.map { ($0.key, $0) })
    schedule = PollSchedule(
      interval: interval, retry: RetryPolicy(first: interval), mostInFlight: mostInFlight)
    let now = clock.now
    nextSave = now
    for job in jobs where !job.isFinished { schedule.add(job.key, at: now) }
    news = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    work = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    work.continuation.yield()
  }

  /// Everything that changes, in batches, for one reader. A slow reader gets larger batches, at most one entry
  /// a job; the stream ends when the reading task is cancelled.
  package nonisolated var updates: AsyncStream<[JobUpdate]> {
    AsyncStream { await self.nextBatch() }
  }

  /// Polls until the task is cancelled.
  package func run() async {
    await withDiscardingTaskGroup { group in
      for await _ in work.stream {
        for key in schedule.takeDue(at: clock.now) {
          group.addTask { await self.check(key) }
        }
        if nextSave <= clock.now { await saveTransitions() }
        setAlarm()
      }
      alarm?.task.cancel()
      group.cancelAll()
    }
    await saveTransitions()
  }

  /// Starts to track jobs, all or none; each is asked about at once.
  ///
  /// - Returns: the keys that were not tracked before; the others were already there.
  /// - Throws: ``JobStoreError`` when they cannot be kept.
  package func track(_ newJobs: [TrackedJob]) async throws(JobStoreError) -> [JobKey] {
    let stored = try await store.track(newJobs.filter { jobs[$0.key] == nil })
    var added: [JobKey] = []
    // Looked at again: the same job may have been added while this one was being stored.
    for job in stored where jobs[job.key] == nil {
      added.append(job.key)
      jobs[job.key] = job
      publish(.job(job))
      if !job.isFinished { schedule.add(job.key, at: clock.now) }
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

  /// Asks about jobs at once, whatever their turn; finished ones are not asked about.
  package func checkNow(_ keys: [JobKey]) {
    for key in keys { schedule.checkNow(key, at: clock.now) }
    work.continuation.yield()
  }

  private func check(_ key: JobKey) async {
    let began = clock.now
    do {
      let answer = try await api.status(of: key.id)
      await answered(key, answer.status)
      noteService(nil, latency: began.duration(to: clock.now))
    } catch let error as JobAPIError {
      jobs[key]?.wentUnanswered(error)
      if let job = jobs[key] { publish(.job(job)) }
      schedule.ended(key, .failed(error), at: clock.now)
      noteService(error, latency: began.duration(to: clock.now))
    } catch {
      // Cancelled: the poller is ending, and nobody asks again.
      return
    }
    work.continuation.yield()
  }

  private func answered(_ key: JobKey, _ status: JobStatus) async {
    let now = wallClock()
    let transition = jobs[key]?.transition(to: status, at: now)
    // Durable first, shown after.
    if let transition { unsaved.append((key, transition)) }
    await saveTransitions()
    jobs[key]?.answered(transition, at: now)
    if let job = jobs[key] { publish(.job(job)) }
    schedule.ended(key, status.isTerminal ? .finished : .unfinished, at: clock.now)
  }

  /// Stores what is not stored yet. Until that works it is kept in memory and tried again.
  ///
  /// One save at a time, or a failed one could put its transitions back behind later ones of the same job.
  private func saveTransitions() async {
    guard !unsaved.isEmpty else { return }
    let save = Task { [lastSave] in
      await lastSave?.value
      await saveUnsaved()
    }
    lastSave = save
    await save.value
  }

  private func saveUnsaved() async {
    guard !unsaved.isEmpty else { return }
    let waiting = unsaved
    unsaved = []
    do {
      try await store.record(waiting)
      noteStore(nil)
    } catch {
      unsaved = waiting + unsaved
      nextSave = clock.now.advanced(by: Self.saveRetryInterval)
      noteStore(error)
    }
  }

  private func noteService(_ error: JobAPIError?, latency: Duration) {
    let now = ServiceHealth(error, latency: latency)
    guard now != service else { return }
    service = now
    publish(.service(now))
  }

  private func noteStore(_ trouble: JobStoreError?) {
    guard trouble != storeTrouble else { return }
    storeTrouble = trouble
    publish(.storeTrouble(trouble))
  }

  private func publish(_ update: JobUpdate) {
    pending.add(update)
    news.continuation.yield()
  }

  private func nextBatch() async -> [JobUpdate]? {
    for await _ in news.stream {
      let batch = pending.takeAll()
      if !batch.isEmpty { return batch }
    }
    return nil
  }

  /// Wakes ``run()`` when the next job is due; with none due there is no timer at all.
  private func setAlarm() {
    if let alarm, alarm.due <= clock.now { self.alarm = nil }
    let moments = [schedule.nextDue(), unsaved.isEmpty ? nil : nextSave].compactMap(\.self)
    guard let due = moments.min() else {
      alarm?.task.cancel()
      alarm = nil
      return
    }
    // An alarm that rings earlier will do: it sets the next one.
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

import Foundation
import JobAPI

/// How a poller shares its store: it takes over what others change there, and asks only while it has the lease.
///
/// Without the lease its schedule is empty, except for jobs that a person wants to have checked at once.
extension JobPoller {
  private static var burst: Duration { .milliseconds(50) }
  /// A change that is in the log cannot always be read yet; by then it can, unless the disk takes longer, and then
  /// ``StoreWatch/ring(_:)`` tells.
  private static var secondLook: Duration { .milliseconds(250) }

  /// Deals with the others until the task is cancelled, and hands over then.
  func share(_ sharing: SharingState) async {
    await withDiscardingTaskGroup { group in
      group.addTask {
        for await _ in sharing.changes { await self.storeChanged() }
      }
      for await _ in sharing.wakes.stream {
        let mayHaveChanged = self.sharing?.mayHaveChanged == true
        self.sharing?.mayHaveChanged = false
        let hasNews = takeOverNews()
        await keepLease()
        if self.sharing?.isBusy == true, self.sharing?.hasAlarm == false {
          self.sharing?.hasAlarm = true
          group.addTask { await self.tick() }
        }
        // What comes in a burst is read at once.
        try? await clock.sleep(for: mayHaveChanged && !hasNews ? Self.secondLook : Self.burst)
        if mayHaveChanged, !hasNews, takeOverNews() { sharing.wakes.continuation.yield() }
      }
      group.cancelAll()
    }
    guard self.sharing?.asks == true else { return }
    try? await store.releaseLease(sharing.profile, of: sharing.presence)
  }

  private func storeChanged() {
    sharing?.mayHaveChanged = true
    sharing?.wakes.continuation.yield()
  }

  private func tick() async {
    guard (try? await clock.sleep(for: StoreLease.tick)) != nil else { return }
    sharing?.hasAlarm = false
    sharing?.silence += 1
    sharing?.wakes.continuation.yield()
  }

  /// Starts to ask about a job that is tracked here as of now.
  func begin(_ job: TrackedJob) {
    guard !job.isFinished else { return }
    guard sharing != nil else { return schedule.add(job.key, at: clock.now) }
    personActed()
    if sharing?.asks == true { schedule.add(job.key, at: clock.now) }
  }

  /// Asks about a job that a person wants to have checked, whoever has the lease, and though it may have ended.
  func askNow(_ key: JobKey) {
    guard jobs[key] != nil else { return }
    if sharing != nil { personActed() }
    schedule.add(key, at: clock.now)
    schedule.checkNow(key, at: clock.now)
  }

  /// Whether another process asks for this one too.
  var isAskedElsewhere: Bool {
    guard let sharing, !sharing.asks, let lease = sharing.lease else { return false }
    return lease.owner != sharing.presence.number
  }

  private func personActed() {
    sharing?.standsBack = false
    sharing?.wakes.continuation.yield()
  }

  /// Notes that a question was answered, one way or the other.
  func noteLook(_ key: JobKey) {
    guard let sharing else { return }
    // All had ended, and this one goes on.
    if sharing.isBusy, !sharing.hasAlarm { sharing.wakes.continuation.yield() }
    if sharing.asks {
      self.sharing?.looked.insert(key)
      // Whoever is signed in better asks from now on.
      if schedule.isResting { sharing.wakes.continuation.yield() }
    } else if jobs[key]?.isFinished != true {
      // Of those that have ended nobody else would ask again.
      schedule.remove(key)
    }
  }

  /// - Returns: whether somebody else has changed something.
  private func takeOverNews() -> Bool {
    guard var sharing else { return false }
    // A store that cannot be read is told of when something is to be written.
    guard
      let news = try? store.news(
        after: sharing.sequence, profile: sharing.profile, version: &sharing.version)
    else { return false }
    if news.lease != sharing.lease { sharing.silence = 0 }
    sharing.lease = news.lease
    sharing.sequence = news.sequence
    self.sharing = sharing
    if sharing.asks, let lease = news.lease, lease.owner != sharing.presence.number { stopAsking() }
    for entry in news.entries { takeOver(entry) }
    for key in news.removed where jobs.removeValue(forKey: key) != nil {
      schedule.remove(key)
      unsaved.removeAll { $0.key == key }
      publish(.removed(key))
    }
    if self.sharing?.asks == false, let look = news.entries.compactMap(\.look).max(by: { $0.at < $1.at }),
      wallClock().timeIntervalSince(look.at) < 60
    {
      noteService(look.health.error, latency: .zero)
    }
    work.continuation.yield()
    return true
  }

  private func takeOver(_ entry: StoreNews.Entry) {
    let key = entry.job.key
    let asks = sharing?.asks == true
    guard let known = jobs[key] else {
      var job = entry.job
      if !asks { job.takeOver(job.history, entry.look) }
      jobs[key] = job
      publish(.job(job))
      if asks, !job.isFinished { schedule.add(key, at: clock.now) }
      return
    }
    var job = known
    // What could not be stored yet goes on from there.
    let own = unsaved.filter { $0.key == key }.map(\.transition)
    job.takeOver(entry.job.history, unsaved: own, asks ? nil : entry.look)
    guard job != known else { return }
    jobs[key] = job
    publish(.job(job))
    if job.isFinished, !known.isFinished {
      schedule.remove(key)
      learn(from: job)
    }
    if !job.isFinished, known.isFinished, asks { schedule.add(key, at: clock.now) }
  }

  private func keepLease() async {
    guard let sharing, !sharing.unfinished.isEmpty else { return }
    guard sharing.asks else {
      if !sharing.standsBack { await takeLease(sharing) }
      return
    }
    if schedule.isResting {
      self.sharing?.standsBack = true
      stopAsking()
      try? await store.releaseLease(sharing.profile, of: sharing.presence)
      return
    }
    let looked = sharing.looked
    self.sharing?.looked = []
    guard sharing.presence.hasOthers else { return }
    let looks = looked.compactMap { key in
      jobs[key].map { (key: key, look: JobLook(at: wallClock(), health: $0.health)) }
    }
    // Trouble with the store is no reason to leave the jobs unwatched.
    guard let isOurs = try? await store.publish(looks, profile: sharing.profile, by: sharing.presence),
      !isOurs
    else { return }
    stopAsking()
    await takeLease(sharing)
  }

  private func takeLease(_ sharing: SharingState) async {
    let silent = sharing.silence >= StoreLease.patience ? sharing.lease : nil
    if let lease = sharing.lease, silent == nil, sharing.presence.isAlive(lease.owner) { return }
    do {
      guard try await store.takeLease(sharing.profile, for: sharing.presence, over: silent) else { return }
    } catch {
      // Better asked about twice than not at all.
    }
    startAsking()
  }

  private func startAsking() {
    guard sharing?.asks == false else { return }
    sharing?.asks = true
    sharing?.lease = nil  // it was another one's
    for key in sharing?.unfinished ?? [] { schedule.add(key, at: clock.now) }
    work.continuation.yield()
  }

  private func stopAsking() {
    sharing?.asks = false
    sharing?.looked = []
    for key in sharing?.unfinished ?? [] { schedule.remove(key) }
  }
}

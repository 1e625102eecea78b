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
  /// How many looks are told at a time, so that nobody waits long to write.
  private static var mostLooks: Int { 2_000 }

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
        await takeRequestedChecks()
        if self.sharing?.wantsAlarm == true {
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
    await keepHold()  // before another one asks
    try? await store.releaseLease(sharing.profile, of: sharing.presence)
  }

  private func storeChanged() {
    noteWhetherStoreIsThere()
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

  /// Has jobs asked about that a person wants to have checked, though they may have ended: by whoever has the lease, or
  /// from here when nobody has it.
  func askNow(_ keys: [JobKey]) async {
    let keys = keys.filter { jobs[$0] != nil }
    guard !keys.isEmpty else { return }
    if let sharing {
      personActed()
      if !sharing.asks {
        // A store that cannot be written is no reason not to ask.
        let isLeft = try? await store.requestChecks(keys, profile: sharing.profile, by: sharing.presence)
        if isLeft == true, self.sharing?.asks == false {
          self.sharing?.wishes.formUnion(keys)
          self.sharing?.wakes.continuation.yield()
          return
        }
      }
    }
    ask(keys)
  }

  /// Asks about jobs that are there still.
  private func ask(_ keys: [JobKey]) {
    for key in keys where jobs[key] != nil {
      schedule.add(key, at: clock.now)
      schedule.checkNow(key, at: clock.now)
    }
    work.continuation.yield()
  }

  /// Asks about what people want to have checked who have left that to whoever has the lease.
  private func takeRequestedChecks() async {
    guard let sharing, sharing.asks, sharing.mayHaveRequests else { return }
    self.sharing?.mayHaveRequests = false
    guard
      let keys = try? await store.takeRequestedChecks(profile: sharing.profile, by: sharing.presence),
      self.sharing?.asks == true
    else { return }
    self.sharing?.wishes.subtract(keys)
    self.sharing?.requested.formUnion(keys.filter { jobs[$0] != nil })
    ask(keys)
  }

  /// Whether another process asks for this one too.
  var isAskedElsewhere: Bool {
    guard let sharing, !sharing.asks, let lease = sharing.lease else { return false }
    return lease.owner != sharing.presence.number
  }

  private func personActed() {
    guard !isPaused else { return }
    sharing?.standsBack = false
    sharing?.wakes.continuation.yield()
  }

  /// Notes that a question was answered, one way or the other.
  func noteLook(_ key: JobKey) {
    // Changed in place, as a copy of it would have all its sets copied too.
    guard let (asks, isBusy, isAlone) = sharing.map({ ($0.asks, $0.isBusy, $0.isAlone) }) else {
      return
    }
    sharing?.noteTrouble(jobs[key]?.health.error != nil, of: key, at: wallClock())
    // All had ended, and this one goes on.
    if sharing?.wantsAlarm == true { sharing?.wakes.continuation.yield() }
    if asks {
      // Those who come later are told all that is known.
      if isAlone, isBusy, !schedule.isResting { return }
      sharing?.looked.insert(key)
      // Somebody waits for it, or nothing else would tell the others of it.
      if sharing?.isAwaited(key) == true || !isBusy { sharing?.wakes.continuation.yield() }
      // Whoever is signed in better asks from now on.
      if schedule.isResting { sharing?.wakes.continuation.yield() }
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
    sharing.wishes.formIntersection(news.requested)
    if !news.requested.isEmpty { sharing.mayHaveRequests = true }
    self.sharing = sharing
    if sharing.asks, let lease = news.lease, lease.owner != sharing.presence.number { stopAsking() }
    takeOverHold()
    for entry in news.entries { takeOver(entry) }
    for key in news.removed where jobs.removeValue(forKey: key) != nil {
      schedule.remove(key)
      unsaved.removeAll { $0.key == key }
      publish(.removed(key))
    }
    if self.sharing?.asks == false, let look = news.latestLook,
      wallClock().timeIntervalSince(look.at) < secondsThatLooksCount
    {
      noteService(look.health.error, latency: .zero)
    }
    work.continuation.yield()
    return true
  }

  /// For how long after a question its end says how the service is: until the next one comes, of a job that is asked about
  /// rarely, or after a hold.
  private var secondsThatLooksCount: TimeInterval {
    schedule.waitEnd(at: clock.now) == nil
      ? PollCadence.pauseWhenUnknown.inSeconds * 1.2 : JobStore.longestHold
  }

  private func takeOver(_ entry: StoreNews.Entry) {
    let key = entry.job.key
    let asks = sharing?.asks == true
    if !asks, let look = entry.look {
      sharing?.noteTrouble(look.health.error != nil, of: key, at: look.at)
    }
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
    job.takeOverAnnotations(of: entry.job)
    guard job != known else { return }
    jobs[key] = job
    publish(.job(job))
    if job.isFinished, !known.isFinished {
      schedule.remove(key)
      learn(from: job)
    }
    if !job.isFinished, known.isFinished, asks { schedule.add(key, at: clock.now) }
  }

  /// Stands back while paused, so that others on the store go on, and comes forward again.
  func notePause() {
    guard sharing != nil else { return }
    sharing?.standsBack = isPaused
    sharing?.wakes.continuation.yield()
  }

  private func keepLease() async {
    guard let sharing, !sharing.isIdle || isPaused else {
      self.sharing?.introduced = nil
      return
    }
    guard sharing.asks else {
      if !sharing.standsBack { await takeLease(sharing) }
      return
    }
    if schedule.isResting || isPaused {
      self.sharing?.standsBack = true
      stopAsking()
      try? await store.releaseLease(sharing.profile, of: sharing.presence)
      return
    }
    let looks = looksToTell()
    guard let looks else { return }
    let told = looks.compactMap { key, _ in responses[key].map { (key: key, response: $0) } }
    // Trouble with the store is no reason to leave the jobs unwatched.
    guard
      let isOurs = try? await store.publish(looks, told, profile: sharing.profile, by: sharing.presence),
      !isOurs
    else { return }
    stopAsking()
    await takeLease(sharing)
  }

  /// What the others are to be told now, so much that it can be written at once; nil when there are none. Those who have
  /// come since the last time are told all that is known.
  private func looksToTell() -> [(key: JobKey, look: JobLook)]? {
    guard var sharing else { return nil }
    defer { self.sharing = sharing }
    let others = sharing.presence.others
    guard !others.isEmpty else {
      sharing.looked = []
      sharing.introduced = []
      return nil
    }
    if !others.isSubset(of: sharing.introduced ?? []) {
      sharing.looked.formUnion(sharing.unfinished.filter { jobs[$0]?.lastCheckedAt != nil })
      sharing.looked.formUnion(sharing.troubledAt.keys)
    }
    sharing.introduced = others
    let told = sharing.looked.prefix(Self.mostLooks)
    sharing.looked.subtract(told)
    if !sharing.looked.isEmpty { sharing.wakes.continuation.yield() }
    return told.compactMap { key in
      jobs[key].map { job in
        let at = job.health == .ok ? job.lastCheckedAt : sharing.troubledAt[key]
        return (key: key, look: JobLook(at: at ?? wallClock(), health: job.health))
      }
    }
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
    sharing?.mayHaveRequests = true
    sharing?.introduced = nil
    takeOverHold()
    for key in sharing?.unfinished ?? [] { schedule.add(key, at: clock.now) }
    work.continuation.yield()
  }

  private func stopAsking() {
    sharing?.asks = false
    sharing?.looked = []
    sharing?.requested = []
    for key in sharing?.unfinished ?? [] { schedule.remove(key) }
  }
}

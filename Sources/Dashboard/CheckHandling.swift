import JobTracking

extension DashboardState {
  /// Has the selected job asked about now, or the marked ones; those that have ended, once more.
  mutating func checkTargets() -> [DashboardEffect] {
    guard !refusesWhilePaused() else { return [] }
    let targets = targets
    if !targets.areMarked, !targets.jobs.isEmpty, retryConversation() { return [] }
    return check(targets)
  }

  /// Has jobs asked about now; those that have ended, once more.
  mutating func check(_ targets: ActionTargets) -> [DashboardEffect] {
    guard !refusesWhilePaused() else { return [] }
    guard let first = targets.jobs.first else { return nothingToActOn(targets) }
    let count = targets.jobs.count
    guard targets.areMarked || count > 1 else { return check(first) }
    let ended = targets.jobs.count { $0.isFinished }
    notice = "Checking \(targets.sentenceStart) \(whenChecked(count))"
    notice? += ended == 0 ? "." : ended == count ? ", once: ended." : ", \(ended) of them once: ended."
    notice? += targets.hiddenSentence
    return [.checkNow(targets.jobs.map(\.key))]
  }

  private mutating func check(_ job: TrackedJob) -> [DashboardEffect] {
    asked.insert(job.key)
    notice = "Checking \(job.name) \(whenChecked(1))\(job.isFinished ? ", once: it has ended" : "")."
    return [.checkNow([job.key])]
  }

  /// When so many jobs that a person wants to have checked are checked, by what the service may be asked.
  private func whenChecked(_ count: Int) -> String {
    guard case .asked(let until) = hold, until > now else {
      guard let perMinute = traffic?.mostPerMinute, perMinute > 0 else { return "now" }
      let seconds = Double(count) * 60 / Double(perMinute)
      return seconds < Self.soon ? "now" : "within about \(TimeText.about(seconds))"
    }
    let wait = TimeText.duration(until.timeIntervalSince(now).rounded(.up))
    return "in \(wait), as the service has asked to wait"
  }

  /// What takes less than so many seconds is done now.
  private static let soon: Double = 3

  /// Has all jobs asked about now that have not ended.
  mutating func checkAll() -> [DashboardEffect] {
    guard !refusesWhilePaused() else { return [] }
    let unfinished = jobs.keys.filter { jobs[$0]?.isFinished == false }
    guard !unfinished.isEmpty else {
      notice = "There is no unfinished job to check."
      return []
    }
    let count = unfinished.count
    notice = "Checking \(count) unfinished job\(count == 1 ? "" : "s") \(whenChecked(count))."
    return [.checkNow(unfinished)]
  }

  /// Says what has come of asking about a job as a person wanted. It is to be called before the news is taken over.
  mutating func tellAnswer(about job: TrackedJob) {
    guard asked.contains(job.key), let before = jobs[job.key],
      before.lastCheckedAt != job.lastCheckedAt || before.health.failures != job.health.failures
    else { return }
    asked.remove(job.key)
    let (was, now) = (StatusAppearance(before.status, glyphs).word, StatusAppearance(job.status, glyphs).word)
    if let trouble = job.health.message {
      notice = "\(job.name) was asked about in vain: \(trouble)."
    } else if job.status == before.status {
      notice = "\(job.name) is still \(now)."
    } else {
      let goesOn = job.isFinished ? "" : " It is watched on."
      notice = "\(job.name) was \(was); the service calls it \(now) now.\(goesOn)"
    }
  }
}

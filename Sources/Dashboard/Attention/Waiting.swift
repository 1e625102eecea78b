import JobTracking

extension DashboardState {
  /// Waits for some jobs together, or no longer when all of them are waited for already.
  mutating func toggleWaiting(_ targets: ActionTargets) -> [DashboardEffect] {
    guard let first = targets.jobs.first else { return nothingToActOn(targets) }
    let unfinished = targets.jobs.filter { !$0.isFinished }.map(\.key)
    let ended = targets.jobs.count - unfinished.count
    guard !unfinished.isEmpty else {
      let marked = targets.areMarked ? "marked " : ""
      let what =
        ended > 1
        ? "All \(ended) \(marked)jobs have" : targets.areMarked ? "The marked job has" : "\(first.name) has"
      notice = "\(what) ended already: there is nothing to wait for.\(targets.hiddenSentence)"
      return []
    }
    if unfinished.allSatisfy(waited.contains) {
      for key in unfinished { waited.remove(key) }
      if waited.unfinished == 0 { waited = WaitedJobs() }
      notice = "Not waiting for \(count(unfinished.count)) any more.\(leftSentence)\(targets.hiddenSentence)"
      return []
    }
    for key in unfinished { waited.add(key) }
    notice = waitSentence(ended, of: targets) + targets.hiddenSentence
    return []
  }

  private func waitSentence(_ ended: Int, of targets: ActionTargets) -> String {
    let isOne = waited.unfinished == 1
    let end = isOne ? "it has ended" : "the last has ended"
    let how =
      notifiesOfSets ? "one notification when \(end)" : "notifications are off, so look here when \(end)"
    let already =
      ended == 0 ? "" : " \(ended) of the \(targets.areMarked ? "marked" : "named") had ended already."
    return
      "Waiting for \(count(waited.unfinished)): \(how); \(keyMap.word(for: .waitFor)) takes it back.\(already)"
  }

  /// That the job is one of those that are waited for together; nil when it is not.
  func waitingSentence(about job: TrackedJob) -> String? {
    guard waited.contains(job.key) else { return nil }
    let key = keyMap.word(for: .waitFor)
    guard !job.isFinished else {
      return "still for \(count(waited.unfinished)) of the set that this one is in"
    }
    let others = waited.unfinished - 1
    return "for its end\(others == 0 ? "" : " and \(count(others)) more"); \(key) takes it back"
  }

  private func count(_ jobs: Int) -> String { jobs == 1 ? "1 job" : "\(jobs) jobs" }

  private var leftSentence: String {
    waited.unfinished == 0 ? "" : " Still waiting for \(count(waited.unfinished))."
  }

  /// Waits again for a job that was untracked while it was waited for, once it is back.
  mutating func waitAgain(for job: TrackedJob) {
    guard formerlyWaited.remove(job.key) != nil, !job.isFinished else { return }
    waited.add(job.key)
  }

  /// Says that jobs that were waited for are not tracked any more.
  mutating func tellNoLongerWaited(_ gone: Int) {
    guard gone > 0 else { return }
    let what = "No longer waiting for \(count(gone)), as untracked.\(leftSentence)"
    notice = [notice, what].compactMap(\.self).joined(separator: " ")
  }

  /// Tells once the last of the jobs that are waited for has ended.
  ///
  /// Who waits wants to be told: unlike other notifications this one comes unless the window is known to have the focus.
  ///
  /// - Parameter isByEnd: whether the last one has ended; else it was untracked, which the present notice tells of.
  mutating func settleWaiting(isByEnd: Bool) -> [DashboardEffect] {
    guard !waited.isEmpty, waited.unfinished == 0 else { return [] }
    let sentence = waited.sentence
    waited = WaitedJobs()
    // What a person has not seen yet stays beside it.
    let before = !isByEnd || unseenTrouble == notice ? notice : nil
    notice = [before, "\(sentence)."].compactMap(\.self).joined(separator: " ")
    return notifiesOfSets && attention.focus != .here ? [.notify(sentence)] : []
  }
}

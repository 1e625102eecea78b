import JobTracking

extension DashboardState {
  /// Waits for the selected job, or for the marked ones, or no longer when all of them are waited for already.
  mutating func toggleWaiting() -> [DashboardEffect] {
    let targets = targets
    guard let first = targets.jobs.first else { return nothingToActOn(targets) }
    let unfinished = targets.jobs.filter { !$0.isFinished }.map(\.key)
    let ended = targets.jobs.count - unfinished.count
    guard !unfinished.isEmpty else {
      let what =
        !targets.areMarked
        ? "\(first.name) has"
        : ended == 1 ? "The marked job has" : "All \(ended) marked jobs have"
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
    notice = waitSentence(ended: ended) + targets.hiddenSentence
    return []
  }

  private func waitSentence(ended: Int) -> String {
    let isOne = waited.unfinished == 1
    let end = isOne ? "it has ended" : "the last has ended"
    let how =
      notifiesOfSets ? "one notification when \(end)" : "notifications are off, so look here when \(end)"
    let already = ended == 0 ? "" : " \(ended) of the marked had ended already."
    return
      "Waiting for \(count(waited.unfinished)): \(how); \(keyMap.word(for: .waitFor)) takes it back.\(already)"
  }

  private func count(_ jobs: Int) -> String { jobs == 1 ? "1 job" : "\(jobs) jobs" }

  private var leftSentence: String {
    waited.unfinished == 0 ? "" : " Still waiting for \(count(waited.unfinished))."
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
  mutating func settleWaiting() -> [DashboardEffect] {
    guard !waited.isEmpty, waited.unfinished == 0 else { return [] }
    let sentence = waited.sentence
    waited = WaitedJobs()
    // What a person has not seen yet stays beside it.
    notice = [unseenTrouble == notice ? notice : nil, "\(sentence)."].compactMap(\.self).joined(
      separator: " ")
    return notifiesOfSets && attention.focus != .here ? [.notify(sentence)] : []
  }
}

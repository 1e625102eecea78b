import JobAPI
import JobTracking
import Terminal

extension DashboardState {
  /// Notes whether a job has ended by this news. It is to be called before the news is taken over.
  mutating func noteEnd(of job: TrackedJob) {
    let before = jobs[job.key]
    tally.note(before, job)
    waited.note(job)
    guard let before, !before.isFinished, job.isFinished else { return }
    // One that was never seen unfinished may have ended long ago, unless it was submitted from here.
    if before.status != nil || before.conversation != nil { justEnded.append(job) }
  }

  /// What is to be done outside about what this event has brought, and the line for a person who comes back.
  mutating func settleAttention() -> [DashboardEffect] {
    var effects: [DashboardEffect] = []
    let isByEnd = !justEnded.isEmpty
    if isByEnd {
      attention.ended(justEnded.filter { !waited.contains($0.key) }, notifies: notifies, at: now)
      attention.ended(justEnded.filter { waited.contains($0.key) }, notifies: false, at: now)
      effects.append(.ended(justEnded))
      justEnded = []
    }
    if let sentence = attention.takeNotification(at: now) { effects.append(.notify(sentence)) }
    return effects + settleWaiting(isByEnd: isByEnd)
  }

  /// Shows what ended while the person was away, as soon as nothing else stands there.
  mutating func showReturnNews() {
    guard !attention.returnNews.isEmpty, prompt == nil, notice == nil, page == .table, Layout.fits(size)
    else { return }
    let news = attention.takeReturnNews()
    let line = "While you were away: \(news.counts); Enter jumps"
    notice = line
    returnLine = ReturnLine(text: line, keys: news.keys)
  }

  /// Selects the first job that the line is about, if this key is to do so; the line goes with any key.
  mutating func jumps(_ key: Key) -> Bool {
    guard let line = returnLine else { return false }
    returnLine = nil
    guard key == .enter, notice == line.text, prompt == nil, page == .table, Layout.fits(size),
      let target = line.keys.first(where: { jobs[$0] != nil && leaving[$0] == nil })
    else { return false }
    notice = nil
    selection = target
    return true
  }

  /// The line about what ended while the person was away.
  struct ReturnLine: Hashable, Sendable {
    let text: String
    /// The jobs, in the order in which they ended.
    let keys: [JobKey]
  }
}

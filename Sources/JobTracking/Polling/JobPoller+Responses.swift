import JobAPI

/// What the service said last about a job.
extension JobPoller {
  /// The last response about a job: this poller's, as long as it remembers it, or else what the store has, where responses
  /// about jobs that have ended are kept, and those to another process that asks; nil when nothing is known.
  package nonisolated func lastResponse(of key: JobKey) async -> LastResponse? {
    let (recent, isNewest) = await recentResponse(of: key)
    if isNewest { return recent }
    // Of a store that cannot be read the dashboard tells elsewhere.
    let kept = (try? store.lastResponse(of: key)) ?? nil
    return [recent, kept].compactMap(\.self).max { $0.at < $1.at }
  }

  private func recentResponse(of key: JobKey) -> (LastResponse?, isNewest: Bool) {
    let recent = responses[key]
    return (recent, isNewest: recent != nil && (sharing == nil || sharing?.asks == true))
  }

  /// How many unfinished jobs a start finds out about when they were answered about last.
  private static var mostLastAnswers: Int { 2_000 }

  /// Has the next start know what was said last, and when, of jobs that have not ended.
  func keepResponses() async {
    let left = responses.all.filter { jobs[$0.key]?.isFinished == false }
    guard !left.isEmpty else { return }
    // Of a store that cannot be written the dashboard tells elsewhere, and no status is lost with these.
    try? await store.record([], left)
  }

  /// Takes over from the store when unfinished jobs were answered about last, after the start and not in its way: their
  /// last change is longer ago.
  func takeOverLastAnswers() async {
    let keys = jobs.values.lazy.filter { !$0.isFinished }.prefix(Self.mostLastAnswers).map(\.key)
    let answers = await Task { [store, keys = Array(keys)] in (try? store.lastAnswers(of: keys)) ?? [] }.value
    for (key, at) in answers where jobs[key].map({ $0.lastCheckedAt ?? .distantPast < at }) == true {
      jobs[key]?.wasAnswered(at: at)
      if let job = jobs[key] { publish(.job(job)) }
    }
  }

  /// What told of the ends among some changes: responses about jobs that are not asked about any more are worth keeping,
  /// as nobody could ask for them again.
  func endResponses(
    of changes: [(key: JobKey, transition: StatusTransition)]
  ) -> [(key: JobKey, response: LastResponse)] {
    changes.compactMap { key, transition in
      transition.to.isTerminal ? responses[key].map { (key: key, response: $0) } : nil
    }
  }
}

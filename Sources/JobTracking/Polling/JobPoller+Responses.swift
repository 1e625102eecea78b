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

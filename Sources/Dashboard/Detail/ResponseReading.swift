import JobTracking

/// How far the dashboard is with what the service said last about a job.
package struct ResponseReading: Hashable, Sendable {
  package let key: JobKey
  /// Whether there was an answer from outside.
  package fileprivate(set) var isRead = false
  /// Nil when nothing is known, or not yet.
  package fileprivate(set) var response: LastResponse?

  init(key: JobKey) { self.key = key }

  /// One that is done.
  init(of key: JobKey, _ response: LastResponse?) {
    self.key = key
    self.response = response
    isRead = true
  }
}

extension DashboardState {
  /// Asks what the service said last about the job in the pane, once for each job and each piece of news of it.
  mutating func responseToRead() -> [DashboardEffect] {
    defer { isResponseOld = false }
    guard isDetailOpen, let key = selectedJob?.key else {
      response = nil
      return []
    }
    guard response?.key != key || isResponseOld else { return [] }
    // What is there stays on the screen until the new one comes.
    if response?.key != key { response = ResponseReading(key: key) }
    return [.readResponse(key)]
  }

  /// Takes the answer to ``DashboardEffect/readResponse(_:)`` in, if it is wanted still.
  mutating func take(_ response: LastResponse?, of key: JobKey) {
    guard let shown = self.response, shown.key == key else { return }
    // Two answers may overtake each other.
    if let before = shown.response, response.map({ $0.at < before.at }) ?? true { return }
    self.response?.isRead = true
    self.response?.response = response
  }
}

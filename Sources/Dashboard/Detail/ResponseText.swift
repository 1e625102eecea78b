import JobAPI
import JobTracking

/// What the service said last about a job, in its own words: for the detail pane.
enum ResponseText {
  /// How many lines it takes beside the table where other things need the room; else it takes as many as it needs.
  static let mostLinesInPane = 2

  static func text(of job: TrackedJob, _ state: DashboardState) -> String {
    guard let reading = state.response, reading.key == job.key, reading.isRead else {
      return state.glyphs.ellipsis
    }
    if let response = reading.response { return text(of: response, job, state) }
    if job.lastCheckedAt == nil, job.health == .ok { return "none yet" }
    return "not kept; \(state.keyMap.word(for: .checkSelected)) asks once more"
  }

  private static func text(
    of response: LastResponse, _ job: TrackedJob, _ state: DashboardState
  ) -> String {
    let latency = LatencyText.exact(response.latency)
    let time = time(response, state)
    switch response.content {
    case .response(let excerpt):
      return "\(excerpt.status) in \(latency), \(time)\(body(excerpt, state))"
    case .nothing(let error):
      let what =
        switch error {
        case .noToken: "none, nothing was sent"
        case .redirected, .tooLarge: "not read, after \(latency)"
        default: "none after \(latency)"
        }
      // The pane says beside it what the trouble is.
      return "\(what), \(time)\(job.health.error == error ? "" : ": \(error.message)")"
    }
  }

  /// The time alone, or with the date of another day.
  private static func time(_ response: LastResponse, _ state: DashboardState) -> String {
    let isToday = state.localTime(response.at).isSameDay(as: state.localTime(state.now))
    return isToday ? TimeText.instant(response.at, in: state) : TimeText.full(response.at, in: state)
  }

  private static func body(_ excerpt: ResponseExcerpt, _ state: DashboardState) -> String {
    // JSON and pages are often set in lines, and lines are made anew here.
    let text = excerpt.text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    let start = excerpt.status == 304 ? ", as before: " : ": "
    guard !text.isEmpty else {
      if excerpt.status == 304 { return ", as before" }
      if let size = excerpt.wholeSize {
        return ", with a body that begins with blanks (\(size) bytes in all)"
      }
      let size = excerpt.body.count
      return size == 0 ? ", without a body" : ", with a body of nothing but \(size) blanks"
    }
    guard let size = excerpt.wholeSize else { return start + text }
    return "\(start)\(text)\(state.glyphs.ellipsis) (\(size) bytes in all)"
  }
}

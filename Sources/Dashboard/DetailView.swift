import Foundation
import JobTracking
import Terminal

/// The pane about the selected job: who it is, how asking goes, and every status it was seen in.
enum DetailView {
  private typealias Line = (text: String, style: Style)

  /// The width of the titles at the left.
  private static let indent = 14
  /// The least width that shows dates beside times.
  private static let dateWidth = 60

  static func draw(_ state: DashboardState, in rows: Range<Int>, on canvas: inout Canvas) {
    guard !rows.isEmpty, let job = state.selectedJob else { return }
    let width = canvas.size.columns
    canvas.write(
      String(repeating: state.glyphs.rule, count: width), at: Position(column: 0, row: rows.lowerBound),
      style: Style(nil, .dim))
    canvas.write(
      Glyph.glyphs(of: " \(job.name) ").fitted(to: width - 4, ellipsis: state.glyphs.ellipsis),
      at: Position(column: 2, row: rows.lowerBound), style: Style(nil, .bold))

    let essentials = essentials(of: job, state)
    let extras = extras(about: job, state)
    let room = max(0, rows.count - 1)
    let history = history(of: job, state, mostLines: max(2, room - essentials.count - extras.count))
    for (offset, line) in (essentials + history + extras).prefix(room).enumerated() {
      canvas.write(
        Glyph.glyphs(of: line.text).fitted(to: width - 1, ellipsis: state.glyphs.ellipsis),
        at: Position(column: 1, row: rows.lowerBound + 1 + offset), style: line.style)
    }
  }

  /// A title with what it is the title of, in as many lines as that takes.
  private static func lines(
    _ title: String, _ text: String, _ style: Style, _ state: DashboardState
  ) -> [Line] {
    text.wrapped(to: state.size.columns - 1 - indent).enumerated().map { number, part in
      let title = number == 0 ? title : ""
      return (title + String(repeating: " ", count: indent - title.count) + part, style)
    }
  }

  private static func essentials(of job: TrackedJob, _ state: DashboardState) -> [Line] {
    let look = StatusAppearance(job.status, state.glyphs)
    let id = job.key.id.rawValue
    // Without its title rather than broken, so that it can be copied.
    let needsLine = id.columns > state.size.columns - 1 - indent
    var all = needsLine ? [(id, .plain)] : lines("Job id", id, .plain, state)
    all += lines("Status", look.text, look.style, state)
    if let error = job.health.error {
      let times = job.health.failures == 1 ? "once" : "\(job.health.failures) times in a row"
      all += lines("Trouble", "\(error.message) (\(times))", Style(.yellow, .bold), state)
    }
    return all
  }

  private static func extras(about job: TrackedJob, _ state: DashboardState) -> [Line] {
    let conversation = job.conversation.map { lines("Conversation", "\($0)", .plain, state) } ?? []
    let checked = job.lastCheckedAt.map { TimeText.full($0, in: state) } ?? "not yet"
    return lines("Last answer", checked, .plain, state) + conversation
      + lines("Added", TimeText.full(job.addedAt, in: state), .plain, state)
  }

  /// The history, newest first; what there is no room for is counted.
  private static func history(of job: TrackedJob, _ state: DashboardState, mostLines: Int) -> [Line] {
    guard !job.history.isEmpty else { return lines("History", "no status seen yet", .plain, state) }
    var all: [Line] = []
    for (index, transition) in job.history.reversed().enumerated() {
      let look = StatusAppearance(transition.to, state.glyphs)
      let entry = lines(index == 0 ? "History" : "", describe(transition, look, state), look.style, state)
      let left = job.history.count - index
      guard index == 0 || all.count + entry.count + (left == 1 ? 0 : 1) <= mostLines else {
        return all + lines("", "and \(left) earlier", .plain, state)
      }
      all += entry
    }
    return all
  }

  private static func describe(
    _ transition: StatusTransition, _ look: StatusAppearance, _ state: DashboardState
  ) -> String {
    let instant =
      state.size.columns < dateWidth
      ? TimeText.instant(transition.seenAt, in: state) : TimeText.full(transition.seenAt, in: state)
    let seen = "\(instant)  \(look.text)"
    guard let from = transition.from else { return seen }
    let before = StatusAppearance(from, state.glyphs).word
    guard let earliest = transition.earliest else { return "\(seen), was \(before)" }
    let spread = transition.seenAt.timeIntervalSince(earliest)
    return "\(seen), was \(before) \(TimeText.duration(spread.rounded(.up))) earlier"
  }
}

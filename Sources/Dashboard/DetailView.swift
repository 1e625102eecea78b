import Foundation
import JobTracking
import Terminal

/// The pane about the selected job: who it is, how asking goes, and every status it was seen in.
enum DetailView {
  private typealias Line = (text: String, style: Style)

  static func draw(_ state: DashboardState, in rows: Range<Int>, on canvas: inout Canvas) {
    guard !rows.isEmpty, let job = state.selectedJob else { return }
    let width = canvas.size.columns
    let title = " \(job.label.isEmpty ? job.key.id.rawValue : job.label) "
    canvas.write(
      String(repeating: state.glyphs.rule, count: width), at: Position(column: 0, row: rows.lowerBound),
      style: Style(nil, .dim))
    canvas.write(
      Glyph.glyphs(of: title).fitted(to: width - 4, ellipsis: state.glyphs.ellipsis),
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

  private static func essentials(of job: TrackedJob, _ state: DashboardState) -> [Line] {
    let look = StatusAppearance(job.status, state.glyphs)
    let id = "Job id        \(job.key.id)"
    var lines: [Line] = [
      // Without its title rather than cut short.
      (id.columns < state.size.columns ? id : job.key.id.rawValue, .plain),
      ("Status        \(look.text)", look.style),
    ]
    if let error = job.health.error {
      let times = job.health.failures == 1 ? "once" : "\(job.health.failures) times in a row"
      lines.append(("Trouble       \(error.message) (\(times))", Style(.yellow, .bold)))
    }
    return lines
  }

  private static func extras(about job: TrackedJob, _ state: DashboardState) -> [Line] {
    let added: Line = ("Added         \(TimeText.full(job.addedAt, in: state))", .plain)
    guard let conversation = job.conversation else { return [added] }
    return [("Conversation  \(conversation)", .plain), added]
  }

  /// The history, newest first; what there is no room for is counted.
  private static func history(of job: TrackedJob, _ state: DashboardState, mostLines: Int) -> [Line] {
    guard !job.history.isEmpty else { return [("History       no status seen yet", .plain)] }
    let all = Array(job.history.reversed())
    let shown = all.count <= mostLines ? all : Array(all.prefix(mostLines - 1))
    var lines = shown.enumerated().map { index, transition in
      let look = StatusAppearance(transition.to, state.glyphs)
      let title = index == 0 ? "History       " : "              "
      return (title + describe(transition, look, state), look.style)
    }
    if shown.count < all.count {
      lines.append(("              and \(all.count - shown.count) earlier", .plain))
    }
    return lines
  }

  private static func describe(
    _ transition: StatusTransition, _ look: StatusAppearance, _ state: DashboardState
  ) -> String {
    let seen = "\(TimeText.full(transition.seenAt, in: state))  \(look.text)"
    guard let from = transition.from else { return seen }
    let before = StatusAppearance(from, state.glyphs).word
    guard let earliest = transition.earliest else { return "\(seen), was \(before)" }
    let spread = transition.seenAt.timeIntervalSince(earliest)
    return "\(seen), was \(before) \(TimeText.duration(spread.rounded(.up))) before"
  }
}

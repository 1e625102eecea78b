import Foundation
import JobTracking
import Terminal

/// The page of statistics.
enum StatisticsView {
  private typealias Line = (title: String, text: String, style: Style)

  /// The column of the figures.
  private static let indent = 12

  static let hints = [("Esc", "back"), ("j/k", "scroll"), ("?", "help"), ("^C", "quit")]

  /// How many lines the screen shows at the same time.
  static func lines(in size: Size) -> Int { max(1, size.rows - Layout.headerRows - 1) }

  /// The furthest the page scrolls.
  static func lastFirstLine(_ state: DashboardState) -> Int {
    max(0, text(state).count - lines(in: state.size))
  }

  static func draw(_ state: DashboardState, from firstLine: Int, on canvas: inout Canvas) {
    let all = text(state)
    let room = lines(in: canvas.size)
    for (offset, line) in all.dropFirst(min(firstLine, max(0, all.count - room))).prefix(room).enumerated() {
      let row = Layout.headerRows + offset
      canvas.write(line.title, at: Position(column: 1, row: row), style: Style.heading)
      canvas.write(line.text, at: Position(column: indent + 1, row: row), style: line.style)
    }
  }

  private static func text(_ state: DashboardState) -> [Line] {
    guard let statistics = state.statistics else { return [] }
    let blank: Line = ("", "", .plain)
    return [about(statistics, state)]
      + [blank, ("", "p50    p90    p99    jobs", Style.heading)]
      + [
        times("Queue time", statistics.queueTime, none: StatisticsText.noQueueTime),
        times("Run time", statistics.runTime, none: StatisticsText.noEnd), blank,
      ]
      + wrapped("Ended", StatisticsText.throughput(statistics), state)
      + wrapped(
        "Failed", StatisticsText.failures(statistics), state, Style(statistics.failed > 0 ? .failed : nil))
      + [blank]
      + ends(statistics, state) + [blank]
      + wrapped("Requests", StatisticsText.requests(state, at: statistics.at), state)
  }

  private static func wrapped(
    _ title: String, _ text: String, _ state: DashboardState, _ style: Style = .plain
  ) -> [Line] {
    text.wrapped(to: state.size.columns - indent - 1).enumerated().map { number, part in
      (number == 0 ? title : "", part, style)
    }
  }

  private static func about(_ statistics: JobStatistics, _ state: DashboardState) -> Line {
    let all = state.jobs.count
    let which = statistics.jobs == all ? "all \(all)" : "\(statistics.jobs) of \(all)"
    return ("Of", "\(which) jobs, at \(TimeText.instant(statistics.at, in: state))", .plain)
  }

  private static func times(_ title: String, _ percentiles: Percentiles?, none: String) -> Line {
    guard let percentiles else { return (title, none, Style.faint) }
    let columns = [percentiles.p50, percentiles.p90, percentiles.p99].map { seconds in
      let text = TimeText.duration(seconds.rounded())
      return text + String(repeating: " ", count: max(1, 7 - text.count))
    }
    return (title, columns.joined() + "\(percentiles.count)", .plain)
  }

  /// A sparkline of the ends that were seen, with its times below.
  private static func ends(_ statistics: JobStatistics, _ state: DashboardState) -> [Line] {
    let (counts, step) = statistics.ends.fitted(to: state.size.columns - indent - 2)
    let most = counts.max() ?? 0
    guard most > 0 else { return [("Ends", "none seen yet", Style.faint)] }
    let levels = state.glyphs.sparkLevels
    let line = counts.map { count in
      count == 0 ? levels[0] : levels[1 + (count * (levels.count - 1) - 1) / most]
    }.joined()
    let instant = { (date: Date) in
      step * counts.count <= 86_400 ? state.localTime(date).clock : TimeText.instant(date, in: state)
    }
    let (start, end) = (instant(statistics.ends.start), instant(statistics.at))
    let gap = String(repeating: " ", count: max(1, counts.count - start.columns - end.columns))
    let scale = "a column: \(TimeText.duration(Double(step))), \(most) at most"
    return [("Ends", line, Style(.completed)), ("", start + gap + end, .plain)] + wrapped("", scale, state)
  }
}

extension GlyphSet {
  /// From nothing to the most. Braille is one column wide in East Asian terminals too, where blocks are not.
  var sparkLevels: [String] { self == .unicode ? [" ", "⣀", "⣤", "⣶", "⣿"] : [" ", ".", "-", "=", "#"] }
}

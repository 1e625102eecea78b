import Foundation
import JobTracking

extension DashboardState {
  /// How many seconds statistics stand before they are made anew: with very many jobs that takes a while.
  private static let statisticsAge: TimeInterval = 1

  /// Makes the statistics right after an event, while they are on the screen.
  ///
  /// - Parameter isNews: whether the event was about jobs.
  mutating func settleStatistics(isNews: Bool) {
    guard case .statistics = page else {
      statistics = nil
      return
    }
    if let statistics, (0..<Self.statisticsAge).contains(now.timeIntervalSince(statistics.at)) {
      areStatisticsOld = areStatisticsOld || isNews
      return
    }
    let rows = (0..<rowCount).lazy.compactMap { [self] in job(inRow: $0) }
    statistics = JobStatistics(rows, now: now)
    areStatisticsOld = false
  }

  /// When the statistics are next to be made anew; nil when only news can change them.
  var nextStatisticsTick: Date? {
    guard let statistics, areStatisticsOld || statistics.unfinished > 0 else { return nil }
    return max(statistics.at.addingTimeInterval(Self.statisticsAge), now.addingTimeInterval(0.001))
  }

  /// What an action does on the page.
  mutating func handleInStatistics(_ action: Action?, firstLine: Int) {
    switch action {
    case .statistics, .back, .openDetail: page = .table
    case .help: openHelp(.table)
    default:
      let last = StatisticsView.lastFirstLine(self)
      let lines = StatisticsView.lines(in: size)
      guard let line = action?.scrolled(from: firstLine, lines: lines, last: last) else { return }
      page = .statistics(firstLine: line)
    }
  }
}

extension Action {
  /// The line at the top after a movement over a page of text; nil when this is none.
  func scrolled(from line: Int, lines: Int, last: Int) -> Int? {
    let wanted: Int
    switch self {
    case .moveDown: wanted = line + 1
    case .moveUp: wanted = line - 1
    case .pageDown, .halfPageDown: wanted = line + lines
    case .pageUp, .halfPageUp: wanted = line - lines
    case .moveToFirst: wanted = 0
    case .moveToLast: wanted = last
    default: return nil
    }
    return min(max(0, wanted), last)
  }
}

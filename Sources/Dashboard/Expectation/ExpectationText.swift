import Foundation
import JobTracking
import Terminal

/// When a job is likely to end, in the table and in words.
enum ExpectationText {
  /// What the table says, in nine columns at most but for "no history".
  static func short(_ expectation: JobExpectation, now: Date) -> String {
    switch expectation.pace {
    case .stuck: return "stuck"
    case .slow: return "slow"
    case .usual: break
    }
    guard let range = expectation.range else { return "no history" }
    return remaining(until: range, now: now) ?? "now"
  }

  /// How long it may still take, as `2-4m`, `35s-4m` or `<4m`; nil when the time has come.
  static func remaining(until range: ClosedRange<Date>, now: Date) -> String? {
    let least = range.lowerBound.timeIntervalSince(now)
    let most = range.upperBound.timeIntervalSince(now)
    guard most >= soon else { return nil }
    let high = rounded(most, .up)
    guard least >= soon else { return "<\(high.number)\(high.unit)" }
    let low = rounded(least, .down)
    if low == high { return "\(high.number)\(high.unit)" }
    return "\(low.number)\(low.unit == high.unit ? "" : low.unit)-\(high.number)\(high.unit)"
  }

  /// What is less than so many seconds away counts as now.
  private static let soon: TimeInterval = 3

  /// A length of time in one unit, in steps that keep a figure still that is no more certain than that.
  private static func rounded(
    _ seconds: TimeInterval, _ rule: FloatingPointRoundingRule
  ) -> (number: Int, unit: String) {
    let (step, unit, name): (Double, Double, String) =
      switch seconds {
      case ..<10: (1, 1, "s")
      case ..<120: (5, 1, "s")
      case ..<7_200: (60, 60, "m")
      case ..<172_800: (3_600, 3_600, "h")
      default: (86_400, 86_400, "d")
      }
    return (Int((min(seconds, 1e10) / step).rounded(rule) * step / unit), name)
  }

  /// A bar of some columns that fills up as the job goes on; empty where nothing can be said.
  static func bar(_ expectation: JobExpectation, columns: Int, _ glyphs: GlyphSet) -> String {
    guard let progress = expectation.progress else { return "" }
    let full = min(columns, Int(progress * Double(columns)))
    return String(repeating: glyphs.filledCell, count: full)
      + String(repeating: glyphs.hollowCell, count: columns - full)
  }

  /// What the detail pane says.
  static func sentence(_ expectation: JobExpectation, _ job: TrackedJob, _ state: DashboardState) -> String {
    let took = TimeText.duration(expectation.elapsed)
    guard let range = expectation.range, let median = expectation.median, let longest = expectation.longest
    else {
      let since = job.statusSince.map { TimeText.duration(state.now.timeIntervalSince($0)) } ?? took
      return expectation.pace == .stuck
        ? "stuck? it has stood there for \(since)"
        : "no history: too few jobs of its kind were seen from their beginning to their end"
    }
    let past = "the last \(expectation.learnedFrom) like it"
    switch expectation.pace {
    case .stuck:
      return "stuck? it has taken \(took), and the longest of \(past) took \(TimeText.duration(longest))"
    case .slow:
      return
        "slow: it has taken longer than 95 % of \(past), half of which took \(TimeText.duration(median)) at most"
    case .usual: break
    }
    let latest = TimeText.instant(range.upperBound, in: state)
    let when = remaining(until: range, now: state.now).map { "in \($0)" } ?? "about now"
    let between =
      range.lowerBound == .distantPast
      ? "before \(latest)" : "between \(TimeText.instant(range.lowerBound, in: state)) and \(latest)"
    return "\(when), \(between), as 8 in 10 of \(past)"
  }
}

extension GlyphSet {
  /// A part of a bar that is done, and one that is not. They are one column wide in East Asian terminals too, where blocks
  /// and lines are not.
  var filledCell: String { self == .unicode ? "▰" : "#" }
  var hollowCell: String { self == .unicode ? "▱" : "-" }
}

import Foundation

/// Times as the table writes them.
enum TimeText {
  /// A length of time in at most six columns: `42s`, `3m05s`, `3h07m`, `2d04h`, `123d`.
  static func duration(_ interval: TimeInterval) -> String {
    let seconds = Int(max(0, min(interval, 1e9)))
    return switch seconds {
    case ..<60: "\(seconds)s"
    case ..<3600: "\(seconds / 60)m\(twoDigits(seconds % 60))s"
    case ..<86_400: "\(seconds / 3600)h\(twoDigits(seconds / 60 % 60))m"
    case ..<8_640_000: "\(seconds / 86_400)d\(twoDigits(seconds / 3600 % 24))h"
    default: "\(seconds / 86_400)d"
    }
  }

  /// How long ago something was, in columns of which there are eight or more: only in the larger unit where both are too long.
  static func ago(_ interval: TimeInterval, within columns: Int) -> String {
    let exact = "\(duration(interval)) ago"
    guard exact.count > columns, let end = exact.firstIndex(where: \.isLetter) else { return exact }
    return "\(exact[...end]) ago"
  }

  /// A length of time in a sentence, rounded up as nobody knows it better: `35 s`, `2 min`, `3 h`.
  static func about(_ interval: TimeInterval) -> String {
    let seconds = max(0, min(interval, 1e9))
    return switch seconds {
    case ..<90: "\(Int((seconds / 5).rounded(.up)) * 5) s"
    case ..<5_400: "\(Int((seconds / 60).rounded(.up))) min"
    default: "\(Int((seconds / 3_600).rounded(.up))) h"
    }
  }

  /// An instant in at most eight columns: the time of day, or the date when it was on another day.
  static func instant(_ date: Date, in state: DashboardState) -> String {
    let time = state.localTime(date)
    let today = state.localTime(state.now)
    return time.isSameDay(as: today) ? time.clock : time.shortDate(seenFrom: today)
  }

  /// Date and time whole.
  static func full(_ date: Date, in state: DashboardState) -> String {
    let time = state.localTime(date)
    return "\(time.date) \(time.clock)"
  }
}

import Dashboard
import Foundation
import Glibc

extension LocalTime {
  /// An instant as clocks show it where this process runs (`TZ`, or the system's time zone).
  static func of(_ date: Date) -> LocalTime {
    var seconds = time_t(date.timeIntervalSince1970.rounded(.down))
    var parts = tm()
    localtime_r(&seconds, &parts)
    return LocalTime(
      year: Int(parts.tm_year) + 1900, month: Int(parts.tm_mon) + 1, day: Int(parts.tm_mday),
      hour: Int(parts.tm_hour), minute: Int(parts.tm_min), second: Int(parts.tm_sec))
  }
}

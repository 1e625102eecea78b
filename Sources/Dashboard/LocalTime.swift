/// A date and time as calendars and clocks where the person is show them.
package struct LocalTime: Hashable, Sendable {
  package let year: Int
  package let month: Int
  package let day: Int
  package let hour: Int
  package let minute: Int
  package let second: Int

  package init(year: Int, month: Int, day: Int, hour: Int, minute: Int, second: Int) {
    self.year = year
    self.month = month
    self.day = day
    self.hour = hour
    self.minute = minute
    self.second = second
  }

  /// `14:03:05`
  package var clock: String { "\(twoDigits(hour)):\(twoDigits(minute)):\(twoDigits(second))" }

  /// `25 Nov` in the year of another time, else `Nov 2025`.
  func shortDate(seenFrom other: LocalTime) -> String {
    let name = Self.monthNames[(month - 1) % 12]
    return year == other.year ? "\(day) \(name)" : "\(name) \(year)"
  }

  /// `25 Nov` in the year of another time, else `25 Nov 2025`.
  func dayAndMonth(seenFrom other: LocalTime) -> String {
    let day = "\(day) \(Self.monthNames[(month - 1) % 12])"
    return year == other.year ? day : "\(day) \(year)"
  }

  private static let monthNames = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]

  /// `2026-11-25`
  var date: String { "\(year)-\(twoDigits(month))-\(twoDigits(day))" }

  func isSameDay(as other: LocalTime) -> Bool { date == other.date }
}

/// A number of 0 to 99 in two digits.
func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

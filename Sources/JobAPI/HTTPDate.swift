import Foundation

/// Reads dates of HTTP (RFC 9110, 5.6.7): the one form that is to be sent, and the two obsolete ones that are to be read.
enum HTTPDate {
  /// The instant that a text names, nil when it is none of the three forms or there is no such day or time.
  ///
  /// - Parameter now: what decides of which century a year of two digits is: it is none of more than 50 years ahead.
  static func date(of text: String, now: @autoclosure () -> Date = Date.now) -> Date? {
    let words = text.split(separator: " ")
    // Sun, 06 Nov 1994 08:49:37 GMT
    if words.count == 6, words[5] == "GMT", words[1].count == 2, words[3].count == 4 {
      return instant(day: words[1], month: words[2], year: number(words[3]), time: words[4])
    }
    // Sunday, 06-Nov-94 08:49:37 GMT
    if words.count == 4, words[3] == "GMT" {
      let date = words[1].split(separator: "-")
      guard date.count == 3, date[2].count == 2, let year = number(date[2]) else { return nil }
      let century = 1900...2300
      let whole = century.first { $0 % 100 == year % 100 && $0 + 100 > yearOf(now()) + 50 }
      return instant(day: date[0], month: date[1], year: whole, time: words[2])
    }
    // Sun Nov  6 08:49:37 1994
    if words.count == 5, words[4].count == 4 {
      return instant(day: words[2], month: words[1], year: number(words[4]), time: words[3])
    }
    return nil
  }

  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]

  private static func instant(day: Substring, month: Substring, year: Int?, time: Substring) -> Date? {
    let clock = time.split(separator: ":", omittingEmptySubsequences: false)
    guard clock.count == 3, clock.allSatisfy({ $0.count == 2 }), let hour = number(clock[0]), hour < 24,
      let minute = number(clock[1]), minute < 60, let second = number(clock[2]), second <= 60,
      let year, let day = number(day), let month = months.firstIndex(of: String(month)).map({ $0 + 1 }),
      (1...length(ofMonth: month, year)).contains(day)
    else { return nil }
    let seconds = days(until: year, month, day) * 86_400 + hour * 3600 + minute * 60 + second
    return Date(timeIntervalSince1970: TimeInterval(seconds))
  }

  /// A number of digits only, as `Int` would take a sign too.
  private static func number(_ text: Substring) -> Int? {
    text.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) } ? Int(text) : nil
  }

  private static func length(ofMonth month: Int, _ year: Int) -> Int {
    let isLeapYear = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    return month == 2 ? (isLeapYear ? 29 : 28) : [4, 6, 9, 11].contains(month) ? 30 : 31
  }

  /// The days from 1970 to a date of the Gregorian calendar, counted in years that begin in March.
  private static func days(until year: Int, _ month: Int, _ day: Int) -> Int {
    let marchYear = month > 2 ? year : year - 1
    let dayOfYear = (153 * ((month + 9) % 12) + 2) / 5 + day - 1
    return 365 * marchYear + marchYear / 4 - marchYear / 100 + marchYear / 400 + dayOfYear - 719_468
  }

  private static func yearOf(_ date: Date) -> Int {
    1970 + Int(date.timeIntervalSince1970 / (365.2425 * 86_400))
  }
}

import Foundation
import Testing

@testable import JobAPI

@Suite struct RetryAfterTests {
  /// Sun, 06 Nov 1994 08:49:37 GMT, the example of RFC 9110, 5.6.7.
  private static let example = Date(timeIntervalSince1970: 784_111_777)

  @Test(
    "the three forms of a date are read",
    arguments: [
      "Sun, 06 Nov 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994",
    ])
  func forms(text: String) {
    #expect(HTTPDate.date(of: text) == Self.example)
  }

  @Test("a date of the Gregorian calendar is the instant that Foundation takes it for")
  func calendar() throws {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = .gmt
    let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    // Every eleventh day of three centuries, so each day of the year in leap years and others.
    for number in stride(from: -25_000, through: 85_000, by: 11) {
      let date = Date(timeIntervalSince1970: Double(number) * 86_400 + 3_723)
      let parts = calendar.dateComponents([.year, .month, .day], from: date)
      let (year, month, day) = try (#require(parts.year), #require(parts.month), #require(parts.day))
      let text = "Day, \(day < 10 ? "0" : "")\(day) \(months[month - 1]) \(year) 01:02:03 GMT"
      #expect(HTTPDate.date(of: text) == date)
    }
  }

  @Test("a year of two digits is none of more than 50 years ahead")
  func century() {
    let in2026 = Date(timeIntervalSince1970: 1_795_000_000)
    let years = ["00", "26", "76", "77", "99"].map { year in
      HTTPDate.date(of: "Monday, 01-Jan-\(year) 00:00:00 GMT", now: in2026).map {
        1970 + Int($0.timeIntervalSince1970 / 31_556_952 + 0.5)
      }
    }
    #expect(years == [2000, 2026, 2076, 1977, 1999])
  }

  @Test(
    "what is no date is none",
    arguments: [
      "", "soon", "Sun, 31 Feb 1994 08:49:37 GMT", "Sun, 06 Nov 1994 24:00:00 GMT",
      "Sun, 06 Nov 1994 08:49 GMT",
      "Sun, 06 nov 1994 08:49:37 GMT", "Sun, 06 Nov 1994 08:49:37 CET", "Sun, 06 Nov 1994 08:49:37",
      "Sun, 6 Nov 1994 08:49:37 GMT", "Sun, 06 Nov -994 08:49:37 GMT", "Sun, 06 Nov 1994 08:+9:37 GMT",
      "Sunday, 06-Nov-1994 08:49:37 GMT", "Sun, 00 Nov 1994 08:49:37 GMT", "1994-11-06T08:49:37Z",
      "Sun, ٠٦ Nov 1994 08:49:37 GMT",
    ])
  func noDate(text: String) {
    #expect(HTTPDate.date(of: text) == nil)
  }

  @Test(
    "a pause is a number of seconds, or lasts until a date",
    arguments: [
      ("0", 0), ("7", 7), (" 7 ", 7), ("007", 7), ("99999999999999999999", 2_147_483_647),
      ("Sun, 06 Nov 1994 08:50:37 GMT", 60), ("Sun, 06 Nov 1994 08:49:37 GMT", 0),
      ("Sat, 05 Nov 1994 08:49:37 GMT", 0), ("Sun Nov  6 08:49:40 1994", 3),
      ("Sunday, 06-Nov-94 09:49:37 GMT", 3600), ("Fri, 31 Dec 9999 23:59:59 GMT", 2_147_483_647),
      ("-5", nil), ("+5", nil), ("7.5", nil), ("7 s", nil), ("", nil), ("soon", nil), ("٧", nil),
    ] as [(String, Int?)])
  func pause(text: String, seconds: Int?) {
    let pause = RetryAfter.pause(of: text, answeredAt: Self.example)
    #expect(pause == seconds.map { .seconds($0) })
  }
}

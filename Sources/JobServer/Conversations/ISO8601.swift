import Foundation

extension Date {
  /// Reads an instant of ISO 8601 with a time zone, such as `2020-07-21T16:02:19.99Z`; nil for another text.
  init?(iso8601 text: String) {
    guard let date = try? Date(text, strategy: .iso8601), Self.hasDay(text) else { return nil }
    self = date
  }

  /// Whether a text begins with a day that there is: reading takes the 30th of February for the 1st of March.
  private static func hasDay(_ text: String) -> Bool {
    let numbers = text.prefix(10).split(separator: "-").compactMap { Int($0) }
    guard numbers.count == 3 else { return true }
    let day = DateComponents(calendar: gregorian, year: numbers[0], month: numbers[1], day: numbers[2])
    return day.isValidDate
  }

  /// Made once: a text may have a hundred thousand instants.
  private static let gregorian: Calendar = {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = .gmt
    return calendar
  }()

  /// The instant in UTC to the nearest millisecond: `2020-07-21T16:02:19.990Z`.
  var iso8601: String {
    // The style cuts off what is below a millisecond, and few of them have an exact value.
    Date.ISO8601FormatStyle(includingFractionalSeconds: true).format(addingTimeInterval(0.000_5))
  }
}

import Foundation

extension Date {
  /// Reads an instant of ISO 8601 with a time zone, such as `2020-07-21T16:02:19.99Z`; nil for another text.
  init?(iso8601 text: String) {
    guard let date = try? Date(text, strategy: .iso8601) else { return nil }
    self = date
  }

  /// The instant in UTC to the nearest millisecond: `2020-07-21T16:02:19.990Z`.
  var iso8601: String {
    // The style cuts off what is below a millisecond, and few of them have an exact value.
    Date.ISO8601FormatStyle(includingFractionalSeconds: true).format(addingTimeInterval(0.000_5))
  }
}

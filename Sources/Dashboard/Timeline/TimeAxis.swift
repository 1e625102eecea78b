import Foundation

/// How time goes over columns: each stands for as many whole seconds, counted from 1970, so that nothing on the axis moves
/// but by whole columns.
struct TimeAxis: Hashable {
  /// Seconds a column, 1 or more.
  let step: Int
  /// How many columns there are, 1 or more.
  let columns: Int
  /// The number of the last column, counted from 1970.
  private let last: Int

  /// The seconds a column may stand for.
  static let steps = [
    1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1_800, 3_600, 7_200, 10_800, 21_600, 43_200, 86_400, 172_800,
    604_800,
  ]

  /// - Parameter end: an instant of the last column.
  init(step: Int, columns: Int, end: Date) {
    self.step = max(1, step)
    self.columns = max(1, columns)
    last = Self.number(of: end, self.step)
  }

  private static func number(of date: Date, _ step: Int) -> Int {
    Int((max(-1e12, min(date.timeIntervalSince1970, 1e12)) / Double(step)).rounded(.down))
  }

  /// The column of an instant; below 0, or ``columns`` and more, when it is out of view.
  func column(of date: Date) -> Int { Self.number(of: date, step) - last + columns - 1 }

  /// When a column begins.
  func start(ofColumn column: Int) -> Date {
    Date(timeIntervalSince1970: Double((last - columns + 1 + column) * step))
  }

  /// When the column after the last one begins.
  var end: Date { start(ofColumn: columns) }

  /// The least step with which an instant is in view of so many columns that end at another one.
  static func step(showing start: Date, to end: Date, columns: Int) -> Int {
    let all = steps.first { TimeAxis(step: $0, columns: columns, end: end).column(of: start) >= 0 }
    return all ?? steps[steps.count - 1]
  }

  /// A place with a time beside it.
  struct Tick: Hashable {
    let column: Int
    let label: String
  }

  private static let intervals = [
    5, 10, 15, 30, 60, 120, 300, 600, 900, 1_800, 3_600, 7_200, 10_800, 21_600, 43_200, 86_400, 172_800,
    604_800,
    1_209_600, 2_419_200, 4_838_400, 9_676_800, 19_353_600,
  ]

  /// Round local times, so far apart that their labels have room.
  ///
  /// - Parameter now: the days of another year than this one's are told with their year.
  func ticks(_ localTime: (Date) -> LocalTime, now: Date) -> [Tick] {
    let here = localTime(start(ofColumn: columns - 1))
    let today = localTime(now)
    let isThisYear = here.year == today.year && localTime(start(ofColumn: 0)).year == today.year
    let interval = Self.intervals.first {
      $0 >= step && $0 / step >= Self.labelWidth($0, isThisYear: isThisYear) + 3
    }
    guard let interval else { return [] }
    // Local midnight is not that of UTC.
    let seconds = here.hour * 3_600 + here.minute * 60 + here.second
    let offset = seconds - (last * step) % 86_400
    var ticks: [Tick] = []
    let first = (last - columns + 1) * step + offset
    var local = (first + interval - 1) / interval * interval
    while true {
      let date = Date(timeIntervalSince1970: Double(local - offset))
      let column = column(of: date)
      guard column < columns else { return ticks }
      ticks.append(Tick(column: column, label: Self.label(localTime(date), today, interval)))
      local += interval
    }
  }

  private static func labelWidth(_ interval: Int, isThisYear: Bool) -> Int {
    interval < 60 ? 8 : isThisYear ? 6 : 11
  }

  private static func label(_ time: LocalTime, _ today: LocalTime, _ interval: Int) -> String {
    let isMidnight = time.hour == 0 && time.minute == 0 && time.second == 0
    if interval >= 86_400 || (isMidnight && interval >= 60) { return time.dayAndMonth(seenFrom: today) }
    return interval < 60 ? time.clock : "\(twoDigits(time.hour)):\(twoDigits(time.minute))"
  }
}

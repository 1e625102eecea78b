import Foundation
import JobTracking

/// Statistics in words.
enum StatisticsText {
  static let noQueueTime = "no job has begun yet"
  static let noEnd = "no ended job yet"

  static func throughput(_ statistics: JobStatistics) -> String {
    guard statistics.endedInHour > 0 else {
      return statistics.completed + statistics.failed > 0 ? "none in the last hour" : noEnd
    }
    let perMinute = Double(statistics.endedInHour) / 60
    let rate = perMinute >= 10 ? "\(Int(perMinute.rounded()))" : oneDecimal(perMinute)
    return "\(statistics.endedInHour) in the last hour, \(rate) a minute"
  }

  private static func oneDecimal(_ number: Double) -> String {
    guard number >= 0.1 else { return "less than 0.1" }
    let tenths = Int((number * 10).rounded())
    return "\(tenths / 10).\(tenths % 10)"
  }

  static func failures(_ statistics: JobStatistics) -> String {
    let ended = statistics.completed + statistics.failed
    guard ended > 0 else { return noEnd }
    let share = Double(statistics.failed) * 100 / Double(ended)
    // Neither none nor all when it is not quite so.
    let percent =
      switch (statistics.failed, share) {
      case (1..., ..<1): "less than 1"
      case (..<ended, 99...): "more than 99"
      default: "\(Int(share.rounded()))"
      }
    return "\(statistics.failed) of \(ended) ended, \(percent) %"
  }

  static func requests(_ state: DashboardState, at now: Date) -> String {
    if state.hold == .elsewhere { return "another jobwatch asks for this one" }
    guard let traffic = state.traffic else { return "not asked yet" }
    let questions = traffic.questions(inMinuteTo: now)
    let latency = traffic.latency.map { "; last answer in \(LatencyText.exact($0))" } ?? ""
    return "\(questions) of \(traffic.mostPerMinute) requests a minute\(latency)"
  }
}

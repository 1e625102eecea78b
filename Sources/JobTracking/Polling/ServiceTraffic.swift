import Foundation

/// How much a service was asked of late, and how quickly it answers.
package struct ServiceTraffic: Hashable, Sendable {
  /// Questions of one second since 1970.
  private struct Second: Hashable, Sendable {
    let number: Int
    var questions: Int
  }

  /// How many questions there may be in a minute.
  package let mostPerMinute: Int
  /// From the last question to its end; nil before the first one.
  package private(set) var latency: Duration?
  /// The last ones with any, the earliest first, of ``window`` seconds at most.
  private var seconds: [Second] = []

  /// For how many seconds a question counts.
  private static let window = 60

  package init(mostPerMinute: Int) { self.mostPerMinute = mostPerMinute }

  init(budget: PollBudget) {
    self.init(mostPerMinute: Int(min(budget.perSecond * Double(Self.window), 1e9).rounded()))
  }

  /// Counts questions that are asked at an instant.
  package mutating func count(_ questions: Int, at now: Date) {
    let number = Self.number(now)
    if seconds.last?.number == number {
      seconds[seconds.count - 1].questions += questions
    } else {
      // A clock that was set back begins anew.
      seconds.removeAll { $0.number > number || $0.number <= number - Self.window }
      seconds.append(Second(number: number, questions: questions))
    }
  }

  /// The traffic once an answer, or none, came after so long.
  package func answered(in latency: Duration) -> ServiceTraffic {
    var traffic = self
    traffic.latency = latency
    return traffic
  }

  /// How many questions there were in the minute up to an instant, to the second.
  ///
  /// Complexity: O(1), as there are 60 seconds at most.
  package func questions(inMinuteTo now: Date) -> Int {
    let last = Self.number(now)
    return seconds.reduce(0) { $1.number > last - Self.window && $1.number <= last ? $0 + $1.questions : $0 }
  }

  private static func number(_ date: Date) -> Int {
    Int(max(-1e15, min(date.timeIntervalSince1970, 1e15)).rounded(.down))
  }
}

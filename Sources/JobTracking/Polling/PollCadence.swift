import Foundation
import JobAPI

/// Decides how long to wait until a job is asked about again, and can say why. It knows no clock and does no I/O.
///
/// The mean delay until an end is noticed, for a given number of questions, is least when they come as densely as the
/// square root of the hazard: of how likely the job is to end just now. (With the hazard h, pauses g and survival S, the
/// delay is ½∫S·h·g and the number ∫S/g; Lagrange's rule gives g ∝ 1/√h.) Of a job that nothing is known about the
/// hazard is taken to be 1/t after the time t: who has lasted an hour will not be over in a minute.
package struct PollCadence: Sendable {
  /// The shortest pause, as between two questions about a young job.
  package let quickest: Duration
  /// The longest pause, unless the shortest is longer.
  package let slowest: Duration

  private var past = PastDurations()
  private var curves: [String?: PauseCurve] = [:]

  /// The pause between two questions about a job that the service does not know.
  package static let pauseWhenUnknown = Duration.seconds(300)

  package init(quickest: Duration, slowest: Duration = .seconds(30)) {
    self.quickest = quickest
    self.slowest = max(quickest, slowest)
  }

  /// Takes note of how long a job took.
  ///
  /// - Parameter kind: what jobs have in common that take about the same; nil for those that nothing is known of.
  package mutating func learn(seconds: Double, kind: String?) { past.learn(seconds: seconds, kind: kind) }

  /// Takes note of how long a job took that counts less than all that are known: the first to be forgotten.
  package mutating func learnOlder(seconds: Double, kind: String?) {
    past.learnOlder(seconds: seconds, kind: kind)
  }

  /// Goes up with everything that is learned.
  package var lessons: Int { past.lessons }

  /// How long jobs of a kind take; nil as long as too few are known.
  package mutating func estimate(of kind: String?) -> DurationEstimate? { past.estimate(of: kind) }

  /// How long jobs take, by their kind, of those that enough is known of.
  package mutating func estimates() -> [String?: DurationEstimate] { past.estimates() }

  /// The pause after an answer by which the job goes on.
  ///
  /// - Parameters:
  ///   - elapsed: how long ago the job began, in seconds.
  ///   - fraction: 0..<1, by chance; it makes the pause up to a tenth longer or shorter, but not shorter than the shortest.
  package mutating func plan(elapsed: Double, kind: String?, fraction: Double) -> CheckPlan {
    let curve = curve(of: kind)
    let pause = curve.pause(after: max(0, elapsed)) * (0.9 + 0.2 * fraction)
    return CheckPlan(
      pause: max(quickest, .seconds(pause)), reason: curve.reason(after: elapsed, quickest: quickest))
  }

  private mutating func curve(of kind: String?) -> PauseCurve {
    let estimate = past.estimate(of: kind)
    if let curve = curves[kind], curve.estimate == estimate { return curve }
    let curve = PauseCurve(estimate, quickest: quickest.inSeconds, slowest: slowest.inSeconds)
    curves[kind] = curve
    return curve
  }
}

/// When to ask next, and why then.
package struct CheckPlan: Hashable, Sendable {
  package let pause: Duration
  package let reason: CheckReason

  package init(pause: Duration, reason: CheckReason) {
    self.pause = pause
    self.reason = reason
  }
}

/// Why a job is asked about when it is.
package enum CheckReason: Hashable, Sendable {
  /// It is young, and asked about as often as may be.
  case young
  /// Nothing is known about how long it takes; the older it is, the more seldom it is asked about.
  case aging
  /// Jobs of its kind end between so many seconds after their beginning, as was learned from so many of them; it has not
  /// come so far, is just there, or has taken longer.
  case expected(ClosedRange<Double>, learnedFrom: Int)
  /// It was asked about in vain, so many times in a row.
  case retrying(failures: Int)
  /// The service does not know it, and it may be too new.
  case notKnownYet
  /// The service does not know it.
  case notFound
}

/// The pauses between questions about jobs of one kind, by how long they last already, worked out once.
private struct PauseCurve: Sendable {
  let estimate: DurationEstimate?
  /// The pauses after ``first``·``growth``^index seconds, in seconds.
  private let pauses: [Double]

  private static let first = 0.25
  private static let growth = 1.05
  private static let logGrowth = log(growth)
  private static let count = 300  // up to a week

  init(_ estimate: DurationEstimate?, quickest: Double, slowest: Double) {
    self.estimate = estimate
    // Then a job that nothing is known of is asked about with the shortest pause until it has lasted for 16 s.
    let density = 4 / quickest
    pauses = (0..<Self.count).map { index in
      let elapsed = Self.first * exp(Self.logGrowth * Double(index))
      let step = slowest / 120
      var (pause, reached) = (0.0, 0.0)
      while pause < slowest, reached < 1 {
        let hazard = Self.hazard(at: elapsed + pause + step / 2, estimate)
        reached += hazard.squareRoot() * density * step
        pause += step
      }
      return min(max(pause, quickest), slowest)
    }
  }

  /// However much is known, one in twenty jobs is taken to end quite otherwise: whoever has lasted much longer than was to
  /// be expected is most likely one of them.
  private static func hazard(at seconds: Double, _ estimate: DurationEstimate?) -> Double {
    guard let estimate else { return 1 / seconds }
    let usual = 0.95 * (1 - estimate.share(endedAfter: seconds))
    let other = 0.05 * estimate.median / (estimate.median + seconds)
    return (usual * estimate.hazard(at: seconds) + other / (estimate.median + seconds)) / (usual + other)
  }

  func pause(after elapsed: Double) -> Double {
    guard elapsed > Self.first else { return pauses[0] }
    return pauses[min(Int(log(elapsed / Self.first) / Self.logGrowth), Self.count - 1)]
  }

  func reason(after elapsed: Double, quickest: Duration) -> CheckReason {
    if let estimate { return .expected(estimate.usual, learnedFrom: estimate.count) }
    return pause(after: elapsed) <= quickest.inSeconds * 1.01 ? .young : .aging
  }
}

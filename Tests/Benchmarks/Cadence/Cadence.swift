import Foundation
import JobTracking

/// How long to wait until the next question, given how long the job has had its status.
typealias Pause = (_ elapsed: Duration) -> Duration

/// A way to decide when to ask about a job again.
struct Cadence: Sendable {
  let name: String
  /// Makes the cadence for jobs of one kind.
  ///
  /// `past` is how long jobs of the kind have taken; `base` makes all pauses longer or shorter.
  let pause: @Sendable (_ past: [Duration], _ base: Duration) -> Pause

  /// The one that is measured.
  static let adaptive = Cadence(name: "adaptive") { past, base in
    HazardCadence(past: past, base: base).pause
  }

  /// The same pause always.
  static let fixed = Cadence(name: "fixed") { _, base in { _ in base } }
}

/// The cadence that theory names as best: pauses that are the shorter the likelier it is that the job ends now, as one over
/// the root of the hazard, at most ``longest``. The hazard is that of a log-normal distribution like the past durations.
struct HazardCadence {
  static let longest = 30.0
  private static let shortest = 0.25

  private let step: Double
  /// The integral of the rate of questions up to each multiple of the step.
  private let questions: [Double]

  /// - Parameters:
  ///   - past: two or more.
  ///   - base: the pause where one job in a second's time is sure to end.
  init(past: [Duration], base: Duration) {
    let logarithms = past.map { log(max($0.inSeconds, 0.001)) }
    let mean = Statistics.mean(logarithms)
    let squares = logarithms.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    let deviation = (squares / Double(max(logarithms.count - 1, 1))).squareRoot()
    // Few jobs may happen to be alike, and the next one is not.
    let sigma = max(deviation * (1 + 1 / Double(logarithms.count).squareRoot()), 0.05)
    let distribution = LogNormal(median: exp(mean), sigma: sigma)
    // To where one in a thousand is left: later ones are asked about as seldom as may be.
    step = distribution.median * exp(3 * sigma) / 2500
    var sum = 0.0
    var questions = [0.0]
    for index in 0..<2500 {
      let rate = distribution.hazard((Double(index) + 0.5) * step).squareRoot() / base.inSeconds
      sum += min(max(rate, 1 / Self.longest), 1 / Self.shortest) * step
      questions.append(sum)
    }
    self.questions = questions
  }

  func pause(_ elapsed: Duration) -> Duration {
    let time = elapsed.inSeconds
    let target = asked(by: time) + 1
    guard let last = questions.last, target < last else { return .seconds(Self.longest) }
    var (low, high) = (0, questions.count - 1)
    while high - low > 1 {
      let middle = (low + high) / 2
      if questions[middle] < target { low = middle } else { high = middle }
    }
    let part = (target - questions[low]) / (questions[high] - questions[low])
    return .seconds(min(max((Double(low) + part) * step - time, Self.shortest), Self.longest))
  }

  private func asked(by time: Double) -> Double {
    let index = Int(time / step)
    guard index + 1 < questions.count else { return .infinity }
    return questions[index] + (questions[index + 1] - questions[index]) * (time / step - Double(index))
  }
}

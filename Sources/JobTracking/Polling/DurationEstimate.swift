import Foundation

/// How long jobs of one kind take, learned from past ones: a log-normal distribution, as durations of work are never
/// negative, and a few are many times the usual.
package struct DurationEstimate: Hashable, Sendable {
  /// How many past jobs it takes to say anything.
  package static let fewestSamples = 5
  /// How many it takes to say what one in twenty of them exceeds.
  package static let fewestForShares = 20
  /// The least spread of the logarithm: past jobs that all took the same are no promise.
  private static let leastSpread = 0.1

  /// The mean of the natural logarithm of the seconds.
  private let logMedian: Double
  /// The standard deviation of the natural logarithm.
  package let spread: Double
  /// How many jobs it was learned from.
  package let count: Int
  /// How long the longest of them took, in seconds.
  package let longest: Double
  /// How long 95 % of them took at most, in seconds, counted by the nearest rank and not taken from the distribution; nil
  /// for fewer than ``fewestForShares``.
  package let percentile95: Double?

  /// - Parameter seconds: how long past jobs took; those of 0 or less are left out.
  /// - Returns: nil for fewer than ``fewestSamples``.
  package init?(seconds: some Sequence<Double>) {
    let sorted = seconds.filter { $0 > 0 && $0.isFinite }.sorted()
    guard sorted.count >= Self.fewestSamples, let longest = sorted.last else { return nil }
    let logarithms = sorted.map { log($0) }
    let count = Double(logarithms.count)
    let mean = logarithms.reduce(0, +) / count
    let variance = logarithms.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / (count - 1)
    logMedian = mean
    // Of few samples the mean itself is uncertain too.
    spread = max(Self.leastSpread, (variance * (1 + 1 / count)).squareRoot())
    self.count = logarithms.count
    self.longest = longest
    percentile95 = sorted.count < Self.fewestForShares ? nil : sorted[(sorted.count * 95 + 99) / 100 - 1]
  }

  /// The duration that half of the jobs exceed, in seconds.
  package var median: Double { exp(logMedian) }

  /// How many standard deviations are between a duration and the median.
  private func score(_ seconds: Double) -> Double { (log(seconds) - logMedian) / spread }

  /// The share of jobs that take no longer, 0...1.
  package func share(endedAfter seconds: Double) -> Double {
    seconds > 0 ? erfc(-score(seconds) / 2.0.squareRoot()) / 2 : 0
  }

  /// How likely a job is to end now that has not ended yet, per second.
  package func hazard(at seconds: Double) -> Double {
    guard seconds > 0 else { return 0 }
    let score = score(seconds)
    // Far out both parts are too small for a number; their quotient tends to the score.
    guard score < 30 else { return score / (spread * seconds) }
    let density = exp(-score * score / 2) / (2 * Double.pi).squareRoot()
    let survival = erfc(score / 2.0.squareRoot()) / 2
    return density / survival / (spread * seconds)
  }

  /// The duration that a job with 9 chances in 10 takes at least, and at most (the 10th and the 90th percentile), in seconds.
  package var usual: ClosedRange<Double> {
    let distance = 1.281_551_565_545
    return exp(logMedian - distance * spread)...exp(logMedian + distance * spread)
  }
}

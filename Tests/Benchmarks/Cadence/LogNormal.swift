import Foundation

/// The log-normal distribution: a duration whose logarithm is normal.
struct LogNormal {
  /// Seconds; half of the durations are shorter.
  let median: Double
  /// The standard deviation of the logarithm; 0.5 means that two thirds lie between 0.6 and 1.65 medians.
  let sigma: Double

  func draw(_ generator: inout some RandomNumberGenerator) -> Double {
    // Box and Muller's way to a normal number.
    let radius = (-2 * log(1 - Double.random(in: 0..<1, using: &generator))).squareRoot()
    return median * exp(sigma * radius * cos(2 * .pi * Double.random(in: 0..<1, using: &generator)))
  }

  var mean: Double { median * exp(sigma * sigma / 2) }

  /// The share of durations that are longer.
  func survival(_ time: Double) -> Double { erfc(deviation(time) / 2.0.squareRoot()) / 2 }

  func density(_ time: Double) -> Double {
    let deviation = deviation(time)
    return exp(-deviation * deviation / 2) / (time * sigma * (2 * .pi).squareRoot())
  }

  /// The chance a second that a job ends which has not ended so far.
  func hazard(_ time: Double) -> Double {
    let deviation = deviation(time)
    // Far out both are too small for a quotient; there it is that of the normal distribution's tail.
    guard deviation < 8 else { return deviation / (time * sigma) }
    return density(time) / survival(time)
  }

  private func deviation(_ time: Double) -> Double { log(time / median) / sigma }

  /// The integral of sqrt(density · survival) over time, in sqrt(seconds): what the best cadence's product of mean
  /// delay and requests comes from.
  var spread: Double {
    // Over the logarithm of time, where the integrand is smooth.
    let step = sigma / 200
    return stride(from: -8 * sigma, to: 8 * sigma, by: step).reduce(0) { sum, x in
      let time = median * exp(x + step / 2)
      return sum + (density(time) * survival(time)).squareRoot() * time * step
    }
  }
}

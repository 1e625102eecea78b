import TestTools

/// Jobs of several kinds with log-normal durations, and what it takes to see them end. Nothing waits: the time is
/// reckoned.
struct Simulation {
  /// Per job, on average.
  struct Cost {
    let requests: Double
    /// Seconds from the end of a job to the question that sees it.
    let delay: Double
  }

  private struct Kind {
    let distribution: LogNormal
    let past: [Duration]
    let durations: [Double]
  }

  /// Seconds. Each kind has as many jobs as every other.
  static let medians = [10.0, 25, 60, 150, 360, 900, 1800, 3600]

  private let kinds: [Kind]

  /// - Parameters:
  ///   - sigma: of each kind; see ``LogNormal/sigma``.
  ///   - past: how many jobs of each kind have ended before.
  ///   - jobs: how many there are of each kind.
  init(sigma: Double, past: Int, jobs: Int, seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    kinds = Self.medians.map { median in
      let distribution = LogNormal(median: median, sigma: sigma)
      return Kind(
        distribution: distribution,
        past: (0..<past).map { _ in .seconds(distribution.draw(&generator)) },
        durations: (0..<jobs).map { _ in distribution.draw(&generator) })
    }
  }

  func cost(of cadence: Cadence, base: Double) -> Cost {
    var requests = 0
    var delay = 0.0
    for kind in kinds {
      let pause = cadence.pause(kind.past, .seconds(base))
      for duration in kind.durations {
        var elapsed = Duration.zero
        let end = Duration.seconds(duration)
        repeat {
          elapsed += pause(elapsed)
          requests += 1
        } while elapsed < end
        delay += (elapsed - end).inSeconds
      }
    }
    let jobs = Double(kinds.reduce(0) { $0 + $1.durations.count })
    return Cost(requests: Double(requests) / jobs, delay: delay / jobs)
  }

  /// The base with which a cadence has a certain mean delay, found by halving, and what it costs; nil when it is never so
  /// slow or so quick.
  func cost(of cadence: Cadence, atDelay delay: Double) -> (base: Double, cost: Cost)? {
    var (low, high) = (0.001, 100.0)
    guard cost(of: cadence, base: high).delay > delay else { return nil }
    for _ in 0..<18 {
      let middle = (low * high).squareRoot()
      if cost(of: cadence, base: middle).delay < delay { low = middle } else { high = middle }
    }
    let found = cost(of: cadence, base: high)
    return abs(found.delay - delay) < 0.05 * delay ? (high, found) : nil
  }

  /// The requests of the best cadence that there can be over those of a fixed interval, at the same mean delay.
  ///
  /// With density f and survival S, the mean delay times the requests is at best (∫ √(f S) dt)² / 2, with an interval
  /// that is fixed it is E[T] / 2; a mixture of kinds has the mean of the integrals and of the durations.
  var bestRatio: Double {
    let spread = Statistics.mean(kinds.map(\.distribution.spread))
    return spread * spread / Statistics.mean(kinds.map(\.distribution.mean))
  }
}

import JobTracking
import Testing

@Suite struct PollCadenceTests {
  private static func plan(
    _ cadence: inout PollCadence, _ elapsed: Double, kind: String? = nil, fraction: Double = 0.5
  ) -> CheckPlan {
    cadence.plan(elapsed: elapsed, kind: kind, fraction: fraction)
  }

  /// A cadence that knows jobs of one kind, which take 600 s, give or take so many percent.
  private static func experienced(percent: Double = 10) -> PollCadence {
    var cadence = PollCadence(quickest: .seconds(2))
    for step in -10...10 {
      cadence.learn(seconds: 600 * (1 + percent / 100 * Double(step) / 5), kind: "audio")
    }
    return cadence
  }

  @Test("a young job is asked about as often as may be, and the older it gets, the more seldom, up to 30 s")
  func aging() {
    var cadence = PollCadence(quickest: .seconds(2))
    let pauses = [0, 5, 15, 60, 300, 1_200, 5_000, 1e6].map { Self.plan(&cadence, $0).pause.inSeconds }
    #expect(pauses[0] == 2 && pauses[1] == 2)
    #expect(pauses == pauses.sorted())
    #expect(pauses[3] > 3 && pauses[3] < 5)
    #expect(pauses.last == 30)
    #expect(Self.plan(&cadence, 5).reason == .young)
    #expect(Self.plan(&cadence, 300).reason == .aging)
  }

  @Test("chance makes a pause up to a tenth longer or shorter, but never shorter than the shortest")
  func jitter() {
    var cadence = PollCadence(quickest: .seconds(2))
    let middle = Self.plan(&cadence, 300).pause
    #expect(abs(Self.plan(&cadence, 300, fraction: 0).pause.inSeconds - middle.inSeconds * 0.9) < 1e-9)
    #expect(Self.plan(&cadence, 300, fraction: 0.999).pause > middle * 1.09)
    #expect(Self.plan(&cadence, 1, fraction: 0).pause == .seconds(2))
  }

  @Test(
    "a job whose kind is known is left alone until its end comes near, then asked about often, then seldom again"
  )
  func expected() {
    var cadence = Self.experienced()
    let early = Self.plan(&cadence, 60, kind: "audio").pause
    let near = Self.plan(&cadence, 600, kind: "audio").pause
    let late = Self.plan(&cadence, 20_000, kind: "audio").pause
    #expect(early == .seconds(30))
    #expect(near < .seconds(6))
    #expect(late > near * 2)
    // Of another kind nothing is known.
    #expect(Self.plan(&cadence, 60, kind: "video").reason == .aging)
  }

  @Test("it says between when and when the end is expected, and from how many jobs it knows")
  func reason() {
    var cadence = Self.experienced()
    guard case .expected(let range, let count) = Self.plan(&cadence, 60, kind: "audio").reason else {
      Issue.record("nothing is expected")
      return
    }
    #expect(count == 21)
    #expect(range.lowerBound > 450 && range.lowerBound < 560)
    #expect(range.upperBound > 640 && range.upperBound < 760)
  }

  @Test("a pause never leads past the time when the end becomes likely")
  func notPast() {
    var cadence = Self.experienced(percent: 2)
    // With a narrow spread the end is as good as certain between 520 and 680 s.
    var (elapsed, looks) = (0.0, [Double]())
    while elapsed < 700 {
      elapsed += Self.plan(&cadence, elapsed, kind: "audio").pause.inSeconds
      looks.append(elapsed)
    }
    #expect(looks.count { (540...660).contains($0) } > 15)
    #expect(looks.count { $0 < 500 } < 25)
  }

  @Test("too few past jobs, or durations that are none, say nothing")
  func few() {
    var cadence = PollCadence(quickest: .seconds(2))
    for seconds in [600, 600, 600, 600, 0, -1, .nan, .infinity] as [Double] {
      cadence.learn(seconds: seconds, kind: nil)
    }
    #expect(cadence.estimate(of: nil) == nil)
    cadence.learn(seconds: 600, kind: nil)
    #expect(cadence.estimate(of: nil)?.count == 5)
  }

  @Test("what was learned last counts, of two hundred")
  func newest() {
    var cadence = PollCadence(quickest: .seconds(2))
    for _ in 1...300 { cadence.learn(seconds: 10, kind: nil) }
    for _ in 1...300 { cadence.learn(seconds: 1_000, kind: nil) }
    let median = cadence.estimate(of: nil)?.median ?? 0
    #expect(abs(median - 1_000) < 1)
  }
}

@Suite struct DurationEstimateTests {
  @Test("median, percentiles and shares are those of the log-normal distribution")
  func distribution() throws {
    // Logarithms of mean 3 and standard deviation 0.5.
    let seconds = (-9...9).map { exponential(3 + Double($0) / 10) }
    let estimate = try #require(DurationEstimate(seconds: seconds))
    #expect(abs(estimate.median - exponential(3)) < 0.001)
    #expect(abs(estimate.share(endedAfter: estimate.median) - 0.5) < 1e-9)
    #expect(abs(estimate.share(endedAfter: estimate.usual.lowerBound) - 0.1) < 1e-6)
    #expect(abs(estimate.share(endedAfter: estimate.usual.upperBound) - 0.9) < 1e-6)
  }

  @Test(
    "the hazard is the rate at which the share that is left shrinks, far out too",
    arguments: [5, 15, 20, 40, 200, 1e6, 1e12])
  func hazard(at seconds: Double) throws {
    let estimate = try #require(DurationEstimate(seconds: [15, 18, 20, 22, 27]))
    let hazard = estimate.hazard(at: seconds)
    #expect(hazard > 0 && hazard.isFinite)
    let left = 1 - estimate.share(endedAfter: seconds)
    guard left > 1e-6, left < 1 - 1e-6 else { return }
    let step = seconds * 1e-5
    let leftLater = 1 - estimate.share(endedAfter: seconds + step)
    #expect(abs((left - leftLater) / left / step / hazard - 1) < 0.01)
  }

  @Test("what one in twenty exceeds is counted, and not told of fewer than twenty")
  func percentile() throws {
    let estimate = try #require(DurationEstimate(seconds: (1...20).map(Double.init).shuffled()))
    #expect(estimate.percentile95 == 19 && estimate.longest == 20)
    #expect(try #require(DurationEstimate(seconds: (1...19).map(Double.init))).percentile95 == nil)
    #expect(DurationEstimate(seconds: (1...200).map(Double.init))?.percentile95 == 190)
  }

  @Test("jobs that all took the same are given some spread")
  func leastSpread() throws {
    let estimate = try #require(DurationEstimate(seconds: Array(repeating: 60, count: 50)))
    #expect(estimate.spread >= 0.1)
  }

  private func exponential(_ exponent: Double) -> Double {
    (1...60).reduce((sum: 1.0, term: 1.0)) { partial, number in
      let term = partial.term * exponent / Double(number)
      return (partial.sum + term, term)
    }.sum
  }
}

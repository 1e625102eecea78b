/// How long past jobs took, by their kind, and what is to be expected of the next ones.
struct PastDurations: Sendable {
  private struct Past: Sendable {
    /// The newest last.
    var seconds: [Double] = []
    var lessons = 0
    var estimate: DurationEstimate?
    /// How many lessons there were when it was estimated; nil when it has to be done anew.
    var estimatedAfter: Int?
  }

  private var past: [String?: Past] = [:]
  /// How many past jobs of a kind count.
  private static let mostSamples = 200

  /// Goes up with everything that is learned.
  private(set) var lessons = 0

  mutating func learn(seconds: Double, kind: String?) {
    guard seconds > 0, seconds.isFinite else { return }
    lessons += 1
    // In place, as a store of very many jobs is learned from at the start.
    Self.append(seconds, to: &past[kind, default: Past()])
  }

  /// Takes note of a duration that counts less than all that are known: the first to be forgotten.
  mutating func learnOlder(seconds: Double, kind: String?) {
    guard seconds > 0, seconds.isFinite, past[kind, default: Past()].seconds.count < Self.mostSamples else {
      return
    }
    lessons += 1
    past[kind, default: Past()].seconds.insert(seconds, at: 0)
    past[kind]?.estimatedAfter = nil
  }

  private static func append(_ seconds: Double, to past: inout Past) {
    past.seconds.append(seconds)
    past.lessons += 1
    if past.seconds.count > mostSamples { past.seconds.removeFirst() }
  }

  /// What is to be expected of jobs of a kind; nil as long as too few are known. The more are known, the more new ones it
  /// takes to make it anew, as each of them changes less.
  mutating func estimate(of kind: String?) -> DurationEstimate? {
    guard let known = past[kind] else { return nil }
    let count = known.seconds.count
    let patience = count < Self.mostSamples / 4 ? 1 : count / 10
    if let after = known.estimatedAfter, known.lessons - after < patience { return known.estimate }
    let estimate = DurationEstimate(seconds: known.seconds)
    past[kind]?.estimate = estimate
    past[kind]?.estimatedAfter = known.lessons
    return estimate
  }

  /// The estimates of all kinds that enough is known of.
  mutating func estimates() -> [String?: DurationEstimate] {
    var all: [String?: DurationEstimate] = [:]
    for kind in past.keys {
      if let estimate = estimate(of: kind) { all[kind] = estimate }
    }
    return all
  }
}

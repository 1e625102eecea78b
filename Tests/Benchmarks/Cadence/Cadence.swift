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
    var cadence = PollCadence(quickest: base)
    for duration in past { cadence.learn(seconds: duration.inSeconds, kind: nil) }
    return { cadence.plan(elapsed: $0.inSeconds, kind: nil, fraction: 0.5).pause }
  }

  /// The same pause always.
  static let fixed = Cadence(name: "fixed") { _, base in { _ in base } }
}

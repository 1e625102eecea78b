import JobAPI
import JobTracking

/// What is said of a job that is not in trouble and yet not as it should be.
enum OddityText {
  /// A sentence for people, nil when there is nothing odd.
  static func sentence(about job: TrackedJob, _ glyphs: GlyphSet) -> String? {
    if let anomaly = job.anomaly { return sentence(about: anomaly, glyphs) }
    guard case .unrecognized = job.status else { return nil }
    return "a status that this version of jobwatch does not know; it goes on asking"
  }

  static func sentence(about anomaly: JobAnomaly, _ glyphs: GlyphSet) -> String {
    switch anomaly {
    case .cameBack(let from, let to):
      "the service had called it \(word(from, glyphs)), and then \(word(to, glyphs))"
    case .wentBack: "it had begun, and then waited for its turn again"
    case .flaps(let returns): "it goes back and forth: \(returns) times to a status it had left"
    }
  }

  private static func word(_ status: JobStatus, _ glyphs: GlyphSet) -> String {
    StatusAppearance(status, glyphs).word
  }
}

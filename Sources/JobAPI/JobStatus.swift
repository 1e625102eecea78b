/// Where a job stands, as the Job Status API reports it.
///
/// The four documented words are `scheduled`, `in_progress`, `completed` and `failed`; the API answers in
/// lower case while its documentation writes capitals, so case is ignored. Any other word is kept as it came.
package enum JobStatus: Hashable, Sendable {
  case scheduled
  case inProgress
  case completed
  case failed
  /// A word this version does not know, at most ``longestUnrecognizedWord`` Unicode scalars of it.
  case unrecognized(String)

  /// How many Unicode scalars of an unknown status word are kept.
  package static let longestUnrecognizedWord = 256

  /// Reads the word of a response or of the store; never fails.
  package init(wireName: String) {
    // Words come as they are spelled below nearly always; to make them so takes longer than to read them.
    self =
      Self.known(wireName) ?? Self.known(wireName.lowercased())
      ?? .unrecognized(String(wireName.unicodeScalars.prefix(Self.longestUnrecognizedWord)))
  }

  private static func known(_ wireName: String) -> JobStatus? {
    switch wireName {
    case "scheduled": .scheduled
    case "in_progress": .inProgress
    case "completed": .completed
    case "failed": .failed
    default: nil
    }
  }

  /// The word as the API spells it in a response.
  package var wireName: String {
    switch self {
    case .scheduled: "scheduled"
    case .inProgress: "in_progress"
    case .completed: "completed"
    case .failed: "failed"
    case .unrecognized(let word): word
    }
  }

  /// Whether the job has ended: a completed or failed job is never asked about again.
  package var isTerminal: Bool { self == .completed || self == .failed }
}

extension JobStatus: Codable {
  package init(from decoder: any Decoder) throws {
    self.init(wireName: try decoder.singleValueContainer().decode(String.self))
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(wireName)
  }
}

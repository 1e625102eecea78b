/// What is found out about a recording.
struct MediaFacts: Hashable, Sendable {
  enum Container: Hashable, Sendable {
    case wav, mp4, mpegAudio
  }

  let container: Container
  /// The length in seconds, 0 or more.
  let duration: Double
}

/// Why a file is no recording that can be processed.
enum MediaProblem: Error, Hashable, CustomStringConvertible {
  case empty
  case unknownContainer
  /// The file is of a known kind, but what tells its length is missing or makes no sense.
  case noDuration(MediaFacts.Container)

  var description: String {
    switch self {
    case .empty: "The file is empty."
    case .unknownContainer: "The file is no WAV, no MP4 and no MPEG audio."
    case .noDuration(let container): "The file looks like \(container), but its length cannot be told."
    }
  }
}

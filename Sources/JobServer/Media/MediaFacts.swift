/// What is found out about a recording.
struct MediaFacts: Hashable, Sendable {
  enum Container: String, Hashable, Sendable {
    case wav = "WAV"
    case mp4 = "MP4"
    case mpegAudio = "MPEG audio"
  }

  let container: Container
  /// The length in seconds, more than 0 and finite.
  let duration: Double
}

/// Why a file is no recording that can be processed.
enum MediaProblem: Error, Hashable, CustomStringConvertible {
  case empty
  case unknownContainer
  /// The file is of a known kind, but what tells its length is missing or makes no sense.
  case noDuration(MediaFacts.Container)
  /// The file is of a known kind, but there is neither sound nor picture in it.
  case noMedia(MediaFacts.Container)
  /// The frames of MPEG audio do not tell how long they are.
  case freeBitRate

  var description: String {
    switch self {
    case .empty: "The file is empty."
    case .unknownContainer: "The file is no WAV, no MP4 and no MPEG audio. Convert it to one of them."
    case .noDuration(let container):
      "The file looks like \(container.rawValue), but what tells its length is missing or makes no sense. \(Self.advice)"
    case .noMedia(let container):
      "The file is \(container.rawValue) without sound or pictures in it. \(Self.advice)"
    case .freeBitRate:
      "The file is MPEG audio of a free bit rate, which is not supported. Encode it with a constant or variable one."
    }
  }

  private static let advice = "Look whether all of it was sent."
}

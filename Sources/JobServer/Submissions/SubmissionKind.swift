/// What is submitted to the Async API; the raw value is the path below `/v1/process`.
enum SubmissionKind: String, CaseIterable {
  case text
  case audio
  case audioURL = "audio/url"
  case video
  case videoURL = "video/url"

  /// Whether the body is the file itself.
  var isFile: Bool { self == .audio || self == .video }
}

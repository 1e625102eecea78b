/// What a submission asks to be processed.
struct SubmittedJob: Sendable {
  enum Content: Sendable {
    case text([SubmittedMessage])
    /// A file that was sent, with its length; nil when it cannot be read.
    case recording(seconds: Double?)
    /// A file that the server still has to fetch.
    case remoteRecording(HTTPURL)
  }

  let kind: SubmissionKind
  let content: Content
  let options: SubmissionOptions

  /// Whether it can be seen at once that nothing will come of it.
  var isHopeless: Bool {
    switch content {
    case .text(let messages): !messages.contains(where: \.isProcessable)
    case .recording(let seconds): seconds == nil
    case .remoteRecording: false
    }
  }
}

import Foundation

/// One message of a submitted text, not yet in its place in time.
struct SubmittedMessage: Hashable, Sendable {
  let text: String
  let speaker: Speaker?
  /// When it began, where the submission says so.
  let start: Date?
  /// When it ended, where the submission says so; not before ``start``.
  let end: Date?

  init(text: String, speaker: Speaker? = nil, start: Date? = nil, end: Date? = nil) {
    self.text = text
    self.speaker = speaker
    self.start = start
    self.end = end
  }

  /// Whether there is anything to be understood: a letter or a digit.
  var isProcessable: Bool { text.contains { $0.isLetter || $0.isNumber } }
}

/// How a conversation is written out.
package enum ResultFormat: String, CaseIterable, Sendable {
  /// A transcript to read, with the insights below it.
  case text
  /// One object; see ``JSONResult``.
  case json
  /// The transcript as CommonMark.
  case markdown
  /// SubRip subtitles.
  case srt

  /// Writes a conversation out.
  ///
  /// - Returns: text that ends with a newline, unless it is empty; no control character other than newlines is in it.
  /// - Throws: ``ResultFormatError`` when the conversation lacks what the format needs.
  package func written(_ report: ConversationReport) throws(ResultFormatError) -> String {
    switch self {
    case .text: TextResult.written(report)
    case .json: try JSONResult.written(report)
    case .markdown: MarkdownResult.written(report)
    case .srt: try SubtitleResult.written(report)
    }
  }
}

/// Why a conversation cannot be written in a format.
package enum ResultFormatError: Error, Hashable, CustomStringConvertible {
  /// The first message that does not say when it was said, counted from 1.
  case noTimes(message: Int)
  /// Numbers that are no numbers, as JSON has none.
  case notJSON(reason: String)

  package var description: String {
    switch self {
    case .noTimes(let message):
      "Message \(message) of the conversation has no time, and subtitles need one; choose --format text."
    case .notJSON(let reason):
      "The conversation cannot be written as JSON: \(reason). Choose --format text."
    }
  }
}

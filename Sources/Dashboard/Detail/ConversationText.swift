import JobAPI

/// A conversation as it is told line by line: what somebody said at once in pieces short enough to be wrapped in no time.
package struct ConversationText: Hashable, Sendable {
  /// A message, or a part of one that is long or has several lines.
  struct Piece: Hashable, Sendable {
    /// When the message was said, `00:01:05`; empty when that is not known, and for all but its first piece.
    let time: String
    let text: String
  }

  /// A piece has at most so many characters: a text that was submitted may have a megabyte in one line.
  static let longestPiece = 4_000

  let report: ConversationReport
  let pieces: [Piece]

  /// Complexity: in the characters of the messages.
  package init(_ report: ConversationReport) {
    self.report = report
    pieces = report.messages.flatMap(Self.pieces)
  }

  private static func pieces(of message: ConversationMessage) -> [Piece] {
    let time = OffsetText.clock(message.timeOffset) ?? ""
    let speaker = message.from?.calledName.map { "\($0): " } ?? ""
    let lines = message.text.split(whereSeparator: \.isNewline)
    let parts = lines.isEmpty ? [""] : lines.flatMap(parts)
    return parts.enumerated().map { number, part in
      number == 0 ? Piece(time: time, text: speaker + part) : Piece(time: "", text: String(part))
    }
  }

  /// A line in parts, broken at blanks where there are some.
  private static func parts(of line: Substring) -> [Substring] {
    // Bytes are quickly counted, and there are never more characters than bytes.
    guard line.utf8.count > longestPiece else { return [line] }
    var parts: [Substring] = []
    var rest = line
    while !rest.isEmpty {
      var part = rest.prefix(longestPiece)
      if part.endIndex < rest.endIndex, let blank = part.lastIndex(of: " "), blank > part.startIndex {
        part = part[..<blank]
      }
      parts.append(part)
      rest = rest[part.endIndex...].drop { $0 == " " }
    }
    return parts
  }
}

/// A conversation as SubRip subtitles: a numbered cue for each message that says something.
enum SubtitleResult {
  static func written(_ report: ConversationReport) throws(ResultFormatError) -> String {
    var cues: [String] = []
    for (index, message) in report.messages.enumerated() {
      guard let offset = message.timeOffset, let duration = message.duration,
        let start = OffsetText.subtitle(offset), let end = OffsetText.subtitle(offset + max(0, duration))
      else { throw .noTimes(message: index + 1) }
      // A blank line would end the cue, and an arrow could be taken for its times.
      let lines = message.text.plainLines.map { $0.replacing("-->", with: "→") }
      guard let first = lines.first else { continue }
      let speaker = message.from?.calledName.map { "\($0.inOneLine.replacing("-->", with: "→")): " } ?? ""
      let text = ([speaker + first] + lines.dropFirst()).joined(separator: "\n")
      cues.append("\(cues.count + 1)\n\(start) --> \(end)\n\(text)\n")
    }
    return cues.joined(separator: "\n")
  }
}

/// A conversation as text to read: the head, the transcript, the insights.
enum TextResult {
  static func written(_ report: ConversationReport) -> String {
    var blocks = [head(of: report)]
    if !report.messages.isEmpty { blocks.append(report.messages.flatMap(lines)) }
    for section in report.sections where !section.insights.isEmpty {
      blocks.append([section.title] + section.insights.map { "- \($0.textWithAssignee.inOneLine)" })
    }
    return blocks.map { $0.map { "\($0)\n" }.joined() }.joined(separator: "\n")
  }

  private static func head(of report: ConversationReport) -> [String] {
    var lines = [report.name.inOneLine]
    if let time = report.timeText { lines.append("Time: \(time)") }
    let members = report.members.compactMap(\.fullName)
    if !members.isEmpty { lines.append("Members: \(members.joined(separator: ", ").inOneLine)") }
    return lines
  }

  /// `[00:01:05] Speaker: text`; further lines of the text are set in, so that none looks like a message.
  private static func lines(of message: ConversationMessage) -> [String] {
    let time = OffsetText.clock(message.timeOffset).map { "[\($0)] " } ?? ""
    let speaker = message.from?.calledName.map { "\($0.inOneLine): " } ?? ""
    let lines = message.text.plainLines
    return [time + speaker + (lines.first ?? "")] + lines.dropFirst().map { "    \($0)" }
  }
}

extension ConversationReport {
  /// The insights with their titles, in the order in which they are told.
  package var sections: [(title: String, insights: [ConversationInsight])] {
    [
      ("Topics", topics), ("Questions", questions), ("Action items", actionItems), ("Follow-ups", followUps),
    ]
  }

  /// When the conversation began and ended, as the service writes it; nil when it says neither.
  var timeText: String? {
    let times = [conversation.startTime, conversation.endTime].compactMap(\.self).filter { !$0.isEmpty }
    return times.isEmpty ? nil : times.joined(separator: " to ").inOneLine
  }
}

/// A conversation as CommonMark. What people said is text and nothing else: all that would mark it up is escaped.
enum MarkdownResult {
  static func written(_ report: ConversationReport) -> String {
    var blocks = [["# \(escaped(report.name))"]]
    var head: [String] = []
    if let time = report.timeText { head.append("- Time: \(escaped(time))") }
    let members = report.members.compactMap(\.fullName)
    if !members.isEmpty { head.append("- Members: \(escaped(members.joined(separator: ", ")))") }
    if !head.isEmpty { blocks.append(head) }
    if !report.messages.isEmpty {
      blocks += [["## Messages"], report.messages.map(item)]
    }
    for section in report.sections where !section.insights.isEmpty {
      blocks += [["## \(section.title)"], section.insights.map { "- \(block($0.textWithAssignee))" }]
    }
    return blocks.map { $0.map { "\($0)\n" }.joined() }.joined(separator: "\n")
  }

  private static func item(_ message: ConversationMessage) -> String {
    let speaker = message.from?.calledName.map { "**\(escaped($0))**" }
    let time = OffsetText.clock(message.timeOffset).map { "(\($0))" }
    let head = [speaker, time].compactMap(\.self).joined(separator: " ")
    return head.isEmpty ? "- \(block(message.text))" : "- \(head): \(block(message.text))"
  }

  /// A text within a list item; its line breaks stay.
  private static func block(_ text: String) -> String {
    text.plainLines.map(escapedAtStart).joined(separator: "\\\n  ")
  }

  /// A text that stands within a line.
  private static func escaped(_ text: String) -> String {
    var escaped = ""
    for character in text.plainLines.joined(separator: " ") {
      if "\\`*_[]<>#|~&$".contains(character) { escaped.append("\\") }
      escaped.append(character)
    }
    return escaped
  }

  /// A text at the start of a line, where it must not begin a list, a rule or an underline of a heading.
  private static func escapedAtStart(_ text: String) -> String {
    let escaped = escaped(text)
    if let first = escaped.first, "-+=".contains(first) { return "\\\(escaped)" }
    let digits = escaped.prefix { $0.isASCII && $0.isNumber }
    guard !digits.isEmpty, let mark = escaped.dropFirst(digits.count).first, ".)".contains(mark) else {
      return escaped
    }
    return "\(digits)\\\(escaped.dropFirst(digits.count))"
  }
}

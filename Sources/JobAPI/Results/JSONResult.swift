import Foundation

/// A conversation as one JSON object.
///
/// Always there: `conversationId`, `name`, `startTime`, `endTime` (null when the service does not say them), `members`,
/// `messages`, `topics`, `questions`, `actionItems`, `followUps`. What is in the lists is as the API has it: `id`, `text`,
/// `from`, `startTime`, `endTime`, `timeOffset` and `duration` in seconds, `score`, `messageIds`, `assignee`; a member that
/// the service does not say is left out there.
struct JSONResult: Encodable {
  private let report: ConversationReport

  static func written(_ report: ConversationReport) throws(ResultFormatError) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    do {
      let json = String(decoding: try encoder.encode(JSONResult(report: report)), as: UTF8.self)
      return "\(withEscapes(json))\n"
    } catch {
      throw .notJSON(reason: "\(error)")
    }
  }

  private enum CodingKeys: String, CodingKey {
    case conversationId, name, startTime, endTime, members, messages, topics, questions, actionItems,
      followUps
  }

  func encode(to encoder: any Encoder) throws {
    var object = encoder.container(keyedBy: CodingKeys.self)
    try object.encode(report.conversation.id, forKey: .conversationId)
    try object.encode(report.conversation.name, forKey: .name)
    try object.encode(report.conversation.startTime, forKey: .startTime)
    try object.encode(report.conversation.endTime, forKey: .endTime)
    try object.encode(report.members, forKey: .members)
    try object.encode(report.messages, forKey: .messages)
    try object.encode(report.topics, forKey: .topics)
    try object.encode(report.questions, forKey: .questions)
    try object.encode(report.actionItems, forKey: .actionItems)
    try object.encode(report.followUps, forKey: .followUps)
  }

  /// JSON lets stand what a terminal may act on, from DEL upwards; within its strings an escape means the same.
  private static func withEscapes(_ json: String) -> String {
    guard json.unicodeScalars.contains(where: { $0.value >= 0x7F && $0.actsOnText }) else { return json }
    var escaped = String.UnicodeScalarView()
    for scalar in json.unicodeScalars {
      guard scalar.value >= 0x7F, scalar.actsOnText else {
        escaped.append(scalar)
        continue
      }
      let digits = String(scalar.value, radix: 16)
      escaped += "\\u\(String(repeating: "0", count: 4 - digits.count))\(digits)".unicodeScalars
    }
    return String(escaped)
  }
}

import Foundation
import JobAPI

/// What the Conversation API tells of a conversation: what its completed jobs have brought.
///
/// As long as none is completed the conversation is known and empty.
struct ConversationView: Sendable {
  let record: ConversationRecord
  /// What counts, in the order submitted.
  let parts: [ConversationRecord.Part]

  init(_ record: ConversationRecord, isCompleted: (_ jobID: String) -> Bool) {
    self.record = record
    parts = record.parts.filter { isCompleted($0.jobID) }
  }

  var start: Date { parts.map(\.start).min() ?? record.createdAt }
  var end: Date { parts.map(\.end).max() ?? start }

  /// The messages of all parts, in their order.
  var said: [ConversationRecord.Message] { parts.flatMap(\.messages) }

  var overview: Conversation {
    Conversation(
      id: record.id, name: record.name ?? record.id, startTime: start.iso8601, endTime: end.iso8601,
      members: members)
  }

  /// Those who take part, in the order in which they first did.
  var members: [ConversationMember] {
    let present = parts.reduce(into: Set<Int>()) { $0.formUnion($1.members) }
    return present.sorted().compactMap(member)
  }

  var messages: [ConversationMessage] {
    let start = start
    return said.map { message in
      ConversationMessage(
        id: message.id, text: message.text, from: message.member.flatMap(member),
        startTime: message.start.iso8601, endTime: message.end.iso8601,
        timeOffset: message.start.timeIntervalSince(start).inThousandths,
        duration: message.end.timeIntervalSince(message.start).inThousandths, conversationId: record.id)
    }
  }

  func member(_ position: Int) -> ConversationMember? {
    guard record.members.indices.contains(position) else { return nil }
    let member = record.members[position]
    return ConversationMember(
      id: member.id, name: member.speaker.name ?? member.speaker.userID, email: member.speaker.email)
  }
}

extension Double {
  /// The nearest multiple of a thousandth.
  var inThousandths: Double { (self * 1_000).rounded() / 1_000 }
}

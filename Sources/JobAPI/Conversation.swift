/// The id of the conversation a job produces; of use with the Conversation API once the job is completed.
package struct ConversationID: Hashable, Sendable, CustomStringConvertible {
  package let rawValue: String

  package init(_ text: String) { rawValue = text }

  package var description: String { rawValue }
}

/// The answer of `GET /v1/conversations/{id}`.
package struct Conversation: Codable, Hashable, Sendable {
  package let id: String
  /// `meeting` in all documented answers.
  package let type: String?
  package let name: String?
  /// ISO 8601.
  package let startTime: String?
  /// ISO 8601.
  package let endTime: String?
  package let members: [ConversationMember]?
  package let metadata: [String: String]?

  package init(
    id: String, type: String? = "meeting", name: String?, startTime: String?, endTime: String?,
    members: [ConversationMember]?, metadata: [String: String]? = [:]
  ) {
    self.id = id
    self.type = type
    self.name = name
    self.startTime = startTime
    self.endTime = endTime
    self.members = members
    self.metadata = metadata
  }
}

/// Somebody who speaks in a conversation; of `/members`, and inside other answers.
package struct ConversationMember: Codable, Hashable, Sendable {
  package let id: String?
  package let name: String?
  package let email: String?

  package init(id: String?, name: String?, email: String?) {
    self.id = id
    self.name = name
    self.email = email
  }
}

/// One message of `/messages`.
package struct ConversationMessage: Codable, Hashable, Sendable {
  package let id: String
  package let text: String
  package let from: ConversationMember?
  /// ISO 8601.
  package let startTime: String?
  /// ISO 8601.
  package let endTime: String?
  /// Seconds from the start of the conversation.
  package let timeOffset: Double?
  /// Seconds.
  package let duration: Double?
  package let conversationId: String?

  package init(
    id: String, text: String, from: ConversationMember?, startTime: String?, endTime: String?,
    timeOffset: Double?, duration: Double?, conversationId: String?
  ) {
    self.id = id
    self.text = text
    self.from = from
    self.startTime = startTime
    self.endTime = endTime
    self.timeOffset = timeOffset
    self.duration = duration
    self.conversationId = conversationId
  }
}

/// One topic, question, action item or follow-up.
package struct ConversationInsight: Codable, Hashable, Sendable {
  package let id: String
  package let text: String
  /// `topic`, `question`, `action_item` or `follow_up`.
  package let type: String?
  /// 0...1
  package let score: Double?
  package let messageIds: [String]?
  package let from: ConversationMember?
  /// Of action items and follow-ups: who is to do it.
  package let assignee: ConversationMember?

  package init(
    id: String, text: String, type: String?, score: Double?, messageIds: [String]?,
    from: ConversationMember? = nil, assignee: ConversationMember? = nil
  ) {
    self.id = id
    self.text = text
    self.type = type
    self.score = score
    self.messageIds = messageIds
    self.from = from
    self.assignee = assignee
  }
}

/// The bodies of the Conversation API's lists.
package enum ConversationList {
  /// Of `/messages`.
  package struct Messages: Codable, Hashable, Sendable {
    package let messages: [ConversationMessage]
    package init(messages: [ConversationMessage]) { self.messages = messages }
  }

  /// Of `/members`.
  package struct Members: Codable, Hashable, Sendable {
    package let members: [ConversationMember]
    package init(members: [ConversationMember]) { self.members = members }
  }

  /// Of `/topics`.
  package struct Topics: Codable, Hashable, Sendable {
    package let topics: [ConversationInsight]
    package init(topics: [ConversationInsight]) { self.topics = topics }
  }

  /// Of `/questions`.
  package struct Questions: Codable, Hashable, Sendable {
    package let questions: [ConversationInsight]
    package init(questions: [ConversationInsight]) { self.questions = questions }
  }

  /// Of `/action-items`.
  package struct ActionItems: Codable, Hashable, Sendable {
    package let actionItems: [ConversationInsight]
    package init(actionItems: [ConversationInsight]) { self.actionItems = actionItems }
  }

  /// Of `/follow-ups`.
  package struct FollowUps: Codable, Hashable, Sendable {
    package let followUps: [ConversationInsight]
    package init(followUps: [ConversationInsight]) { self.followUps = followUps }
  }
}

/// All that the Conversation API tells of a conversation.
package struct ConversationReport: Codable, Hashable, Sendable {
  /// Its id is the one that was asked for.
  package let conversation: Conversation
  package let messages: [ConversationMessage]
  package let topics: [ConversationInsight]
  package let questions: [ConversationInsight]
  package let actionItems: [ConversationInsight]
  package let followUps: [ConversationInsight]

  package init(
    conversation: Conversation, messages: [ConversationMessage] = [], topics: [ConversationInsight] = [],
    questions: [ConversationInsight] = [], actionItems: [ConversationInsight] = [],
    followUps: [ConversationInsight] = []
  ) {
    self.conversation = conversation
    self.messages = messages
    self.topics = topics
    self.questions = questions
    self.actionItems = actionItems
    self.followUps = followUps
  }

  package var id: ConversationID { ConversationID(conversation.id) }

  /// What the conversation is called; its id when it has no name.
  package var name: String { conversation.name.flatMap { $0.isEmpty ? nil : $0 } ?? conversation.id }

  /// Those who take part, as the conversation tells them.
  package var members: [ConversationMember] { conversation.members ?? [] }
}

extension ConversationMember {
  /// What people call them: the name, or else the e-mail address; nil when neither says anything.
  package var calledName: String? {
    [name, email].lazy.compactMap(\.self).first { $0.contains { !$0.isWhitespace } }
  }

  /// The name with the e-mail address behind it, where there is one and it says more.
  package var fullName: String? {
    guard let calledName, let email, !email.isEmpty, email != calledName else { return calledName }
    return "\(calledName) <\(email)>"
  }
}

extension ConversationInsight {
  /// The text with who is to do it behind it, where that is known.
  package var textWithAssignee: String { assignee?.calledName.map { "\(text) (for \($0))" } ?? text }
}

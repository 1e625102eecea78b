import NIOHTTP1

extension HTTPJobAPI: ConversationAPI {
  /// The largest body read of a conversation, in bytes: four hours of speech take some 2 MiB of JSON.
  package static let largestConversationBody = 32 << 20

  /// Asks for all parts at the same time. A part that the service does not know is empty; the conversation itself has to
  /// be there.
  package func report(on id: ConversationID) async throws -> ConversationReport {
    // As a path these would mean another place (RFC 3986, 5.2.4).
    guard !["", ".", ".."].contains(id.rawValue) else { throw JobAPIError.notFound }
    async let overview: Conversation = get(id)
    async let messages = part(of: id, "messages", as: ConversationList.Messages.self)
    async let topics = part(of: id, "topics", as: ConversationList.Topics.self)
    async let questions = part(of: id, "questions", as: ConversationList.Questions.self)
    async let actionItems = part(of: id, "action-items", as: ConversationList.ActionItems.self)
    async let followUps = part(of: id, "follow-ups", as: ConversationList.FollowUps.self)
    let conversation = try await overview.identified(as: id)
    return ConversationReport(
      conversation: conversation, messages: try await messages?.messages ?? [],
      topics: try await topics?.topics ?? [], questions: try await questions?.questions ?? [],
      actionItems: try await actionItems?.actionItems ?? [],
      followUps: try await followUps?.followUps ?? [])
  }

  /// A part of a conversation, nil when the service does not know it.
  private func part<Part: Decodable & Sendable>(
    of id: ConversationID, _ name: String, as type: Part.Type
  ) async throws -> Part? {
    do {
      return try await get(id, name)
    } catch JobAPIError.notFound {
      return nil
    }
  }

  private func get<Value: Decodable>(_ id: ConversationID, _ part: String? = nil) async throws -> Value {
    let answer = try await answer(
      to: HTTPRequest(url: profile.conversationURL(of: id, part: part)), upTo: Self.largestConversationBody)
    guard answer.status == .ok else { throw answer.error }
    return try answer.decoded()
  }
}

extension Conversation {
  /// The conversation under the id that was asked for, where the answer names none.
  ///
  /// - Throws: ``JobAPIError/malformed(detail:)`` when it names another one.
  fileprivate func identified(as wanted: ConversationID) throws(JobAPIError) -> Conversation {
    guard id.isEmpty || id == wanted.rawValue else {
      throw .malformed(detail: "it is about another conversation, '\(id)'")
    }
    return Conversation(
      id: wanted.rawValue, type: type, name: name, startTime: startTime, endTime: endTime, members: members,
      metadata: metadata)
  }
}

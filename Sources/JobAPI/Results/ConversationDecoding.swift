/// Reads what the Conversation API answers, and is content with what is there: the documentation's examples lack members
/// that others have, and one that is of another kind than expected must not lose the rest.
private struct LenientObject {
  struct Key: CodingKey {
    let stringValue: String
    let intValue: Int? = nil

    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }

  private let container: KeyedDecodingContainer<Key>

  /// - Throws: `DecodingError` when this is no JSON object.
  init(_ decoder: any Decoder) throws { container = try decoder.container(keyedBy: Key.self) }

  /// A member, nil when it is missing or of another kind.
  func value<Value: Decodable>(_ name: String) -> Value? {
    try? container.decode(Value.self, forKey: Key(stringValue: name))
  }

  /// A text; a number counts as one, as ids are numbers to some.
  func text(_ name: String) -> String? {
    value(name) ?? (value(name) as Int64?).map(String.init)
  }

  /// A number; a text of digits counts as one.
  func number(_ name: String) -> Double? {
    value(name) ?? text(name).flatMap { Double($0) }
  }

  /// The elements of a list that can be read; nil when there is no list.
  func list<Element: Decodable>(_ name: String) -> [Element]? {
    (value(name) as [Tolerated<Element>]?)?.compactMap(\.value)
  }

  /// The elements of the list that an answer is made of, none when it is missing or null.
  ///
  /// - Throws: `DecodingError` when something else stands there: that is no answer, and not an empty one.
  func content<Element: Decodable>(_ name: String) throws -> [Element] {
    try container.decodeIfPresent([Tolerated<Element>].self, forKey: Key(stringValue: name))?
      .compactMap(\.value) ?? []
  }
}

/// An element that may be anything.
private struct Tolerated<Value: Decodable>: Decodable {
  let value: Value?

  init(from decoder: any Decoder) throws { value = try? Value(from: decoder) }
}

extension Conversation {
  package init(from decoder: any Decoder) throws {
    let object = try LenientObject(decoder)
    self.init(
      id: object.text("id") ?? "", type: object.text("type"), name: object.text("name"),
      startTime: object.text("startTime"), endTime: object.text("endTime"), members: object.list("members"),
      metadata: object.value("metadata"))
  }
}

extension ConversationMember {
  package init(from decoder: any Decoder) throws {
    let object = try LenientObject(decoder)
    self.init(id: object.text("id"), name: object.text("name"), email: object.text("email"))
  }
}

extension ConversationMessage {
  package init(from decoder: any Decoder) throws {
    let object = try LenientObject(decoder)
    self.init(
      id: object.text("id") ?? "", text: object.text("text") ?? "", from: object.value("from"),
      startTime: object.text("startTime"), endTime: object.text("endTime"),
      timeOffset: object.number("timeOffset"), duration: object.number("duration"),
      conversationId: object.text("conversationId"))
  }
}

extension ConversationInsight {
  package init(from decoder: any Decoder) throws {
    let object = try LenientObject(decoder)
    self.init(
      id: object.text("id") ?? "", text: object.text("text") ?? "", type: object.text("type"),
      score: object.number("score"), messageIds: object.list("messageIds"), from: object.value("from"),
      assignee: object.value("assignee"))
  }
}

extension ConversationList.Messages {
  package init(from decoder: any Decoder) throws {
    self.init(messages: try LenientObject(decoder).content("messages"))
  }
}

extension ConversationList.Members {
  package init(from decoder: any Decoder) throws {
    self.init(members: try LenientObject(decoder).content("members"))
  }
}

extension ConversationList.Topics {
  package init(from decoder: any Decoder) throws {
    self.init(topics: try LenientObject(decoder).content("topics"))
  }
}

extension ConversationList.Questions {
  package init(from decoder: any Decoder) throws {
    self.init(questions: try LenientObject(decoder).content("questions"))
  }
}

extension ConversationList.ActionItems {
  package init(from decoder: any Decoder) throws {
    self.init(actionItems: try LenientObject(decoder).content("actionItems"))
  }
}

extension ConversationList.FollowUps {
  package init(from decoder: any Decoder) throws {
    self.init(followUps: try LenientObject(decoder).content("followUps"))
  }
}

/// The id of the conversation a job produces; of use with the Conversation API once the job is completed.
package struct ConversationID: Hashable, Sendable, CustomStringConvertible {
  package let rawValue: String

  package init(_ text: String) { rawValue = text }

  package var description: String { rawValue }
}

/// The answer to a submission: `201 {"conversationId":"5815170695593136","jobId":"9b1deb4d-…"}`.
package struct Submission: Codable, Hashable, Sendable {
  package let conversationId: String
  package let jobId: String

  package init(conversationId: String, jobId: String) {
    self.conversationId = conversationId
    self.jobId = jobId
  }
}

/// The body of `POST /v1/process/text`; only `messages` is mandatory.
package struct TextSubmission: Codable, Hashable, Sendable {
  /// One spoken or written message.
  package struct Message: Codable, Hashable, Sendable {
    /// What was said, with its media type (`text/plain` when absent).
    package struct Payload: Codable, Hashable, Sendable {
      package let content: String
      package let contentType: String?
    }

    package let payload: Payload
  }

  package let name: String?
  package let messages: [Message]

  /// A submission of plain text, one message a line; lines with nothing in them are left out.
  package init(name: String?, text: String) {
    self.name = name
    let lines = text.split(whereSeparator: \.isNewline).filter { $0.contains { !$0.isWhitespace } }
    messages = lines.map { .init(payload: .init(content: String($0), contentType: "text/plain")) }
  }
}

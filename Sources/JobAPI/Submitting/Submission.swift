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

      package init(content: String, contentType: String? = "text/plain") {
        self.content = content
        self.contentType = contentType
      }
    }

    /// Who said it.
    package struct Speaker: Codable, Hashable, Sendable {
      package let name: String?
      /// In practice the speaker's e-mail address.
      package let userId: String?

      package init(name: String?, userId: String? = nil) {
        self.name = name
        self.userId = userId
      }
    }

    /// When it was said, as ISO 8601 instants.
    package struct Duration: Codable, Hashable, Sendable {
      package let startTime: String?
      package let endTime: String?

      package init(startTime: String?, endTime: String?) {
        self.startTime = startTime
        self.endTime = endTime
      }
    }

    package let payload: Payload
    package let from: Speaker?
    package let duration: Duration?

    package init(payload: Payload, from: Speaker? = nil, duration: Duration? = nil) {
      self.payload = payload
      self.from = from
      self.duration = duration
    }
  }

  package let name: String?
  package let messages: [Message]

  package init(name: String?, messages: [Message]) {
    self.name = name
    self.messages = messages
  }
}

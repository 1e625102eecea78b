import Foundation

/// What is submitted for processing.
package enum SubmissionContent: Hashable, Sendable {
  /// The body of `POST /v1/process/text`: a JSON object with `messages`.
  case text(Data)
  case recording(Recording)
  /// A recording that the service fetches itself; the URL must be publicly reachable.
  case remoteRecording(url: String, Recording.Kind)

  /// A transcript, one message a line; nil for one without messages.
  ///
  /// Message by message, as all at once would take many times the room of the text, and no further than ``SubmissionReader``
  /// takes it: what is longer than ``SubmissionReader/largestText`` is not all of it.
  package init?(transcript: String) {
    let encoder = JSONEncoder()
    var json = Data(#"{"messages":["#.utf8)
    var isEmpty = true
    for message in TextSubmission.messages(in: transcript) {
      guard let text = try? encoder.encode(message) else { return nil }
      if !isEmpty { json.append(UInt8(ascii: ",")) }
      json += text
      isEmpty = false
      if json.count > SubmissionReader.largestText { break }
    }
    guard !isEmpty else { return nil }
    self = .text(json + Data("]}".utf8))
  }
}

/// An audio or video file.
package struct Recording: Hashable, Sendable {
  /// Which of the service's calls takes it.
  package enum Kind: String, Hashable, Sendable, CaseIterable {
    case audio, video
  }

  package let path: String
  package let kind: Kind
  /// The size of the file, in bytes.
  package let size: Int64

  /// The media type to send: the documented ones, none for other kinds of audio.
  var contentType: String? {
    guard kind == .audio else { return "video/mp4" }
    return switch (path as NSString).pathExtension.lowercased() {
    case "wav", "wave": "audio/wav"
    case "mp3": "audio/mpeg"
    default: nil
    }
  }
}

/// What goes with a submission besides its content.
package struct SubmissionOptions: Hashable, Sendable {
  /// What the conversation is to be called.
  package var name: String?
  /// `languageCode`, such as `en-US`.
  package var language: String?
  /// The conversation to append to, in place of a new one.
  package var conversation: ConversationID?
  /// Where the service sends every status change.
  package var webhookURL: String?
  /// Any other parameter of the call, as `key` and value.
  package var parameters: [Parameter] = []

  /// One parameter that jobwatch has no name for.
  package struct Parameter: Hashable, Sendable {
    package let key: String
    package let value: String

    package init(key: String, value: String) {
      self.key = key
      self.value = value
    }
  }

  package init(name: String? = nil) { self.name = name }

  /// All of them by the names that the API gives them.
  var named: [Parameter] {
    [("name", name), ("languageCode", language), ("webhookUrl", webhookURL)].compactMap { key, value in
      value.map { Parameter(key: key, value: $0) }
    } + parameters
  }
}

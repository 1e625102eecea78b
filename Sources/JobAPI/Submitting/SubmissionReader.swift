import Foundation

/// Finds out what a file, URL or text is to be submitted as.
package enum SubmissionReader {
  /// How something is processed.
  package enum Kind: String, Hashable, Sendable, CaseIterable {
    case text, audio, video

    /// What the end of a name says; nil when it says nothing.
    package init?(name: String) {
      switch (name as NSString).pathExtension.lowercased() {
      case "txt", "text", "json": self = .text
      case "wav", "wave", "mp3", "m4a", "aac", "ogg", "oga", "opus", "flac", "amr", "wma", "mp2", "aif",
        "aiff",
        "au", "3ga":
        self = .audio
      case "mp4", "m4v", "mov", "mkv", "webm", "avi", "mpg", "mpeg", "wmv", "3gp": self = .video
      default: return nil
      }
    }
  }

  /// The largest text, in bytes, before and after JSON is made of it.
  package static let largestText = 16 << 20

  /// Whether a word is the URL of something rather than a path or text.
  package static func isURL(_ word: String) -> Bool {
    word.prefix(8).lowercased().hasPrefix("http://") || word.prefix(8).lowercased() == "https://"
  }

  /// Whether a service could go to a URL: it is well-formed and names a host.
  package static func isReachable(url text: String) -> Bool {
    isURL(text) && URL(string: text)?.host()?.isEmpty == false
  }

  /// A recording that the service is to fetch.
  ///
  /// - Parameter kind: nil for what the end of the URL's path says.
  package static func content(ofURL text: String, as kind: Kind?) throws(SubmissionError) -> SubmissionContent
  {
    guard let url = URL(string: text), isReachable(url: text) else { throw .notAURL(text) }
    switch kind ?? Kind(name: url.path) {
    case .audio: return .remoteRecording(url: text, .audio)
    case .video: return .remoteRecording(url: text, .video)
    case .text: throw .remoteText(url: text)
    case nil: throw .unknownKind(name: text)
    }
  }

  /// A file: `.txt` as one message a line, `.json` as the API's own body, anything else as a recording.
  ///
  /// - Parameter kind: nil for what the end of the path says.
  package static func content(
    ofFile path: String, as kind: Kind?
  ) throws(SubmissionError) -> SubmissionContent {
    let size = try size(ofFile: path)
    guard let kind = kind ?? Kind(name: path) else { throw .unknownKind(name: path) }
    guard kind == .text else {
      return .recording(Recording(path: path, kind: kind == .audio ? .audio : .video, size: size))
    }
    guard size <= largestText else { throw .tooLong(path: path) }
    guard let data = FileManager.default.contents(atPath: path) else {
      throw .unreadable(path: path, reason: "see its permissions")
    }
    return try content(ofText: data, named: path, isJSON: path.lowercased().hasSuffix(".json"))
  }

  /// What was read from a file or from standard input.
  package static func content(
    ofText data: Data, named name: String, isJSON: Bool
  ) throws(SubmissionError) -> SubmissionContent {
    guard data.count <= largestText else { throw .tooLong(path: name) }
    if isJSON {
      guard let body = try? JSONDecoder().decode(TextBody.self, from: data), body.messages > 0 else {
        throw .notJSON(path: name)
      }
      return .text(data)
    }
    guard let text = String(data: data, encoding: .utf8) else { throw .notText(path: name) }
    guard let content = SubmissionContent(transcript: text) else { throw .noMessages(path: name) }
    guard case .text(let json) = content, json.count <= largestText else { throw .tooLong(path: name) }
    return content
  }

  /// A body of the API, of which only the form is looked at: its messages are not kept.
  private struct TextBody: Decodable {
    var messages = 0

    private enum CodingKeys: String, CodingKey { case messages }

    init(from decoder: any Decoder) throws {
      var list = try decoder.container(keyedBy: CodingKeys.self).nestedUnkeyedContainer(forKey: .messages)
      while !list.isAtEnd {
        _ = try list.decode(TextSubmission.Message.self)
        messages += 1
      }
    }
  }

  private static func size(ofFile path: String) throws(SubmissionError) -> Int64 {
    let attributes: [FileAttributeKey: Any]
    do {
      attributes = try FileManager.default.attributesOfItem(
        atPath: (path as NSString).resolvingSymlinksInPath)
    } catch {
      throw .noFile(path: path)
    }
    let type = attributes[.type] as? FileAttributeType
    // What it was resolved to is still a link: that leads nowhere.
    guard type != .typeSymbolicLink else { throw .noFile(path: path) }
    guard type == .typeRegular else { throw .notAFile(path: path) }
    guard FileManager.default.isReadableFile(atPath: path) else {
      throw .unreadable(path: path, reason: "permission denied")
    }
    guard let size = (attributes[.size] as? NSNumber)?.int64Value, size > 0 else { throw .empty(path: path) }
    return size
  }
}

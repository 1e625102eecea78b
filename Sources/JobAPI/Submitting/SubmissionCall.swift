import Foundation
import NIOHTTP1

/// The request that a submission is, without its token.
struct SubmissionCall {
  enum Body {
    case bytes(Data)
    case file(Recording)
  }

  let method: HTTPMethod
  let url: String
  let contentType: String?
  let body: Body

  /// - Throws: ``SubmissionError/notAnObject`` for a text body that options cannot go into.
  init(
    _ content: SubmissionContent, _ options: SubmissionOptions, at profile: JobAPIProfile
  ) throws(SubmissionError) {
    method = options.conversation == nil ? .POST : .PUT
    let url = { (path: String) in profile.submissionURL(path, appendingTo: options.conversation) }
    switch content {
    case .text(let json):
      self.url = url("text")
      contentType = "application/json"
      body = .bytes(try Self.object(from: json, with: options))
    case .remoteRecording(let remote, let kind):
      self.url = url("\(kind.rawValue)/url")
      contentType = "application/json"
      let json = try? JSONSerialization.data(withJSONObject: ["url": remote])
      body = .bytes(try Self.object(from: json ?? Data(), with: options))
    case .recording(let recording):
      var components = URLComponents()
      components.queryItems = options.named.map { URLQueryItem(name: $0.key, value: $0.value) }
      // A plus sign would be read as a blank.
      let query = components.percentEncodedQuery?.replacing("+", with: "%2B") ?? ""
      self.url = url(recording.kind.rawValue) + (query.isEmpty ? "" : "?\(query)")
      contentType = recording.contentType
      body = .file(recording)
    }
  }

  /// A JSON object with the options put into it; a value that is JSON stands as such, any other as a text.
  private static func object(
    from json: Data, with options: SubmissionOptions
  ) throws(SubmissionError) -> Data {
    guard var object = JSONObjectText(json) else { throw .notAnObject }
    for option in options.named {
      let isText = ["name", "languageCode", "webhookUrl"].contains(option.key)
      let value = Data(option.value.utf8)
      do {
        try object.set(option.key, to: !isText && value.isJSON ? value : JSONEncoder().encode(option.value))
      } catch {
        throw .notAnObject
      }
    }
    return object.data
  }
}

extension Data {
  fileprivate var isJSON: Bool {
    (try? JSONSerialization.jsonObject(with: self, options: .fragmentsAllowed)) != nil
  }
}

/// Why something cannot be submitted.
package enum SubmissionError: Error, Hashable, CustomStringConvertible {
  case noFile(path: String)
  /// Something that was typed and ends as the name of a file does, where there is no such file.
  case neitherFileNorText(String)
  case notAFile(path: String)
  case unreadable(path: String, reason: String)
  case empty(path: String)
  case tooLong(path: String)
  case unknownKind(name: String)
  case notText(path: String)
  case noMessages(path: String)
  case notJSON(path: String)
  case notAnObject
  case notAURL(String)
  case remoteText(url: String)

  /// A sentence for people; what it names may hold anything, so it is to be sanitised before it is shown.
  package var description: String {
    switch self {
    case .noFile(let path) where path.contains("\u{FFFD}"):
      "There is no file '\(path)'; if its name is not UTF-8, rename it first."
    case .noFile(let path): "There is no file '\(path)'; check the path."
    case .neitherFileNorText(let text):
      "There is no file '\(text)'; check the path, or end it with a full stop to submit it as a text."
    case .notAFile(let path): "'\(path)' is no regular file; give a file, or - for standard input."
    case .unreadable(let path, let reason): "'\(path)' cannot be read: \(reason)."
    case .empty(let path): "'\(path)' is empty; there is nothing to submit."
    case .tooLong(let path):
      """
      '\(path)' is a text of more than \(SubmissionReader.largestText >> 20) MiB, as it would be sent; submit it in parts, \
      the later ones with --append.
      """
    case .unknownKind(let name):
      "Whether '\(name)' is text, audio or video does not show in its name; 'jobwatch submit --kind' says so."
    case .notText(let path): "'\(path)' is not UTF-8 text; a recording is submitted as a file, see --kind."
    case .noMessages(let path): "'\(path)' holds no message: a text has one on each line."
    case .notJSON(let path):
      "'\(path)' is not the API's JSON: an object with 'messages', each with 'payload' and 'content'."
    case .notAnObject: "The text is not a JSON object, and a submission must be one."
    case .notAURL(let text): "'\(text)' is no http or https URL that a service could fetch."
    case .remoteText(let url):
      "The service cannot fetch a text, and '\(url)' would be one; fetch it, and give the file or - for standard input."
    }
  }
}

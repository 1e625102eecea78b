import Foundation
import HTTPTypes
import JobAPI

/// Reads the body of `POST /v1/process/text` and says what is wrong with one that cannot be used.
enum SubmissionReader {
  /// The largest body accepted, in bytes.
  static let largestBody = 1 << 20

  /// Refuses a request whose headers alone show that its body is of no use.
  static func check(_ headers: HTTPFields) throws(RequestProblem) {
    if let length = headers[.contentLength].flatMap({ Int($0) }), length > largestBody { throw .bodyTooLarge }
    let mediaType = headers[.contentType]?.prefix { $0 != ";" } ?? ""
    guard mediaType.trimmingCharacters(in: .whitespaces).lowercased() == "application/json" else {
      throw .notJSON
    }
  }

  /// Reads a whole body; anything the documentation calls optional may be absent, what it does not name is ignored.
  static func submission(from body: Data) throws(RequestProblem) -> TextSubmission {
    let submission: TextSubmission
    do {
      submission = try JSONDecoder().decode(TextSubmission.self, from: body)
    } catch let error as DecodingError {
      throw .badBody(sentence(for: error))
    } catch {
      throw .badBody("The body cannot be read as JSON.")
    }
    guard !submission.messages.isEmpty else { throw .badBody("“messages” must hold at least one message.") }
    return submission
  }

  private static func sentence(for error: DecodingError) -> String {
    switch error {
    case .keyNotFound(let key, let context):
      "“\(name(of: context.codingPath + [key]))” is missing."
    case .valueNotFound(_, let context):
      "“\(name(of: context.codingPath))” must not be null."
    case .typeMismatch(_, let context) where context.codingPath.isEmpty:
      "The body must be a JSON object."
    case .typeMismatch(_, let context):
      "“\(name(of: context.codingPath))” has the wrong type."
    case .dataCorrupted: "The body is not valid JSON."
    @unknown default: "The body cannot be read as JSON."
    }
  }

  /// A place in the body, as `messages[0].payload.content`.
  private static func name(of path: [any CodingKey]) -> String {
    path.reduce(into: "") { name, key in
      if let index = key.intValue {
        name += "[\(index)]"
      } else {
        name += (name.isEmpty ? "" : ".") + key.stringValue
      }
    }
  }
}

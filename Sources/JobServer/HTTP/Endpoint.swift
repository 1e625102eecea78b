import Foundation
import HTTPTypes

/// What the path of a request names.
enum Endpoint: Hashable {
  /// `/oauth2/token:generate`
  case token
  /// `/v1/job/{jobId}`
  case job(id: String)
  /// `/v1/process/…`, with the conversation to append to behind it or without.
  case process(SubmissionKind, appendingTo: String?)
  /// `/v1/conversations/{conversationId}`, and what is below it.
  case conversation(id: String, ConversationPart)
  /// A path below `/v1` that names nothing.
  case unknownInAPI
  /// Any other path.
  case unknown

  /// Reads a path as it came over the wire.
  ///
  /// Only ids are percent-decoded, after the path was split: an encoded slash belongs to the id, and no encoded
  /// spelling of `/v1` slips past the token check.
  init(path: String) {
    let segments = path.split(separator: "/", omittingEmptySubsequences: false).dropFirst().map(String.init)
    guard segments.first == "v1" else {
      self = segments == ["oauth2", "token:generate"] ? .token : .unknown
      return
    }
    self = Self.inAPI(Array(segments.dropFirst())) ?? .unknownInAPI
  }

  private static func inAPI(_ segments: [String]) -> Endpoint? {
    switch segments.first {
    case "job" where segments.count == 2:
      id(segments[1]).map { .job(id: $0) }
    case "process":
      submission(Array(segments.dropFirst()))
    case "conversations" where segments.count == 2:
      id(segments[1]).map { .conversation(id: $0, .overview) }
    case "conversations" where segments.count == 3:
      if let id = id(segments[1]), let part = ConversationPart(rawValue: segments[2]), part != .overview {
        .conversation(id: id, part)
      } else {
        nil
      }
    default: nil
    }
  }

  private static func submission(_ segments: [String]) -> Endpoint? {
    let path = segments.joined(separator: "/")
    if let kind = SubmissionKind(rawValue: path) { return .process(kind, appendingTo: nil) }
    guard let kind = SubmissionKind(rawValue: segments.dropLast().joined(separator: "/")),
      let id = segments.last.flatMap(id)
    else { return nil }
    return .process(kind, appendingTo: id)
  }

  private static func id(_ segment: String) -> String? {
    guard let id = segment.removingPercentEncoding, !id.isEmpty else { return nil }
    return id
  }

  /// Whether a token is asked for.
  var isProtected: Bool { self != .unknown && self != .token }

  /// The one method the endpoint answers, nil where there is none.
  var method: HTTPRequest.Method? {
    switch self {
    case .job, .conversation: .get
    case .token, .process(_, appendingTo: nil): .post
    case .process: .put
    case .unknownInAPI, .unknown: nil
    }
  }
}

/// What can be asked of a conversation; the raw value is the path below it.
enum ConversationPart: String, CaseIterable {
  case overview = ""
  case messages
  case members
  case topics
  case questions
  case actionItems = "action-items"
  case followUps = "follow-ups"
  case analytics
}

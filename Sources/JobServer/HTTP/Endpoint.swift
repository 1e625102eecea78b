import Foundation
import HTTPTypes

/// What the path of a request names.
enum Endpoint: Hashable {
  /// `/v1/job/{jobId}`
  case job(id: String)
  /// `/v1/process/text`
  case processText
  /// A path below `/v1` that names nothing.
  case unknownInAPI
  /// Any other path.
  case unknown

  /// Reads a path as it came over the wire.
  ///
  /// Only a job id is percent-decoded, after the path was split: an encoded slash belongs to the id, and no
  /// encoded spelling of `/v1` slips past the token check.
  init(path: String) {
    let segments = path.split(separator: "/", omittingEmptySubsequences: false).dropFirst()
    guard segments.first == "v1" else {
      self = .unknown
      return
    }
    let rest = segments.dropFirst().map(String.init)
    if rest == ["process", "text"] {
      self = .processText
    } else if rest.count == 2, rest[0] == "job", let id = rest[1].removingPercentEncoding, !id.isEmpty {
      self = .job(id: id)
    } else {
      self = .unknownInAPI
    }
  }

  /// Whether a token is asked for.
  var isProtected: Bool { self != .unknown }

  /// The one method the endpoint answers, nil where there is none.
  var method: HTTPRequest.Method? {
    switch self {
    case .job: .get
    case .processText: .post
    case .unknownInAPI, .unknown: nil
    }
  }
}

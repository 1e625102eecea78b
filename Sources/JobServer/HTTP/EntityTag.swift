import Foundation
import HTTPTypes
import HummingbirdCore

/// Conditional requests (RFC 9110, 13): who has the answer already is told so.
extension Answer {
  /// The answer with an `ETag` of its body, and without the body when the client says that it has it.
  ///
  /// - Parameter headers: of the request.
  func conditional(on headers: HTTPFields) -> Answer {
    // As the body tells all that the answer does, the same body is the same answer.
    let tag = "\"\(StableNumber.of(String(decoding: body, as: UTF8.self)))\""
    var answer = self
    answer.headers[.eTag] = tag
    if let known = headers[.ifNoneMatch], Self.names(tag, in: known) {
      answer.status = .notModified
      answer.headers[.contentType] = nil
    }
    return answer
  }

  /// Whether a list of entity tags holds one, weak or not, or stands for any.
  private static func names(_ tag: String, in list: String) -> Bool {
    list.trimmingCharacters(in: .whitespaces) == "*"
      || list.split(separator: ",").contains { entry in
        let entry = entry.trimmingCharacters(in: .whitespaces)
        return entry == tag || entry == "W/\(tag)"
      }
  }
}

extension Request {
  /// The same request by a client that has no answer yet.
  var withoutCondition: Request {
    var head = head
    head.headerFields[.ifNoneMatch] = nil
    return Request(head: head, body: body)
  }
}

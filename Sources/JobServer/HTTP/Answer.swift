import Foundation
import HTTPTypes
import HummingbirdCore
import NIOCore

/// An answer before it is sent.
struct Answer: Sendable {
  var status: HTTPResponse.Status
  var headers: HTTPFields = [:]
  var body: Data

  /// A JSON answer.
  init(_ status: HTTPResponse.Status, json body: some Encodable) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    self.status = status
    headers[.contentType] = "application/json; charset=utf-8"
    self.body = try encoder.encode(body)
  }

  /// The answer as it goes out.
  var response: Response {
    Response(status: status, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: body)))
  }
}

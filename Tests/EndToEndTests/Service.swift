import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1

/// Requests to a server, as programs other than jobwatch send them.
enum Service {
  struct Answer {
    let status: Int
    let headers: HTTPHeaders
    let body: Data

    /// A text of the JSON object that the body is.
    subscript(_ key: String) -> String? {
      ((try? JSONSerialization.jsonObject(with: body)) as? [String: Any])?[key] as? String
    }
  }

  static func send(
    _ method: HTTPMethod, _ url: String, token: String? = nil, json: String? = nil
  ) async throws -> Answer {
    var request = HTTPClientRequest(url: url)
    request.method = method
    if let token { request.headers.add(name: "Authorization", value: "Bearer \(token)") }
    if let json {
      request.headers.add(name: "Content-Type", value: "application/json")
      request.body = .bytes(ByteBuffer(string: json))
    }
    let answer = try await HTTPClient.shared.execute(request, timeout: .seconds(30))
    let body = try await answer.body.collect(upTo: 1 << 20)
    return Answer(
      status: Int(answer.status.code), headers: answer.headers, body: Data(body.readableBytesView))
  }

  /// Submits a text.
  static func submit(to baseURL: String, token: String = "jobwatch-demo") async throws -> Answer {
    try await send(
      .POST, "\(baseURL)/v1/process/text", token: token, json: #"{"messages":[{"payload":{"content":"Hi"}}]}"#
    )
  }
}

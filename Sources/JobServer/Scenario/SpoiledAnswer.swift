import Foundation
import HummingbirdCore
import NIOCore

extension Answer {
  /// The answer as it goes out when a fault is to spoil it.
  func response(spoiledBy fault: Fault) -> Response {
    var answer = self
    if let seconds = fault.retryAfter { answer.headers[.retryAfter] = String(seconds) }
    switch fault.kind {
    case .none, .status, .hang, .reset: break
    case .truncated(let count): return answer.response(truncatedAfter: count)
    case .wrongID: answer.body = Self.withOtherIDs(body)
    case .body(.malformed): answer.body = Data(#"{"id": "#.utf8)
    case .body(.empty): answer.body = Data()
    case .body(.html):
      answer.headers[.contentType] = "text/html"
      answer.body = Data("<!DOCTYPE html><title>Bad Gateway</title><h1>Bad Gateway</h1>".utf8)
    case .body(.huge): return answer.hugeResponse
    }
    return answer.response
  }

  /// The whole length is announced, and less is sent before the connection is closed.
  private func response(truncatedAfter count: Int) -> Response {
    let part = ByteBuffer(bytes: body.prefix(count))
    let length = max(body.count, count + 1)
    return Response(
      status: status, headers: headers,
      body: ResponseBody(contentLength: length) { writer in
        try await writer.write(part)
        throw Exchange.ConnectionEnds()
      })
  }

  /// A JSON object with one value of 64 MiB.
  private var hugeResponse: Response {
    let piece = ByteBuffer(repeating: UInt8(ascii: "x"), count: 1 << 16)
    return Response(
      status: status, headers: headers,
      body: ResponseBody { writer in
        try await writer.write(ByteBuffer(string: #"{"id":""#))
        for _ in 0..<1_024 { try await writer.write(piece) }
        try await writer.write(ByteBuffer(string: #""}"#))
        try await writer.finish(nil)
      })
  }

  /// The same object about another job and another conversation; what is no object stays.
  private static func withOtherIDs(_ body: Data) -> Data {
    let keys = ["id", "jobId", "conversationId"]
    guard var object = try? JSONSerialization.jsonObject(with: body) as? [String: Any] else { return body }
    for key in keys where object[key] != nil { object[key] = "00000000-0000-4000-8000-000000000000" }
    return (try? JSONSerialization.data(withJSONObject: object, options: .sortedKeys)) ?? body
  }
}

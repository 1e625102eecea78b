import Foundation
import NIOCore
import NIOFoundationCompat
import NIOHTTP1

/// A whole response, and what it means when it is not the one hoped for.
struct HTTPAnswer: Sendable {
  let status: HTTPResponseStatus
  let headers: HTTPHeaders
  let body: ByteBuffer
  /// Takes the secrets of the request out of a text: a service may quote them when it refuses them.
  var conceal: @Sendable (String) -> String = { $0 }

  /// Reads the body as documented JSON.
  func decoded<Value: Decodable>() throws(JobAPIError) -> Value {
    do {
      return try JSONDecoder().decode(Value.self, from: body)
    } catch {
      throw .malformed(detail: body.readableBytes == 0 ? "an empty body" : "'\(firstBytes)'")
    }
  }

  /// The error a status that is no success stands for.
  var error: JobAPIError {
    switch status.code {
    case 401, 403: .unauthorized
    case 404: .notFound
    case 429: .rateLimited(retryAfter: headers.first(name: "Retry-After").flatMap { Int($0) })
    case 204, 205: .malformed(detail: "an empty body")
    case 500...599: .serverError(status: Int(status.code), message: message)
    default: .unexpected(status: Int(status.code), message: message)
    }
  }

  /// The `message` of a documented error body.
  private var message: String? {
    struct ErrorBody: Decodable { let message: String }
    return (try? JSONDecoder().decode(ErrorBody.self, from: body)).map {
      String(conceal($0.message).prefix(200))
    }
  }

  private var firstBytes: String {
    // Concealed before it is cut, so that no half of a secret is left at the end.
    String(conceal(String(decoding: body.readableBytesView.prefix(1 << 14), as: UTF8.self)).prefix(60))
  }
}

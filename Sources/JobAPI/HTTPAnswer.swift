import Foundation
import NIOCore
import NIOFoundationCompat
import NIOHTTP1

/// A whole response, and what it means when it is not the one hoped for.
struct HTTPAnswer: Sendable {
  let status: HTTPResponseStatus
  let headers: HTTPHeaders
  var body: ByteBuffer
  /// Takes the secrets of the request out of a text: a service may quote them when it refuses them.
  var conceal: @Sendable (String) -> String = { $0 }
  /// The token that the request carried, if it did.
  var token: AccessToken?

  /// When the service made the answer, by its own clock (RFC 9110, 6.6.1); nil when it does not say.
  var date: Date? { dateHeader.flatMap { HTTPDate.date(of: $0) } }

  var dateHeader: String? { headers.first(name: "Date") }

  /// Reads the body as documented JSON.
  func decoded<Value: Decodable>() throws(JobAPIError) -> Value {
    // The decoder might mend what is no UTF-8, and so give a word that nobody has sent.
    guard body.readableBytesView.isEmpty || isUTF8 else { throw unreadable }
    do {
      return try JSONDecoder().decode(Value.self, from: body)
    } catch {
      throw unreadable
    }
  }

  /// The error a status that is no success stands for.
  var error: JobAPIError {
    switch status.code {
    case 401, 403: .unauthorized
    case 404: .notFound
    case 429: .rateLimited(retryAfter: retryAfter)
    case 204, 205: .empty
    // RFC 6585, 6: the network wants a person to sign in, and the page says where.
    case 511: .webPage(title: pageTitle)
    case 500...599: .serverError(status: Int(status.code), message: message, retryAfter: retryAfter)
    case 300...399:
      location.map { .redirected(to: $0) } ?? .unexpected(status: Int(status.code), message: message)
    default: .unexpected(status: Int(status.code), message: message)
    }
  }

  /// Why a body is not the JSON that is documented.
  private var unreadable: JobAPIError {
    if body.readableBytes == 0 { return .empty }
    if let coding = headers.first(name: "Content-Encoding"), coding.lowercased() != "identity" {
      return .encoded(as: String(conceal(coding).prefix(20)))
    }
    if isWebPage { return .webPage(title: pageTitle) }
    return isUTF8 ? .malformed(detail: "'\(firstBytes)'") : .notUTF8
  }

  private var isUTF8: Bool { (try? UTF8Span(validating: body.readableBytesUInt8Span)) != nil }

  private var retryAfter: Duration? {
    headers.first(name: "Retry-After").flatMap { RetryAfter.pause(of: $0, answeredAt: date ?? Date.now) }
  }

  private var location: String? { headers.first(name: "Location").map(conceal) }

  /// The `message` of a documented error body.
  private var message: String? {
    struct ErrorBody: Decodable { let message: String }
    return (try? JSONDecoder().decode(ErrorBody.self, from: body)).map {
      String(conceal($0.message).prefix(200))
    }
  }

  private var isWebPage: Bool {
    let type = headers.first(name: "Content-Type")?.lowercased() ?? ""
    return type.hasPrefix("text/html") || type.hasPrefix("application/xhtml")
      || start.drop(while: \.isWhitespace).hasPrefix("<")
  }

  private var pageTitle: String? {
    guard let match = start.firstMatch(of: /(?i)<title[^>]*>\s*([^<]+)/) else { return nil }
    return String(match.1.prefix(60)).trimmingCharacters(in: .whitespacesAndNewlines)
  }

  private var firstBytes: String { String(start.prefix(60)) }

  /// Concealed before it is cut, so that no half of a secret is left at the end.
  private var start: String {
    conceal(String(decoding: body.readableBytesView.prefix(1 << 14), as: UTF8.self))
  }
}

/// The answer to a question about a job.
extension HTTPAnswer {
  /// Reads the body as a job.
  func job() throws(JobAPIError) -> Job {
    do throws(JobAPIError) {
      var job: Job = try decoded()
      job.dateHeader = dateHeader
      return job
    } catch .malformed(let detail) {
      // A job all the same, but for its status?
      guard let found: StatuslessJob = try? decoded() else { throw .malformed(detail: detail) }
      throw .noStatus(found: found.status)
    }
  }

  /// A job whose status is no word.
  private struct StatuslessJob: Decodable {
    let status: String?

    private enum Key: CodingKey { case id, status }

    init(from decoder: any Decoder) throws {
      let fields = try decoder.container(keyedBy: Key.self)
      _ = try fields.decode(String.self, forKey: .id)
      guard fields.contains(.status), try !fields.decodeNil(forKey: .status) else {
        status = nil
        return
      }
      status =
        if let number = try? fields.decode(Decimal.self, forKey: .status) {
          "\(number)"
        } else if let truth = try? fields.decode(Bool.self, forKey: .status) {
          "\(truth)"
        } else if (try? fields.nestedUnkeyedContainer(forKey: .status)) != nil {
          "a list"
        } else if (try? fields.nestedContainer(keyedBy: Key.self, forKey: .status)) != nil {
          "an object"
        } else {
          throw DecodingError.dataCorruptedError(forKey: .status, in: fields, debugDescription: "no value")
        }
    }
  }
}

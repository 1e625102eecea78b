import Foundation
import HTTPTypes
import HummingbirdCore
import JobAPI
import Logging
import NIOCore

/// Answers the requests that reach a ``JobServer``.
struct RequestHandler: Sendable {
  let token: BearerToken
  let registry: JobRegistry
  let logger: Logger

  /// The answer to a request: always JSON, a refusal included.
  ///
  /// - Throws: what breaks the connection while the body is read; there is nobody left to answer then.
  func response(to request: Request) async throws -> Response {
    var response: Response
    do {
      response = try await answer(to: request)
    } catch let problem as RequestProblem {
      response = try Self.json(problem.status, ProblemBody(message: problem.message))
      response.headers.append(contentsOf: problem.headers)
    }
    // RFC 9110, 6.6.1. Hummingbird's own source of it wakes up every second.
    response.headers[.date] = Date.now.httpHeader
    logger.debug(
      "answered",
      metadata: [
        "method": "\(request.method.rawValue)", "path": "\(request.uri.path)",
        "status": "\(response.status.code)",
      ]
    )
    // RFC 9110, 9.3.2: nothing may follow the head here, or the client takes it for the next answer.
    return request.method == .head ? response.createHeadResponse() : response
  }

  private func answer(to request: Request) async throws -> Response {
    let endpoint = Endpoint(path: request.uri.path)
    if endpoint.isProtected, !token.admits(request.headers) { throw RequestProblem.unauthorized }
    if let method = endpoint.method, method != request.method {
      throw RequestProblem.wrongMethod(allowed: method)
    }
    switch endpoint {
    case .job(let id):
      guard let job = await registry.status(of: id) else { throw RequestProblem.unknownJob }
      return try Self.json(.ok, job)
    case .processText:
      return try Self.json(.created, await registry.submit(text: try await submission(in: request)))
    case .unknownInAPI, .unknown:
      throw RequestProblem.unknownPath
    }
  }

  private func submission(in request: Request) async throws -> TextSubmission {
    try SubmissionReader.check(request.headers)
    do {
      let body = try await request.body.collect(upTo: SubmissionReader.largestBody)
      return try SubmissionReader.submission(from: Data(body.readableBytesView))
    } catch is NIOTooManyBytesError {
      throw RequestProblem.bodyTooLarge
    }
  }

  private struct ProblemBody: Encodable {
    let message: String
  }

  private static func json(_ status: HTTPResponse.Status, _ body: some Encodable) throws -> Response {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return Response(
      status: status,
      headers: [.contentType: "application/json; charset=utf-8"],
      body: ResponseBody(byteBuffer: ByteBuffer(bytes: try encoder.encode(body)))
    )
  }
}

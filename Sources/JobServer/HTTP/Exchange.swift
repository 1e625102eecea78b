import HTTPTypes
import HummingbirdCore
import NIOCore

/// One request and its answer, on the connection it came by.
struct Exchange: Sendable {
  let handler: RequestHandler
  let faults: FaultPerformer

  /// Answers a request, and leaves the connection so that the next one can follow, or ends it.
  ///
  /// - Throws: what breaks the connection, or ``ConnectionEnds`` when it has to be closed.
  func run(_ request: Request, _ writer: consuming ResponseWriter, on channel: any Channel) async throws {
    var request = request
    let fault = try await faults.fault(of: request)
    // What is to be spoiled has to be there.
    if fault?.spoilsBody == true { request = request.withoutCondition }
    if let fault { try await faults.breakConnection(fault, request, on: channel) }
    var body = IncomingBody(request)
    var mayBeWaitedFor = request.headers[.expect]?.lowercased() == "100-continue"
    let answer = try await handler.answer(to: request, unless: fault?.refusal, body: &body) {
      // RFC 9110, 10.1.1: a client that waits for it sends a body only when it is wanted.
      if mayBeWaitedFor { try await writer.writeInformationalHead(HTTPResponse(status: .continue)) }
      mayBeWaitedFor = false
    }
    var response = fault.map(answer.response(spoiledBy:)) ?? answer.response
    // RFC 9110, 9.3.2 and 15.4.5: nothing may follow the head here, or the client takes it for the next answer.
    if request.method == .head || response.status == .notModified { response = response.createHeadResponse() }
    if !mayBeWaitedFor, !body.isLong { try await body.drain() }
    guard body.isOpen else {
      return try await writer.write(response: response.head, body: response.body)
    }
    // A body that is not wanted, and long or still held back (RFC 9112, 9.6): the answer goes out, the client is told that
    // no other will follow, and gets some time to see it. Closing at once could destroy the answer on its way.
    response.headers[.connection] = "close"
    try await writer.write(response: response.head, body: response.body)
    try await body.drain()
    throw ConnectionEnds()
  }

  /// The connection is closed in order.
  struct ConnectionEnds: Error {}
}

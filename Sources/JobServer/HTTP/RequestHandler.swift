import Foundation
import HTTPTypes
import HummingbirdCore
import JobAPI
import Logging

/// Answers the requests that reach a ``JobServer``.
struct RequestHandler: Sendable {
  let access: AccessControl
  let registry: JobRegistry
  let submissions: SubmissionDesk
  let logger: Logger

  /// The answer to a request: always JSON, a refusal included.
  ///
  /// - Parameters:
  ///   - refusal: what to answer instead of doing what is asked.
  ///   - beforeBody: done once before the body is read, and not when it is not wanted.
  /// - Throws: what breaks the connection while the body is read; there is nobody left to answer then.
  func answer(
    to request: Request, unless refusal: RequestProblem?, body: inout IncomingBody,
    beforeBody: () async throws -> Void
  ) async throws -> Answer {
    var answer: Answer
    do {
      if let refusal { throw refusal }
      answer = try await done(request, body: &body, beforeBody: beforeBody)
    } catch let problem as RequestProblem {
      answer = try Answer(problem.status, json: problem.body)
      answer.headers.append(contentsOf: problem.headers)
    }
    // RFC 9110, 6.6.1. Hummingbird's own source of it wakes up every second.
    answer.headers[.date] = Date.now.httpHeader
    logger.debug(
      "answered",
      metadata: [
        "method": "\(request.method.rawValue)", "path": "\(request.uri.path)",
        "status": "\(answer.status.code)",
      ]
    )
    return answer
  }

  private func done(
    _ request: Request, body: inout IncomingBody, beforeBody: () async throws -> Void
  ) async throws -> Answer {
    let endpoint = Endpoint(path: request.uri.path)
    if endpoint.isProtected, !access.admits(request.headers) { throw RequestProblem.unauthorized }
    if let method = endpoint.method, method != request.method {
      throw RequestProblem.wrongMethod(allowed: method)
    }
    switch endpoint {
    case .token:
      try SubmissionHeaders.checkJSON(request.headers)
      try await beforeBody()
      let data = Data(try await body.collect(upTo: SubmissionHeaders.largestJSON).readableBytesView)
      return try Answer(.ok, json: access.token(for: JSONBody.read(TokenRequest.self, from: data)))
    case .job(let id):
      guard let job = await registry.status(of: id) else { throw RequestProblem.unknownJob }
      return try Answer(.ok, json: job).conditional(on: request.headers)
    case .process(let kind, let conversation):
      let submission = try await submissions.accept(
        kind, appendingTo: conversation, request, body: &body, beforeBody: beforeBody)
      return try Answer(.created, json: submission)
    case .conversation(let id, let part):
      guard let view = await registry.conversation(id) else { throw RequestProblem.unknownConversation }
      return try Answer(.ok, json: view.body(of: part))
    case .unknownInAPI, .unknown:
      throw RequestProblem.unknownPath
    }
  }
}

extension ConversationView {
  /// The body that answers a question about the conversation.
  fileprivate func body(of part: ConversationPart) -> any Encodable {
    switch part {
    case .overview: overview
    case .messages: ConversationList.Messages(messages: messages)
    case .members: ConversationList.Members(members: members)
    case .topics: ConversationList.Topics(topics: topics)
    case .questions: ConversationList.Questions(questions: questions)
    case .actionItems: ConversationList.ActionItems(actionItems: actionItems)
    case .followUps: ConversationList.FollowUps(followUps: followUps)
    case .analytics: ConversationAnalytics(of: self)
    }
  }
}

extension RequestProblem {
  /// `{"message": …}`, with the status before it where that is documented.
  fileprivate struct Body: Encodable {
    let statusCode: Int?
    let message: String
  }

  fileprivate var body: Body { Body(statusCode: tellsStatusInBody ? status.code : nil, message: message) }
}

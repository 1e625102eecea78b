import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1

/// Symbl's Job Status API over HTTP.
///
/// Every answer is bounded: ``responseTimeout`` from the first byte sent to the last received, and
/// ``largestBody`` bytes. Redirects are followed within the profile's origin only, so the token goes nowhere else. A
/// refused token is renewed once. Where the service gives `ETag` or `Last-Modified`, a job is asked about with a condition,
/// and 304 means that it stands where it stood.
package struct HTTPJobAPI: JobAPI {
  /// How long an answer may take, whole.
  package static let responseTimeout: Duration = .seconds(30)
  /// The largest body read, in bytes; see ``largestConversationBody`` for those that may be larger.
  package static let largestBody = 1 << 20
  /// How many redirects in a row are followed.
  package static let mostRedirects = 3

  let profile: JobAPIProfile
  private let tokens: any TokenProvider
  private let exchange: HTTPExchange
  private let memory = AnswerMemory()

  /// - Parameters:
  ///   - client: made with ``clientConfiguration``; shut down by whoever made it.
  ///   - responseTimeout: shorter in tests.
  package init(
    profile: JobAPIProfile, tokens: any TokenProvider, client: HTTPClient,
    responseTimeout: Duration = HTTPJobAPI.responseTimeout
  ) {
    self.profile = profile
    self.tokens = tokens
    exchange = HTTPExchange(origin: profile.origin, client: client, timeout: responseTimeout)
  }

  /// How the client is to be set up: no redirects of its own, 10 s to connect, a refused connection told at once,
  /// and 16 connections, so that a question of the poller never waits behind others that hang.
  package static var clientConfiguration: HTTPClient.Configuration {
    var configuration = HTTPClient.Configuration(
      redirectConfiguration: .disallow, timeout: .init(connect: .seconds(10)))
    // Nobody collects traces, and with the default tracer, which throws them away, spans are made all the same.
    configuration.tracing.tracer = nil
    configuration.connectionPool.retryConnectionEstablishment = false
    configuration.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = 16
    return configuration
  }

  package func answer(about id: JobID) async throws(CancellationError) -> JobAnswer {
    var response: ResponseExcerpt?
    do {
      return JobAnswer(.success(try await job(id, &response)), response)
    } catch let error as JobAPIError {
      return JobAnswer(.failure(error), response)
    } catch {
      throw CancellationError()
    }
  }

  /// - Parameter response: gets what came, also when it is not usable.
  private func job(_ id: JobID, _ response: inout ResponseExcerpt?) async throws -> Job {
    var request = HTTPRequest(url: profile.statusURL(of: id))
    let known = memory.entry(of: id)
    known?.validator.makeConditional(&request)
    let answer = try await answer(to: request)
    response = ResponseExcerpt(of: answer)
    if answer.status == .notModified, let known {
      if known.validator.isConfirmed(by: answer) {
        return Job(id: id.rawValue, status: known.status, dateHeader: answer.dateHeader)
      }
      // Whatever that is about, the next question is to be a plain one.
      memory.forget(id)
    }
    guard answer.status == .ok else { throw answer.error }
    let job = try answer.job()
    guard job.id.hasSameBytes(as: id.rawValue) else { throw JobAPIError.otherJob(id: job.id) }
    memory.note(job.status, of: id, Validator(of: answer))
    return job
  }

  package func submit(
    _ content: SubmissionContent, _ options: SubmissionOptions, progress: @escaping @Sendable (Int64) -> Void
  ) async throws -> Submission {
    let call = try SubmissionCall(content, options, at: profile)
    var request = HTTPRequest(method: call.method, url: call.url)
    if let type = call.contentType { request.headers.add(name: "Content-Type", value: type) }
    request.body =
      switch call.body {
      case .bytes(let bytes): .bytes(ByteBuffer(bytes: bytes))
      case .file(let recording): .file(recording, progress: progress)
      }
    let answer = try await answer(to: request)
    // Only an append names something that there may not be.
    if answer.status == .notFound, options.conversation == nil {
      throw JobAPIError.unreachable(reason: "there is no \(call.url); check the base URL")
    }
    guard answer.status == .created || answer.status == .ok else { throw answer.error }
    return try answer.decoded()
  }

  /// Sends a request with the token, and once more with another one when that was refused.
  ///
  /// - Parameter largestBody: of the answer, in bytes.
  func answer(
    to request: HTTPRequest, upTo largestBody: Int = HTTPJobAPI.largestBody
  ) async throws -> HTTPAnswer {
    let token = try await tokens.token()
    let answer = try await self.answer(to: request, carrying: token, upTo: largestBody)
    guard answer.status == .unauthorized, let other = try await tokens.token(insteadOf: token) else {
      return answer
    }
    return try await self.answer(to: request, carrying: other, upTo: largestBody)
  }

  private func answer(
    to request: HTTPRequest, carrying token: AccessToken, upTo largestBody: Int
  ) async throws -> HTTPAnswer {
    var request = request
    request.headers.add(name: "Authorization", value: token.authorizationHeader)
    do {
      var answer = try await exchange.answer(to: request, upTo: largestBody)
      answer.conceal = token.concealed
      answer.token = token
      return answer
    } catch JobAPIError.redirected(let target) {
      throw JobAPIError.redirected(to: token.concealed(in: target))
    }
  }
}

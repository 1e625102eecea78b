import AsyncHTTPClient
import Foundation
import NIOCore
import NIOFoundationCompat
import NIOHTTP1

/// Symbl's Job Status API over HTTP.
///
/// Every answer is bounded: ``responseTimeout`` from the first byte sent to the last received, and
/// ``largestBody`` bytes. Redirects are followed within the profile's origin only, so the token goes nowhere else.
package struct HTTPJobAPI: JobAPI {
  /// How long an answer may take, whole.
  package static let responseTimeout: Duration = .seconds(30)
  /// The largest body read, in bytes.
  package static let largestBody = 1 << 20
  /// How many redirects in a row are followed.
  package static let mostRedirects = 3

  private let profile: JobAPIProfile
  private let token: AccessToken
  private let client: HTTPClient
  private let responseTimeout: Duration

  /// - Parameters:
  ///   - client: made with ``clientConfiguration``; shut down by whoever made it.
  ///   - responseTimeout: shorter in tests.
  package init(
    profile: JobAPIProfile, token: AccessToken, client: HTTPClient,
    responseTimeout: Duration = HTTPJobAPI.responseTimeout
  ) {
    self.profile = profile
    self.token = token
    self.client = client
    self.responseTimeout = responseTimeout
  }

  /// How the client is to be set up: no redirects of its own, 10 s to connect, a refused connection told at once,
  /// and 16 connections, so that a question of the poller never waits behind others that hang.
  package static var clientConfiguration: HTTPClient.Configuration {
    var configuration = HTTPClient.Configuration(
      redirectConfiguration: .disallow, timeout: .init(connect: .seconds(10)))
    configuration.connectionPool.retryConnectionEstablishment = false
    configuration.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = 16
    return configuration
  }

  package func status(of id: JobID) async throws -> Job {
    let answer = try await answer(to: request(.GET, profile.statusURL(of: id)))
    guard answer.status == .ok else { throw answer.error }
    let job: Job = try answer.decoded()
    guard job.id.utf8.elementsEqual(id.rawValue.utf8) else { throw JobAPIError.otherJob(id: job.id) }
    return job
  }

  package func submit(text: String, name: String?) async throws -> Submission {
    var request = request(.POST, profile.textSubmissionURL)
    request.headers.add(name: "Content-Type", value: "application/json")
    request.body = .bytes(
      ByteBuffer(bytes: try JSONEncoder().encode(TextSubmission(name: name, text: text))))
    let answer = try await answer(to: request)
    guard answer.status == .created || answer.status == .ok else { throw answer.error }
    return try answer.decoded()
  }

  private func request(_ method: HTTPMethod, _ url: String) -> HTTPClientRequest {
    var request = HTTPClientRequest(url: url)
    request.method = method
    request.headers.add(name: "Authorization", value: token.authorizationHeader)
    request.headers.add(name: "Accept", value: "application/json")
    return request
  }

  /// Sends a request and reads the whole answer, in time and in bounds.
  private func answer(to request: HTTPClientRequest) async throws -> HTTPAnswer {
    let exchange = Task { try await followingRedirects(request) }
    // A timer of the event loop is gone once cancelled; that of a Task.sleep would still wake the process later.
    let timeout = client.eventLoopGroup.any().scheduleTask(in: TimeAmount(responseTimeout)) {
      exchange.cancel()
    }
    defer { timeout.cancel() }
    do {
      return try await withTaskCancellationHandler {
        try await exchange.value
      } onCancel: {
        exchange.cancel()
      }
    } catch let error as JobAPIError {
      throw error
    } catch {
      try Task.checkCancellation()
      throw exchange.isCancelled ? JobAPIError.timedOut : JobAPIError(transportError: error)
    }
  }

  private func followingRedirects(_ request: HTTPClientRequest) async throws -> HTTPAnswer {
    var request = request
    for _ in 0...Self.mostRedirects {
      // The client's own deadline ends with the response head; ours, around this call, covers the body too.
      let response = try await client.execute(request, deadline: .distantFuture)
      guard let location = response.headers.first(name: "Location"),
        [.movedPermanently, .found, .temporaryRedirect, .permanentRedirect].contains(response.status)
      else {
        return HTTPAnswer(
          status: response.status, headers: response.headers,
          body: try await response.body.collect(upTo: Self.largestBody))
      }
      request.url = try sameOriginTarget(of: location, from: request.url)
    }
    throw JobAPIError.redirected(to: request.url)
  }

  private func sameOriginTarget(of location: String, from url: String) throws -> String {
    guard let target = URL(string: location, relativeTo: URL(string: url))?.absoluteURL,
      let components = URLComponents(url: target, resolvingAgainstBaseURL: false),
      Origin(components) == profile.origin, components.user == nil
    else { throw JobAPIError.redirected(to: location) }
    return target.absoluteString
  }
}

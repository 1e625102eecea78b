import AsyncHTTPClient
import Foundation
import JobAPI
import JobServer
import NIOSSL
import Testing

/// The real client, as tests ask through it.
enum Asking {
  static let tokenText = "s3cret-token"

  /// What is asked about a job when the service is a fault server.
  static func job(
    at server: FaultServer, responseTimeout: Duration = HTTPJobAPI.responseTimeout
  ) async throws -> Job {
    try await with(server.baseURL, responseTimeout: responseTimeout) { try await $0.status(of: JobID("a")) }
  }

  /// The error that asking ends with.
  static func error(
    at server: FaultServer, responseTimeout: Duration = HTTPJobAPI.responseTimeout
  ) async throws -> JobAPIError? {
    await #expect(throws: JobAPIError.self) {
      _ = try await job(at: server, responseTimeout: responseTimeout)
    }
  }

  /// Uses a client of its own for as long as the body takes.
  static func with<Value: Sendable>(
    _ baseURL: String, token: String = tokenText, responseTimeout: Duration = HTTPJobAPI.responseTimeout,
    trusting certificate: NIOSSLCertificate? = nil,
    _ body: @Sendable (HTTPJobAPI) async throws -> Value
  ) async throws -> Value {
    let profile = try JobAPIProfile(baseURL: baseURL)
    let token = try #require(AccessToken(token))
    return try await withClient(trusting: certificate) { client in
      try await body(
        HTTPJobAPI(
          profile: profile, tokens: FixedToken(token), client: client, responseTimeout: responseTimeout))
    }
  }

  /// Makes an HTTP client, and shuts it down once the body is done.
  ///
  /// - Parameter certificate: one that is trusted in place of those that the machine trusts.
  static func withClient<Value: Sendable>(
    trusting certificate: NIOSSLCertificate? = nil,
    _ body: @Sendable (HTTPClient) async throws -> Value
  ) async throws -> Value {
    var configuration = HTTPJobAPI.clientConfiguration
    if let certificate {
      var tls = TLSConfiguration.makeClientConfiguration()
      tls.trustRoots = .certificates([certificate])
      configuration.tlsConfiguration = tls
    }
    let client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
    let outcome: Result<Value, any Error>
    do {
      outcome = .success(try await body(client))
    } catch {
      outcome = .failure(error)
    }
    try await client.shutdown()
    return try outcome.get()
  }

  /// Runs the embedded server for as long as the body takes.
  static func withJobServer(
    _ registry: JobRegistry, _ body: @escaping @Sendable (String) async throws -> Void
  ) async throws {
    try await JobServer.whileServing(.init(token: tokenText), registry, body)
  }
}

extension HTTPJobAPI {
  /// Submits plain text, one message a line; an empty one too.
  func submit(text: String, name: String?) async throws -> Submission {
    let body = try JSONEncoder().encode(TextSubmission(name: nil, transcript: text))
    return try await submit(.text(body), SubmissionOptions(name: name)) { _ in }
  }
}

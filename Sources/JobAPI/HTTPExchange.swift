import AsyncHTTPClient
import Foundation
import NIOCore
import NIOFileSystem
import NIOHTTP1
import SystemPackage

/// One request and its answer, in time and in bounds, with one origin and no other.
///
/// Redirects are followed within the origin only, so what a request carries goes nowhere else.
struct HTTPExchange: Sendable {
  /// The only place that requests go to.
  let origin: Origin
  let client: HTTPClient
  private let deadlines: Deadlines
  /// How long an answer may take, from the first byte sent to the last received.
  var timeout: Duration
  /// How many bytes of a body are read before the answer counts as too large.
  var largestBody = HTTPJobAPI.largestBody

  init(origin: Origin, client: HTTPClient, timeout: Duration = HTTPJobAPI.responseTimeout) {
    self.origin = origin
    self.client = client
    self.timeout = timeout
    deadlines = Deadlines(on: client.eventLoopGroup)
  }

  /// Sends a request and reads the whole answer, whatever its status.
  ///
  /// - Throws: ``JobAPIError``, or `CancellationError` when the task was cancelled.
  func answer(to request: HTTPClientRequest) async throws -> HTTPAnswer {
    try await within(timeout) { _ in try await followingRedirects(request) }
  }

  /// Sends a request with a file as its body, however long that takes while there is progress.
  ///
  /// The file is read as the connection takes it, so that memory does not grow with its size. Redirects are not followed.
  ///
  /// - Throws: ``SubmissionError`` when the file cannot be read; else as ``answer(to:)``.
  func upload(
    _ recording: Recording, with request: HTTPClientRequest, progress: @escaping @Sendable (Int64) -> Void
  ) async throws -> HTTPAnswer {
    try await within(Self.uploadPatience) { deadline in
      do {
        return try await FileSystem.shared.withFileHandle(forReadingAt: FilePath(recording.path)) { file in
          var request = request
          let pieces = file.readChunks(in: 0..<recording.size, chunkLength: .kibibytes(256))
          let body = FileBody(recording: recording, pieces: pieces, eventLoops: client.eventLoopGroup) {
            bytes in
            deadline.extend()
            progress(bytes)
          }
          request.body = .stream(body, length: .known(recording.size))
          let response = try await client.execute(request, deadline: .distantFuture)
          if let location = response.headers.first(name: "Location"),
            (300..<400).contains(response.status.code)
          {
            throw JobAPIError.redirected(to: location)
          }
          return try await Self.answer(of: response)
        }
      } catch let error as FileSystemError {
        throw SubmissionError.unreadable(path: recording.path, reason: error.message)
      }
    }
  }

  /// How long an upload may stand still, and how long the service may take once it has all of it.
  private static let uploadPatience = Duration.seconds(120)

  /// Does something with the client that is over in time.
  ///
  /// - Parameter work: is given what starts the time anew, for when there is progress.
  private func within<Value: Sendable>(
    _ timeout: Duration, _ work: @escaping @Sendable (Deadline) async throws -> Value
  ) async throws -> Value {
    let deadline = Deadline(timeout, among: deadlines)
    let exchange = Task { try await work(deadline) }
    deadline.start { exchange.cancel() }
    defer { deadline.stop() }
    do {
      return try await withTaskCancellationHandler {
        try await exchange.value
      } onCancel: {
        exchange.cancel()
      }
    } catch let error as JobAPIError {
      throw error
    } catch let error as SubmissionError {
      throw error
    } catch {
      try Task.checkCancellation()
      throw exchange.isCancelled ? JobAPIError.timedOut : await named(JobAPIError(transportError: error))
    }
  }

  /// An error of the transport, told as exactly as it can be found out.
  private func named(_ error: JobAPIError) async -> JobAPIError {
    guard error == .tls(.untrusted),
      await CertificateProbe.findsExpired(at: origin, on: client.eventLoopGroup)
    else { return error }
    return .tls(.expired)
  }

  private func followingRedirects(_ request: HTTPClientRequest) async throws -> HTTPAnswer {
    var request = request
    for _ in 0...HTTPJobAPI.mostRedirects {
      let response = try await client.execute(request, deadline: .distantFuture)
      guard let location = response.headers.first(name: "Location"),
        [.movedPermanently, .found, .temporaryRedirect, .permanentRedirect].contains(response.status)
      else { return try await Self.answer(of: response, upTo: largestBody) }
      request.url = try sameOriginTarget(of: location, from: request.url)
    }
    throw JobAPIError.redirected(to: request.url)
  }

  // The client's own deadline ends with the response head; ours, around all of it, covers the body too.
  private static func answer(
    of response: HTTPClientResponse, upTo largestBody: Int = HTTPJobAPI.largestBody
  ) async throws -> HTTPAnswer {
    HTTPAnswer(
      status: response.status, headers: response.headers,
      body: try await response.body.collect(upTo: largestBody))
  }

  private func sameOriginTarget(of location: String, from url: String) throws -> String {
    guard let target = URL(string: location, relativeTo: URL(string: url))?.absoluteURL,
      let components = URLComponents(url: target, resolvingAgainstBaseURL: false),
      Origin(components) == origin, components.user == nil
    else { throw JobAPIError.redirected(to: location) }
    return target.absoluteString
  }
}

import AsyncHTTPClient
import Foundation
import NIOCore
import NIOFileSystem
import NIOHTTP1
import SystemPackage

/// One request and its answer, in time and in bounds, with one origin and no other.
///
/// Redirects are followed within the origin only, so what a request carries goes nowhere else.
final class HTTPExchange: Sendable {
  /// The only place that requests go to.
  private let origin: Origin
  private let client: HTTPClient
  private let deadlines: Deadlines
  /// How long an answer may take, from the first byte sent to the last received.
  private let timeout: Duration

  init(origin: Origin, client: HTTPClient, timeout: Duration = HTTPJobAPI.responseTimeout) {
    self.origin = origin
    self.client = client
    self.timeout = timeout
    deadlines = Deadlines(on: client.eventLoopGroup)
  }

  /// Sends a request and reads the whole answer, whatever its status.
  ///
  /// A file is read as the connection takes it, so that memory does not grow with its size, and may take however long it
  /// wants while there is progress; with it, redirects are not followed.
  ///
  /// - Parameter largestBody: how many bytes of a body are read before the answer counts as too large.
  /// - Throws: ``JobAPIError``, ``SubmissionError`` when a file cannot be read, or `CancellationError` when the task was
  ///   cancelled.
  func answer(
    to request: HTTPRequest, upTo largestBody: Int = HTTPJobAPI.largestBody
  ) async throws -> HTTPAnswer {
    do {
      switch request.body {
      case .file(let recording, let progress):
        return try await upload(recording, with: request, upTo: largestBody, progress: progress)
      case .bytes(let bytes): return try await followingRedirects(request, bytes, upTo: largestBody)
      case nil: return try await followingRedirects(request, nil, upTo: largestBody)
      }
    } catch let error as SubmissionError {
      throw error
    } catch {
      try Task.checkCancellation()
      throw await named(error)
    }
  }

  private func followingRedirects(
    _ request: HTTPRequest, _ body: ByteBuffer?, upTo largestBody: Int
  ) async throws -> HTTPAnswer {
    let deadline = Deadline(timeout, among: deadlines)
    defer { deadline.stop() }
    var url = request.url
    for _ in 0...HTTPJobAPI.mostRedirects {
      let request = try HTTPClient.Request(
        url: url, method: request.method, headers: request.headers,
        body: body.map(HTTPClient.Body.byteBuffer))
      // The client's form with a delegate does in one turn of an event loop what its `async` one needs several for.
      let exchange = client.execute(request: request, delegate: AnswerCollector(upTo: largestBody))
      deadline.start { exchange.fail(reason: JobAPIError.timedOut) }
      do {
        return try await withTaskCancellationHandler {
          try await exchange.get()
        } onCancel: {
          exchange.cancel()
        }
      } catch let redirect as AnswerCollector.Redirect {
        url = try sameOriginTarget(of: redirect.location, from: url)
      }
    }
    throw JobAPIError.redirected(to: url)
  }

  /// How long an upload may stand still, and how long the service may take once it has all of it.
  private static let uploadPatience = Duration.seconds(120)

  private func upload(
    _ recording: Recording, with request: HTTPRequest, upTo largestBody: Int,
    progress: @escaping @Sendable (Int64) -> Void
  ) async throws -> HTTPAnswer {
    let deadline = Deadline(Self.uploadPatience, among: deadlines)
    // A task of its own, which can be cancelled when there is no progress.
    let exchange = Task { [client] in
      try await FileSystem.shared.withFileHandle(forReadingAt: FilePath(recording.path)) { file in
        var upload = HTTPClientRequest(url: request.url)
        upload.method = request.method
        upload.headers = request.headers
        let pieces = file.readChunks(in: 0..<recording.size, chunkLength: .kibibytes(256))
        let body = FileBody(recording: recording, pieces: pieces, eventLoops: client.eventLoopGroup) {
          bytes in
          deadline.extend()
          progress(bytes)
        }
        upload.body = .stream(body, length: .known(recording.size))
        let response = try await client.execute(upload, deadline: .distantFuture)
        if let location = response.headers.first(name: "Location"),
          (300..<400).contains(response.status.code)
        {
          throw JobAPIError.redirected(to: location)
        }
        return HTTPAnswer(
          status: response.status, headers: response.headers,
          body: try await response.body.collect(upTo: largestBody))
      }
    }
    deadline.start { exchange.cancel() }
    defer { deadline.stop() }
    do {
      return try await withTaskCancellationHandler {
        try await exchange.value
      } onCancel: {
        exchange.cancel()
      }
    } catch let error as FileSystemError {
      throw SubmissionError.unreadable(path: recording.path, reason: error.message)
    } catch {
      throw exchange.isCancelled ? JobAPIError.timedOut : error
    }
  }

  /// An error of the transport, told as exactly as it can be found out; one that has been told already is as it was.
  private func named(_ error: any Error) async -> JobAPIError {
    if let error = error as? JobAPIError { return error }
    let error = JobAPIError(transportError: error)
    guard error == .tls(.untrusted),
      await CertificateProbe.findsExpired(at: origin, on: client.eventLoopGroup)
    else { return error }
    return .tls(.expired)
  }

  private func sameOriginTarget(of location: String, from url: String) throws -> String {
    guard let target = URL(string: location, relativeTo: URL(string: url))?.absoluteURL,
      let components = URLComponents(url: target, resolvingAgainstBaseURL: false),
      Origin(components) == origin, components.user == nil
    else { throw JobAPIError.redirected(to: location) }
    return target.absoluteString
  }
}

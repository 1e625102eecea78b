import AsyncHTTPClient
import NIOCore
import NIOHTTP1
import Synchronization

/// Takes one answer from the client as it arrives, up to a size; of a redirect nothing but where it leads.
final class AnswerCollector: HTTPClientResponseDelegate {
  /// An answer that says where to ask instead.
  struct Redirect: Error {
    let location: String
  }

  private let answer = Mutex<HTTPAnswer?>(nil)
  private let largestBody: Int

  /// - Parameter largestBody: in bytes; a larger answer is ``JobAPIError/tooLarge``.
  init(upTo largestBody: Int) { self.largestBody = largestBody }

  func didReceiveHead(task: HTTPClient.Task<HTTPAnswer>, _ head: HTTPResponseHead) -> EventLoopFuture<Void> {
    if [.movedPermanently, .found, .temporaryRedirect, .permanentRedirect].contains(head.status),
      let location = head.headers.first(name: "Location")
    {
      // Its body may have no end.
      return task.eventLoop.makeFailedFuture(Redirect(location: location))
    }
    if let size = head.headers.first(name: "Content-Length").flatMap({ Int($0) }), size > largestBody {
      return task.eventLoop.makeFailedFuture(JobAPIError.tooLarge)
    }
    answer.withLock { $0 = HTTPAnswer(status: head.status, headers: head.headers, body: ByteBuffer()) }
    return task.eventLoop.makeSucceededVoidFuture()
  }

  func didReceiveBodyPart(task: HTTPClient.Task<HTTPAnswer>, _ part: ByteBuffer) -> EventLoopFuture<Void> {
    let size = answer.withLock { answer in
      answer?.body.writeImmutableBuffer(part)
      return answer?.body.readableBytes ?? 0
    }
    guard size <= largestBody else { return task.eventLoop.makeFailedFuture(JobAPIError.tooLarge) }
    return task.eventLoop.makeSucceededVoidFuture()
  }

  func didFinishRequest(task: HTTPClient.Task<HTTPAnswer>) throws -> HTTPAnswer {
    guard let answer = answer.withLock({ $0 }) else { throw JobAPIError.truncated }
    return answer
  }
}

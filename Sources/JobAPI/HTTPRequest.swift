import AsyncHTTPClient
import NIOCore
import NIOHTTP1

/// What is asked of a service.
struct HTTPRequest: Sendable {
  enum Body: Sendable {
    case bytes(ByteBuffer)
    /// A file, read as it is sent; `progress` is told how many bytes have been taken, each time some are.
    case file(Recording, progress: @Sendable (Int64) -> Void)
  }

  var method = HTTPMethod.GET
  var url: String
  /// JSON is what all answers are to be.
  var headers: HTTPHeaders = ["Accept": "application/json"]
  var body: Body?
}

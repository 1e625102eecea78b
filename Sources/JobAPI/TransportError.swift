import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1
import NIOPosix

extension JobAPIError {
  /// What an error thrown by the HTTP client means here.
  init(transportError error: any Error) {
    self =
      switch error {
      case is NIOTooManyBytesError: .tooLarge
      case let error as HTTPClientError where Self.timeouts.contains(error): .timedOut
      default: .unreachable(reason: Self.reason(of: error))
      }
  }

  private static let timeouts: [HTTPClientError] = [
    .connectTimeout, .readTimeout, .writeTimeout, .deadlineExceeded, .getConnectionFromPoolTimeout,
  ]

  private static let cutShort = "the connection was closed before the answer was whole"

  private static func reason(of error: any Error) -> String {
    switch error {
    case let error as NIOConnectionError:
      guard let failure = error.connectionErrors.first else { return "no address found for \(error.host)" }
      return reason(of: failure.error)
    case let error as IOError:
      return String(cString: strerror(error.errnoCode)).lowercased()
    case HTTPParserError.invalidEOFState: return cutShort
    case let error as HTTPClientError where error == .remoteConnectionClosed: return cutShort
    case let error as HTTPClientError: return error.shortDescription
    default:
      return String("\(error)".prefix(200))
    }
  }
}

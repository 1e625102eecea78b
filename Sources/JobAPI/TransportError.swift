import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL

extension JobAPIError {
  /// What an error thrown by the HTTP client means here.
  init(transportError error: any Error) {
    self =
      switch error {
      case is NIOTooManyBytesError: .tooLarge
      case let error as HTTPClientError where Self.timeouts.contains(error): .timedOut
      case let error where Self.isBreak(error): .brokenOff(reason: Self.reason(of: error))
      default: .unreachable(reason: Self.reason(of: error))
      }
  }

  private static let timeouts: [HTTPClientError] = [
    .connectTimeout, .readTimeout, .writeTimeout, .deadlineExceeded, .getConnectionFromPoolTimeout,
  ]

  /// Whether a connection that was there has broken.
  private static func isBreak(_ error: any Error) -> Bool {
    switch error {
    case let error as IOError: [ECONNRESET, EPIPE, ECONNABORTED, ENOTCONN].contains(error.errnoCode)
    case let error as HTTPClientError: error == .remoteConnectionClosed
    case HTTPParserError.invalidEOFState, NIOSSLError.uncleanShutdown: true
    default: false
    }
  }

  private static let cutShort = "the connection was closed before the answer was whole"

  private static func reason(of error: any Error) -> String {
    switch error {
    case let error as NIOConnectionError:
      guard let failure = error.connectionErrors.first else { return "no address found for \(error.host)" }
      return reason(of: failure.error)
    case let error as IOError:
      return String(cString: strerror(error.errnoCode)).lowercased()
    case HTTPParserError.invalidEOFState: return cutShort
    case is HTTPParserError: return "what answers there does not speak HTTP"
    case is NIOSSLError, is NIOSSLExtraError, is BoringSSLError: return tlsReason(of: "\(error)")
    case let error as HTTPClientError where error == .remoteConnectionClosed: return cutShort
    case let error as HTTPClientError where error == .tlsHandshakeTimeout: return "no TLS handshake in time"
    case let error as HTTPClientError: return error.shortDescription
    default:
      return String("\(error)".prefix(200))
    }
  }

  /// What a TLS error says to a person; BoringSSL names the cause in capitals somewhere in its text.
  private static func tlsReason(of text: String) -> String {
    let reasons = [
      ("CERTIFICATE_VERIFY_FAILED", "its TLS certificate is not trusted on this machine"),
      ("unableToValidateCertificate", "its TLS certificate is not trusted on this machine"),
      ("failedToValidateHostname", "its TLS certificate is for another host"),
      ("WRONG_VERSION_NUMBER", "it does not speak TLS; is the port right, or is it http://?"),
      ("EOF during handshake", "it closed the connection before TLS was agreed on; is the port right?"),
      ("uncleanShutdown", cutShort),
    ]
    return reasons.first { text.contains($0.0) }?.1 ?? "TLS trouble: \(text.prefix(160))"
  }
}

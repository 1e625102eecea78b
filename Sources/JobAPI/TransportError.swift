import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL

extension JobAPIError {
  /// What an error thrown by the HTTP client means here; none of its own words are for people.
  init(transportError error: any Error) {
    self =
      switch error {
      case is NIOTooManyBytesError, HTTPParserError.headerOverflow: .tooLarge
      case HTTPParserError.invalidEOFState: .truncated
      case is HTTPParserError: .notHTTP
      case let error as HTTPClientError: Self.meaning(of: error)
      case let error as NIOConnectionError:
        error.connectionErrors.first.map { JobAPIError(transportError: $0.error) } ?? .unknownHost(error.host)
      case let error as IOError: Self.meaning(of: error)
      case is NIOSSLError, is NIOSSLExtraError, is BoringSSLError: Self.meaning(ofTLSError: error)
      default: .unreachable(reason: "the connection failed")
      }
  }

  private static func meaning(of error: HTTPClientError) -> JobAPIError {
    switch error {
    case .connectTimeout, .readTimeout, .writeTimeout, .deadlineExceeded, .getConnectionFromPoolTimeout:
      .timedOut
    case .remoteConnectionClosed: .truncated
    case .tlsHandshakeTimeout: .tls(.noAgreement)
    default: .unreachable(reason: "the connection failed")
    }
  }

  private static func meaning(of error: IOError) -> JobAPIError {
    switch error.errnoCode {
    case ECONNREFUSED: .refused
    case ECONNRESET, EPIPE, ECONNABORTED, ENOTCONN: .reset
    case ETIMEDOUT: .timedOut
    default: .unreachable(reason: String(cString: strerror(error.errnoCode)).lowercased())
    }
  }

  /// BoringSSL names the cause in capitals somewhere in its text, and nowhere else.
  private static func meaning(ofTLSError error: any Error) -> JobAPIError {
    if error as? NIOSSLError == .uncleanShutdown { return .truncated }
    let causes: [(String, TLSTrouble)] = [
      ("CERTIFICATE_VERIFY_FAILED", .untrusted), ("unableToValidateCertificate", .untrusted),
      ("failedToValidateHostname", .otherHost), ("WRONG_VERSION_NUMBER", .notSpoken),
    ]
    let text = "\(error)"
    return .tls(causes.first { text.contains($0.0) }?.1 ?? .noAgreement)
  }
}

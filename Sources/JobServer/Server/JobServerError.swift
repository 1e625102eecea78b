import Foundation
import NIOCore

/// Why a ``JobServer`` cannot listen, or no longer does.
package enum JobServerError: Error, Hashable, CustomStringConvertible {
  case portInUse(Int)
  case portReserved(Int)
  case portOutOfRange(Int)
  case unusableHost(String)
  case cannotListen(host: String, port: Int, reason: String)
  case stopped(reason: String)

  /// What a failed bind means.
  init(bindingTo host: String, port: Int, failedWith error: any Error) {
    self =
      switch error {
      case let error as IOError where error.errnoCode == EADDRINUSE: .portInUse(port)
      case let error as IOError where error.errnoCode == EACCES: .portReserved(port)
      case let error as IOError where error.errnoCode == EADDRNOTAVAIL: .unusableHost(host)
      case is SocketAddressError, is SocketAddressError.UnknownHost: .unusableHost(host)
      default: .cannotListen(host: host, port: port, reason: "\(error)")
      }
  }

  /// A sentence for people; the host in it may hold anything, so it is to be sanitised before it is shown.
  package var description: String {
    switch self {
    case .portInUse(let port):
      "Port \(port) is in use by another program; choose another with --port."
    case .portReserved(let port):
      "Port \(port) is reserved for the system; choose one from 1024 on with --port."
    case .portOutOfRange(let port):
      "\(port) is no port; choose one from 1 to 65535 with --port, or 0 for any free one."
    case .unusableHost(let host):
      "“\(host)” is no address of this machine; listen on 127.0.0.1 or another address it has."
    case .cannotListen(let host, let port, let reason):
      "Cannot listen on \(host), port \(port): \(reason)."
    case .stopped(let reason):
      "The server stopped accepting connections: \(reason); start it again."
    }
  }
}

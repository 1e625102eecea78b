import Logging

/// Where a ``JobServer`` listens and whom it answers.
package struct JobServerConfiguration: Sendable {
  /// The host name or address to listen on; IPv6 stands without brackets.
  package var host: String
  /// 1...65535, or 0 to let the system pick a free one.
  package var port: Int
  /// What a client must send; with an empty one nobody is let in.
  package var token: String
  /// Gets a line for each request, at debug level, never with the token.
  ///
  /// The lines quote the path as it came, so they are to be sanitised before a terminal shows them.
  package var logger: Logger

  package init(host: String = "127.0.0.1", port: Int = 0, token: String, logger: Logger = .silent) {
    self.host = host
    self.port = port
    self.token = token
    self.logger = logger
  }

  /// The base URL of a server of this configuration that listens on a port.
  ///
  /// A wildcard address cannot be connected to everywhere, so this machine's own takes its place.
  func baseURL(listeningOn port: Int) -> String {
    let reachable =
      switch host {
      case "0.0.0.0": "127.0.0.1"
      case "::": "::1"
      default: host
      }
    return "http://\(reachable.contains(":") ? "[\(reachable)]" : reachable):\(port)"
  }
}

extension Logger {
  /// A logger that writes nothing anywhere.
  package static var silent: Logger {
    Logger(label: "silent") { _ in SwiftLogNoOpLogHandler() }
  }
}

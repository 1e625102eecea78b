import Logging

/// Where a ``JobServer`` listens and whom it answers.
package struct JobServerConfiguration: Sendable {
  /// The host name or address to listen on; IPv6 stands without brackets.
  package var host: String
  /// 1...65535, or 0 to let the system pick a free one.
  package var port: Int
  /// A token that lets a client in for ever, beside those that are generated; an empty one lets nobody in.
  package var token: String
  /// The pair that a token is generated for; with an empty one of the two there is none for anybody.
  package var appID: String
  package var appSecret: String
  /// How long a generated token is valid; a second or more.
  package var tokenLifetime: Duration
  /// What generated tokens grow old by.
  package var clock: any Clock<Duration>
  /// Gets a line for each request, at debug level, never with a token or a secret.
  ///
  /// The lines quote the path as it came, so they are to be sanitised before a terminal shows them.
  package var logger: Logger

  /// What counts as the token, the app id and the secret of a server that was given none.
  package static let demoSecret = "jobwatch-demo"

  package init(
    host: String = "127.0.0.1", port: Int = 0, token: String, appID: String = demoSecret,
    appSecret: String = demoSecret, tokenLifetime: Duration = .seconds(86_400),
    clock: any Clock<Duration> = ContinuousClock(), logger: Logger = .silent
  ) {
    self.host = host
    self.port = port
    self.token = token
    self.appID = appID
    self.appSecret = appSecret
    self.tokenLifetime = tokenLifetime
    self.clock = clock
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

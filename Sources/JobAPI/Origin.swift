import Foundation

/// Scheme, host and port of a service (RFC 6454): whom a token may be sent to.
package struct Origin: Hashable, Sendable, CustomStringConvertible {
  /// How the service is reached.
  package enum Scheme: String, Sendable {
    case http
    case https

    fileprivate var defaultPort: Int { self == .http ? 80 : 443 }
  }

  package let scheme: Scheme
  /// In lower case; an IPv6 address stands without brackets.
  package let host: String
  package let port: Int

  package init(scheme: Scheme, host: String, port: Int) {
    self.scheme = scheme
    self.host = host
    self.port = port
  }

  /// The origin of a URL, or nil when it is not `http` or `https` or its host is neither a name nor an address.
  init?(_ components: URLComponents) {
    guard let scheme = components.scheme.flatMap({ Scheme(rawValue: $0.lowercased()) }),
      let host = components.encodedHost.map(Self.withoutBrackets)?.lowercased(), !host.isEmpty,
      host.utf8.allSatisfy(Self.isHostCharacter)
    else { return nil }
    let port = components.port ?? scheme.defaultPort
    guard (1...65535).contains(port) else { return nil }
    self.init(scheme: scheme, host: host, port: port)
  }

  private static func withoutBrackets(_ host: String) -> Substring {
    host.hasPrefix("[") && host.hasSuffix("]") ? host.dropFirst().dropLast() : host[...]
  }

  /// Letters, digits and `-._:`: what was percent-encoded in a host would mean something else once it stands in a
  /// URL again.
  private static func isHostCharacter(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: ":"), UInt8(ascii: "-"),
      UInt8(ascii: "."), UInt8(ascii: "_"):
      true
    default: false
    }
  }

  /// Whether the host is this machine itself, so that nothing travels over a network.
  package var isLoopback: Bool {
    host == "localhost" || host == "::1"
      || (host.hasPrefix("127.") && host.allSatisfy { $0.isNumber || $0 == "." })
  }

  package var description: String {
    let shownHost = host.contains(":") ? "[\(host)]" : host
    return port == scheme.defaultPort ? "\(scheme)://\(shownHost)" : "\(scheme)://\(shownHost):\(port)"
  }
}

import JobAPI
import NIOSSL
import Testing

/// Something that goes wrong between us and a service, and what it is to be called.
struct Trouble: Sendable, CustomTestStringConvertible {
  /// What is asked.
  enum Service: Sendable {
    case server(FaultServer.Script)
    /// A server that shows a certificate for a host, which the client trusts or does not.
    case secureServer(host: String, expiry: Double, isTrusted: Bool)
    /// A server without TLS, asked as if it had it.
    case insecureServer
    case address(String)
  }

  let testDescription: String
  let service: Service
  let error: JobAPIError

  init(_ name: String, _ service: Service, _ error: JobAPIError) {
    testDescription = name
    self.service = service
    self.error = error
  }

  /// An answer of the server, whole.
  private init(_ name: String, _ answer: String, _ error: JobAPIError) {
    self.init(name, .server(FaultServer.answering(answer)), error)
  }

  /// An answer with a body.
  private init(_ name: String, body: String, type: String = "application/json", _ error: JobAPIError) {
    self.init(
      name, FaultServer.response("200 OK", headers: ["Content-Type: \(type)"], body: body), error)
  }

  /// Lets a client ask about a job `a`.
  ///
  /// - Parameter ask: is given a client that meets the trouble, and a time for it to wait that is short if need be.
  func meet(_ ask: @escaping @Sendable (HTTPJobAPI) async throws -> Void) async throws {
    let timeout: Duration = error == .timedOut ? .milliseconds(200) : HTTPJobAPI.responseTimeout
    switch service {
    case .server(let script):
      try await FaultServer.with(script) {
        try await Asking.with($0.baseURL, responseTimeout: timeout, ask)
      }
    case .secureServer(let host, let expiry, let isTrusted):
      let shown = try TestCertificate(for: host, expiry: expiry)
      let script = FaultServer.answering(FaultServer.response("200 OK", body: Self.job))
      try await FaultServer.with(script, tls: shown.context) {
        try await Asking.with(
          "https://localhost:\($0.port)", trusting: isTrusted ? shown.certificate : nil, ask)
      }
    case .insecureServer:
      let script: FaultServer.Script = { connection in
        try await connection.anything()
        try await connection.send("HTTP/1.1 400 Bad Request\r\n\r\n")
      }
      try await FaultServer.with(script) { try await Asking.with("https://127.0.0.1:\($0.port)", ask) }
    case .address(let baseURL):
      try await Asking.with(baseURL, ask)
    }
  }

  private static let job = #"{"id":"a","status":"completed"}"#
  private static let head = "HTTP/1.1 200 OK\r\n"
  private static let piece = String(repeating: "x", count: 0x10000)
  private static let page = "<!DOCTYPE html>\n<title> Sign in to Wi-Fi </title><p>Welcome"

  private static func start(
    _ text: String = "", then end: @escaping FaultServer.Script = { _ in }
  ) -> Service {
    .server { connection in
      try await connection.request()
      try await connection.send(text)
      try await end(connection)
    }
  }

  private static func endless(_ start: String, _ piece: String) -> Service {
    Self.start(start) { connection in while true { try await connection.send(piece) } }
  }
}

extension Trouble {
  /// All that may go wrong and passes by itself.
  static let all = network + statuses + bodies

  private static let network = [
    Trouble("no answer", start { try await $0.stayQuiet() }, .timedOut),
    Trouble(
      "half an answer, then nothing", start(head + "Content-Length: 9\r\n\r\n{") { try await $0.stayQuiet() },
      .timedOut),
    // Port 1 is never given to a program that asks for any free port.
    Trouble("nobody listens", .address("http://127.0.0.1:1"), .refused),
    Trouble("a reset", start { try await $0.reset() }, .reset),
    Trouble("a reset within the answer", start(head) { try await $0.reset() }, .reset),
    // No name has a part of more than 63 characters, so nobody is asked for its address.
    Trouble("a host without an address", .address("https://\(longName)"), .unknownHost(longName)),
    Trouble(
      "a certificate of nobody known", .secureServer(host: "localhost", expiry: 3600, isTrusted: false),
      .tls(.untrusted)),
    Trouble(
      "a certificate that has expired", .secureServer(host: "localhost", expiry: -60, isTrusted: true),
      .tls(.expired)),
    Trouble(
      "a certificate for another host",
      .secureServer(host: "other.invalid", expiry: 3600, isTrusted: true), .tls(.otherHost)),
    Trouble("no TLS where it is expected", .insecureServer, .tls(.notSpoken)),
    Trouble("TLS where none is expected", "\u{15}\u{3}\u{1}\u{0}\u{2}\u{2}\u{46}", .notHTTP),
    Trouble("another protocol", "220 mail.example ESMTP\r\n", .notHTTP),
    Trouble("a connection closed at once", "", .truncated),
    Trouble("an answer cut short", head + "Content-Length: 100\r\n\r\n" + job, .truncated),
    Trouble(
      "chunks cut short", head + "Transfer-Encoding: chunked\r\n\r\n1f\r\n\(job)\r\n", .truncated),
  ]

  private static let longName = String(repeating: "x", count: 64) + ".invalid"

  private static let statuses = [
    Trouble("a 500", FaultServer.response("500 Oops"), .serverError(status: 500)),
    Trouble(
      "a 502 with a page", FaultServer.response("502 Bad Gateway", body: page), .serverError(status: 502)),
    Trouble(
      "a 503 with Retry-After", FaultServer.response("503 Busy", headers: ["Retry-After: 7"]),
      .serverError(status: 503, retryAfter: .seconds(7))),
    Trouble(
      "a 429", FaultServer.response("429 Slow", headers: ["Retry-After: 2"]),
      .rateLimited(retryAfter: .seconds(2))),
    Trouble(
      "a redirect elsewhere", FaultServer.response("302 Found", headers: ["Location: https://x.invalid/"]),
      .redirected(to: "https://x.invalid/")),
    Trouble(
      "a page to see instead", FaultServer.response("303 See Other", headers: ["Location: /login"]),
      .redirected(to: "/login")),
    Trouble("a 404", FaultServer.response("404 Not Found"), .notFound),
    Trouble(
      "a 304 that nobody asked for", "HTTP/1.1 304 Not Modified\r\n\r\n",
      .unexpected(status: 304, message: nil)),
    Trouble("a 204", "HTTP/1.1 204 No Content\r\n\r\n", .empty),
    Trouble(
      "a network that wants a sign-in",
      FaultServer.response("511 Network Authentication Required", body: page),
      .webPage(title: "Sign in to Wi-Fi")),
  ]

  private static let bodies = [
    Trouble("no body", FaultServer.response("200 OK"), .empty),
    Trouble("a web page", body: page, type: "text/html", .webPage(title: "Sign in to Wi-Fi")),
    Trouble("a web page that says it is JSON", body: " <html>", .webPage(title: nil)),
    Trouble("half an object", body: "{", .malformed(detail: "'{'")),
    Trouble("no object", body: "[]", .malformed(detail: "'[]'")),
    Trouble("another id", body: #"{"id":"b","status":"failed"}"#, .otherJob(id: "b")),
    Trouble("a status that is a number", body: #"{"id":"a","status":7}"#, .noStatus(found: "7")),
    Trouble("a status that is null", body: #"{"id":"a","status":null}"#, .noStatus(found: nil)),
    Trouble("no status", body: #"{"id":"a"}"#, .noStatus(found: nil)),
    Trouble("a status that is a truth", body: #"{"id":"a","status":true}"#, .noStatus(found: "true")),
    Trouble("a list of statuses", body: #"{"id":"a","status":["failed"]}"#, .noStatus(found: "a list")),
    Trouble("a status object", body: #"{"id":"a","status":{}}"#, .noStatus(found: "an object")),
    Trouble(
      "text that is not UTF-8",
      start(head + "Content-Length: 28\r\n\r\n" + #"{"id":"a","status":"faile"#) {
        try await $0.send(bytes: [0xFF])
        try await $0.send(#""}"#)
      }, .notUTF8),
    Trouble(
      "a coding not asked for",
      start(head + "Content-Encoding: gzip\r\nContent-Length: 4\r\n\r\n") {
        try await $0.send(bytes: [0x1F, 0x8B, 0x08, 0xFF])
      }, .encoded(as: "gzip")),
    Trouble("a huge body", start(head + "Content-Length: 1073741824\r\n\r\n"), .tooLarge),
    Trouble(
      "a body without an end",
      endless(head + "Transfer-Encoding: chunked\r\n\r\n", "10000\r\n\(piece)\r\n"), .tooLarge),
    Trouble("headers without an end", endless(head, "A: \(piece.prefix(1000))\r\n"), .tooLarge),
    Trouble("a header without an end", endless(head + "A: ", piece), .tooLarge),
  ]
}

import JobAPI
import Testing

/// Answers that are whole, and not the one hoped for.
@Suite(.timeLimit(.minutes(1))) struct ErrorAnswerTests {
  private func error(of response: String) async throws -> JobAPIError? {
    let (errors, continuation) = AsyncStream.makeStream(of: JobAPIError?.self)
    try await FaultServer.with(FaultServer.answering(response)) { server in
      continuation.yield(try await Asking.error(at: server))
    }
    return await errors.first { _ in true } ?? nil
  }

  @Test(
    "a status that is no success is the error it stands for",
    arguments: [
      ("401 Unauthorized", JobAPIError.unauthorized), ("403 Forbidden", .unauthorized),
      ("404 Not Found", .notFound),
      ("500 Internal Server Error", .serverError(status: 500)), ("503 ", .serverError(status: 503)),
      ("599 Odd", .serverError(status: 599)), ("400 Bad Request", .unexpected(status: 400, message: nil)),
      ("418 Teapot", .unexpected(status: 418, message: nil)),
      ("201 Created", .unexpected(status: 201, message: nil)),
      ("304 Not Modified", .unexpected(status: 304, message: nil)),
      ("302 Found", .unexpected(status: 302, message: nil)),
    ]
  )
  func status(line: String, error: JobAPIError) async throws {
    #expect(try await self.error(of: FaultServer.response(line)) == error)
  }

  @Test("a 502 with a page of HTML is the server's error, not the job's")
  func html() async throws {
    let response = FaultServer.response(
      "502 Bad Gateway", headers: ["Content-Type: text/html"], body: "<html><h1>502</h1></html>")
    #expect(try await error(of: response) == .serverError(status: 502))
  }

  @Test("a 500 with a documented error body tells its message")
  func serverMessage() async throws {
    let response = FaultServer.response("500 Internal Server Error", body: #"{"message":"disk full"}"#)
    let error = try await error(of: response)
    #expect(error == .serverError(status: 500, message: "disk full"))
    #expect(error?.message == "the service answered 500: disk full")
  }

  @Test("a token that the service quotes is not in the error, wherever it stands")
  func quotedToken() async throws {
    let token = Asking.tokenText
    let refused = FaultServer.response("400 Bad Request", body: #"{"message":"no such token: \#(token)!"}"#)
    #expect(try await error(of: refused) == .unexpected(status: 400, message: "no such token: <token>!"))
    let away = FaultServer.response("302 Found", headers: ["Location: http://x.example/?t=\(token)"])
    #expect(try await error(of: away) == .redirected(to: "http://x.example/?t=<token>"))
    let padding = String(repeating: "x", count: 60 - token.count / 2)
    let cut = try await error(of: FaultServer.response("200 OK", body: padding + token))
    #expect(cut == .malformed(detail: "'\(padding)<token'"))
  }

  @Test(
    "a 429 and a 503 carry what Retry-After asks for, if it is there; a date is by the service's own clock",
    arguments: [
      (["Retry-After: 7"], 7), (["retry-after: 0"], 0), ([], nil), (["Retry-After: soon"], nil),
      (["Retry-After: Fri, 31 Dec 1999 23:59:59 GMT"], 0),
      // A service whose clock is decades behind ours still says what it means.
      (["Retry-After: Fri, 31 Dec 1999 23:59:59 GMT", "Date: Fri, 31 Dec 1999 23:59:29 GMT"], 30),
    ] as [([String], Int?)]
  )
  func rateLimited(headers: [String], seconds: Int?) async throws {
    let response = FaultServer.response(
      "429 Too Many Requests", headers: headers, body: #"{"statusCode":429,"message":"This API has a limit"}"#
    )
    let pause = seconds.map { Duration.seconds($0) }
    #expect(try await error(of: response) == .rateLimited(retryAfter: pause))
    let unavailable = FaultServer.response("503 Busy", headers: headers)
    #expect(try await error(of: unavailable) == .serverError(status: 503, retryAfter: pause))
  }

  @Test("a 204 is no answer")
  func noContent() async throws {
    let response = "HTTP/1.1 204 No Content\r\n\r\n"
    #expect(try await error(of: response) == .empty)
  }

  @Test("a documented error body is quoted, at most 200 characters of it")
  func message() async throws {
    let text = String(repeating: "x", count: 300)
    let response = FaultServer.response("400 Bad Request", body: #"{"message":"\#(text)"}"#)
    #expect(try await error(of: response) == .unexpected(status: 400, message: String(text.prefix(200))))
  }

  @Test(
    "a body that is not the documented JSON is malformed, and its start is quoted",
    arguments: [
      "{", "hello", "[]", "null", "{}", #"{"status":"completed"}"#, #"{"id":7,"status":"completed"}"#,
      #"{"id":"a","status":"\ud800"}"#,
    ]
  )
  func malformed(body: String) async throws {
    #expect(
      try await error(of: FaultServer.response("200 OK", body: body)) == .malformed(detail: "'\(body)'"))
  }

  @Test("an empty body is no answer")
  func emptyBody() async throws {
    #expect(try await error(of: FaultServer.response("200 OK")) == .empty)
  }

  @Test("JSON nested a hundred thousand deep is malformed, not a crash")
  func deep() async throws {
    let body = String(repeating: "[", count: 100_000)
    let error = try await error(of: FaultServer.response("200 OK", body: body))
    #expect(error == .malformed(detail: "'\(String(repeating: "[", count: 60))'"))
  }

  @Test("an answer about another job is not taken", arguments: ["b", "A", "", "a\u{301}"])
  func otherJob(id: String) async throws {
    let response = FaultServer.response("200 OK", body: #"{"id":"\#(id)","status":"completed"}"#)
    #expect(try await error(of: response) == .otherJob(id: id))
  }

  @Test("an answer with its words in capitals and more fields than documented is taken")
  func taken() async throws {
    let body = #"{"id":"a","status":"IN_PROGRESS","more":{}}"#
    let script = FaultServer.answering(FaultServer.response("200 Fine", body: body))
    try await FaultServer.with(script) { server in
      let job = try await Asking.job(at: server)
      #expect(job.status == .inProgress)
    }
  }
}

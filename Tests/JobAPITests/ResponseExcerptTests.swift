import NIOCore
import Testing

@testable import JobAPI

/// What is kept of a response for a person to see.
@Suite(.timeLimit(.minutes(1))) struct ResponseExcerptTests {
  private static let token = Asking.tokenText

  /// What is kept of the response to a question, beside what the question came to.
  private func answer(to response: String) async throws -> JobAnswer {
    let (answers, continuation) = AsyncStream.makeStream(of: JobAnswer.self)
    try await FaultServer.with(FaultServer.answering(response)) { server in
      continuation.yield(try await Asking.with(server.baseURL) { try await $0.answer(about: JobID("a")) })
    }
    return try #require(await answers.first { _ in true })
  }

  private func excerpt(of body: String) -> ResponseExcerpt {
    var answer = HTTPAnswer(status: .ok, headers: [:], body: ByteBuffer(string: body))
    answer.token = AccessToken(Self.token)
    return ResponseExcerpt(of: answer)
  }

  @Test("a usable answer comes with its HTTP status and its body")
  func usable() async throws {
    let body = #"{"id":"a","status":"failed","more":[1]}"#
    let answer = try await answer(to: FaultServer.response("200 OK", body: body))
    #expect(try answer.job.get().status == .failed)
    #expect(answer.response == ResponseExcerpt(status: 200, body: Array(body.utf8)))
  }

  @Test(
    "an answer that is not usable does too",
    arguments: [
      ("502 Bad Gateway", "<html>", JobAPIError.serverError(status: 502)),
      ("200 OK", "[]", .malformed(detail: "'[]'")),
      ("401 Unauthorized", "no", .unauthorized), ("404 Not Found", "", .notFound),
      ("200 OK", #"{"id":"b","status":"failed"}"#, .otherJob(id: "b")),
    ])
  func unusable(status: String, body: String, error: JobAPIError) async throws {
    let answer = try await answer(to: FaultServer.response(status, body: body))
    #expect(answer.job == .failure(error))
    #expect(answer.response?.status == Int(status.prefix(3)))
    #expect(answer.response?.text == body)
  }

  @Test("there is none when the answer breaks off")
  func none() async throws {
    let answer = try await answer(to: "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf")
    #expect(answer.job == .failure(.truncated))
    #expect(answer.response == nil)
  }

  @Test(
    "of a long body there are the first 512 bytes, and how many there were", arguments: [512, 513, 9_000])
  func long(size: Int) {
    let excerpt = excerpt(of: String(repeating: "x", count: size))
    #expect(excerpt.text == String(repeating: "x", count: min(512, size)))
    #expect(excerpt.wholeSize == (size > 512 ? size : nil))
  }

  @Test("no character is cut in two at the end", arguments: [509, 510, 511, 512], ["é", "€", "😀"])
  func character(before: Int, last: String) {
    let start = String(repeating: "x", count: before)
    let text = excerpt(of: start + last + "y").text
    let fits = before + last.utf8.count + 1 <= 512
    #expect(text == (fits ? start + last + "y" : before + last.utf8.count <= 512 ? start + last : start))
  }

  @Test(
    "a body that is no text is cut all the same, and its bytes are kept as they are")
  func noText() {
    var answer = HTTPAnswer(
      status: .ok, headers: [:], body: ByteBuffer(bytes: [UInt8](repeating: 0x80, count: 600)))
    answer.token = AccessToken(Self.token)
    #expect(ResponseExcerpt(of: answer).body == [UInt8](repeating: 0x80, count: 512))
  }

  @Test("the token is not in it, wherever the service puts it", arguments: [0, 1, 495, 505, 511, 512])
  func token(place: Int) {
    let start = String(repeating: "x", count: place)
    let text = excerpt(of: start + Self.token + Self.token + " end").text
    #expect(text == String((start + "<token><token> end").prefix(512)))
  }

  @Test("nor is one whose slashes are escaped, as JSON may have them")
  func escapedToken() {
    var answer = HTTPAnswer(
      status: .ok, headers: [:], body: ByteBuffer(string: #"{"token":"ab\/cd\/efgh"} ab/cd/efgh \ab/cd/efg"#))
    answer.token = AccessToken("ab/cd/efgh")
    #expect(ResponseExcerpt(of: answer).text == #"{"token":"<token>"} <token> \ab/cd/efg"#)
  }

  @Test("a token that comes after what is kept changes nothing")
  func far() {
    let excerpt = excerpt(of: String(repeating: "x", count: 600) + Self.token)
    #expect(excerpt.text == String(repeating: "x", count: 512))
    #expect(excerpt.wholeSize == 600 + Self.token.utf8.count)
  }

  @Test("it holds no more of a body than it shows")
  func copied() {
    let body = ByteBuffer(string: String(repeating: "x", count: 1 << 20))
    let excerpt = ResponseExcerpt(of: HTTPAnswer(status: .ok, headers: [:], body: body))
    #expect(excerpt.body.capacity < 1_024)
  }
}

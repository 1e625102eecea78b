import Foundation
import NIOCore
import NIOHTTP1
import Testing

@testable import JobAPI

/// Asking only whether what is known still holds.
@Suite(.timeLimit(.minutes(1))) struct ConditionalRequestTests {
  private static let changed = "Sun, 06 Nov 1994 08:49:37 GMT"
  private static let later = "Sun, 06 Nov 1994 08:49:38 GMT"

  private static func answer(_ status: String = "in_progress", _ headers: String...) -> String {
    FaultServer.response("200 OK", headers: headers, body: #"{"id":"a","status":"\#(status)"}"#)
  }

  private static func unchanged(_ headers: String...) -> String {
    (["HTTP/1.1 304 Not Modified", "Connection: close"] + headers).joined(separator: "\r\n") + "\r\n\r\n"
  }

  /// Asks one client about a job as often as there are answers.
  ///
  /// - Returns: what each question came to, and the condition that each one carried.
  private func ask(
    _ answers: [String]
  ) async throws -> (outcomes: [Result<Job, JobAPIError>], conditions: [String?]) {
    let (results, continuation) = AsyncStream.makeStream(
      of: (outcomes: [Result<Job, JobAPIError>], conditions: [String?]).self)
    let script: FaultServer.Script = { connection in
      let number = try await connection.request()
      try await connection.send(answers[min(number, answers.count) - 1])
    }
    try await FaultServer.with(script) { server in
      let outcomes = try await Asking.with(server.baseURL) { api in
        var outcomes: [Result<Job, JobAPIError>] = []
        for _ in answers {
          do {
            outcomes.append(.success(try await api.status(of: JobID("a"))))
          } catch let error as JobAPIError {
            outcomes.append(.failure(error))
          }
        }
        return outcomes
      }
      let conditions = server.requests.map { request in
        request.split(separator: "\r\n").first { $0.hasPrefix("If-") }.map(String.init)
      }
      continuation.yield((outcomes, conditions))
    }
    return try #require(await results.first { _ in true })
  }

  @Test("a job with an ETag is asked about with it, and 304 means that it stands where it stood")
  func etag() async throws {
    let (outcomes, conditions) = try await ask([
      Self.answer("scheduled", "ETag: \"1\""), Self.unchanged("ETag: W/\"1\""), Self.unchanged(),
      Self.answer("in_progress", "ETag: W/\"2\""), Self.unchanged("ETag: \"2\""),
    ])
    let statuses = try outcomes.map { try $0.get().status }
    #expect(statuses == [.scheduled, .scheduled, .scheduled, .inProgress, .inProgress])
    let first = #"If-None-Match: "1""#
    #expect(conditions == [nil, first, first, first, #"If-None-Match: W/"2""#])
  }

  @Test("a 304 about another answer than ours is none, and the next question is a plain one")
  func otherETag() async throws {
    let (outcomes, conditions) = try await ask([
      Self.answer("scheduled", "ETag: \"1\""), Self.unchanged("ETag: \"2\""), Self.answer(),
    ])
    #expect(outcomes[1] == .failure(.unexpected(status: 304, message: nil)))
    #expect(try outcomes[2].get().status == .inProgress)
    #expect(conditions[2] == nil)
  }

  @Test("trouble between does not make it forget, an answer without a validator does")
  func forgets() async throws {
    let (_, conditions) = try await ask([
      Self.answer("scheduled", "ETag: \"1\""), FaultServer.response("503 Busy"), Self.answer(), Self.answer(),
    ])
    #expect(conditions == [nil, #"If-None-Match: "1""#, #"If-None-Match: "1""#, nil])
  }

  @Test("the answer that a job has ended is not remembered", arguments: ["completed", "failed"])
  func ended(status: String) async throws {
    let (_, conditions) = try await ask([
      Self.answer("scheduled", "ETag: \"1\""), Self.answer(status, "ETag: \"2\""), Self.answer(),
    ])
    #expect(conditions == [nil, #"If-None-Match: "1""#, nil])
  }

  @Test("without an ETag the date of the change does, but only once its second is over")
  func lastModified() async throws {
    let changed = "Last-Modified: \(Self.changed)"
    let (outcomes, conditions) = try await ask([
      Self.answer("scheduled", changed, "Date: \(Self.later)"), Self.unchanged(), Self.answer(),
    ])
    #expect(try outcomes[1].get().status == .scheduled)
    #expect(conditions[1] == "If-Modified-Since: \(Self.changed)")
    for unsure in [["Date: \(Self.changed)"], [], ["ETag: \"1\"", "Date: \(Self.changed)"], ["ETag: \"1\""]] {
      let answer = FaultServer.response(
        "200 OK", headers: [changed] + unsure, body: #"{"id":"a","status":"scheduled"}"#)
      #expect(try await ask([answer, Self.answer()]).conditions == [nil, nil])
    }
  }

  @Test(
    "what is no entity tag is not sent back",
    arguments: [
      "", "1", "\"", "\"1", "W/1", "\"a\"b\"", "\"a b\"", "\"\(String(repeating: "x", count: 300))\"",
    ])
  func noETag(value: String) async throws {
    let answer = Self.answer("scheduled", "ETag: \(value)")
    #expect(try await ask([answer, Self.answer()]).conditions == [nil, nil])
  }

  @Test("an answer carries the service's own date, with 304 too")
  func serverDate() async throws {
    let (outcomes, _) = try await ask([
      Self.answer("scheduled", "ETag: \"1\"", "Date: \(Self.changed)"),
      Self.unchanged("Date: \(Self.later)"), Self.answer(), Self.answer("scheduled", "Date: yesterday"),
    ])
    let dates = try outcomes.map { try $0.get().serverDate?.timeIntervalSince1970 }
    #expect(dates == [784_111_777, 784_111_778, nil, nil])
  }

  @Test("so many jobs are remembered and no more, those asked about last for certain")
  func bounded() throws {
    let memory = AnswerMemory(capacity: 100)
    let ids = try (0..<1_000).map { try JobID("job-\($0)") }
    for id in ids {
      memory.note(.inProgress, of: id, .etag("\"1\""))
      #expect(memory.entry(of: ids[0]) != nil)
      #expect(memory.count <= 100)
    }
    #expect(ids.suffix(40).allSatisfy { memory.entry(of: $0) != nil })
    #expect(memory.entry(of: ids[1]) == nil)
    for id in ids { memory.note(.completed, of: id, .etag("\"1\"")) }
    #expect(memory.count == 0)
  }
}

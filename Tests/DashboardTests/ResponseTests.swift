import Dashboard
import Foundation
import JobAPI
import JobTracking
import Terminal
import Testing

/// What the detail pane says of the last response of the service.
@Suite struct ResponseTests {
  private static let json = #"{"id":"probe","status":"in_progress"}"#

  private func response(
    _ status: Int = 200, _ body: String = json, wholeSize: Int? = nil, ago: TimeInterval = 0
  ) -> LastResponse {
    LastResponse(
      at: testNow.addingTimeInterval(-ago), latency: .milliseconds(34),
      .response(ResponseExcerpt(status: status, body: Array(body.utf8), wholeSize: wholeSize)))
  }

  private func nothing(_ error: JobAPIError, after latency: Duration = .milliseconds(34)) -> LastResponse {
    LastResponse(at: testNow, latency: latency, .nothing(error))
  }

  /// A pane open on a job, with what is known of it.
  private func reading(_ response: LastResponse?, size: Size = Size(columns: 120, rows: 30)) -> Session {
    var session = Session([job("probe")], size: size)
    session.press(.enter)
    session.send(.response(jobKey("probe"), response))
    return session
  }

  private func row(_ session: Session) -> String? {
    session.screen.row(with: "Response ")?.trimmingCharacters(in: .whitespaces)
  }

  private func row(_ response: LastResponse?) -> String? { row(reading(response)) }

  @Test("it is asked for when the pane opens, when the cursor moves there, and when there is news of the job")
  func askedFor() {
    var session = Session(manyJobs(3))
    session.press(.down, .up)
    session.receive(.job(job("job-0")))
    #expect(session.responsesAskedFor == [])
    session.press(.enter)
    #expect(session.responsesAskedFor == ["job-0"])
    session.press(.down)
    #expect(session.responsesAskedFor == ["job-0", "job-1"])
    session.receive(.job(job("job-2", addedAgo: 602)))
    session.send(.tick)
    #expect(session.responsesAskedFor.count == 2)
    session.receive(.job(job("job-1", addedAgo: 601)))
    #expect(session.responsesAskedFor == ["job-0", "job-1", "job-1"])
    session.press(.escape)
    session.receive(.job(job("job-1", addedAgo: 601)))
    #expect(session.responsesAskedFor.count == 3)
    session.press(.enter)
    #expect(session.responsesAskedFor.last == "job-1" && session.responsesAskedFor.count == 4)
  }

  @Test("status, latency, time and body stand beside what is said of the job, also when it has ended")
  func healthy() {
    #expect(row(response()) == "Response      200 in 34 ms, 14:03:05: \(Self.json)")
    var session = Session([job("probe", .failed)], size: Size(columns: 120, rows: 30))
    session.press(.enter)
    session.send(.response(jobKey("probe"), response(ago: 86_400)))
    #expect(row(session) == "Response      200 in 34 ms, 2026-11-24 14:03:05: \(Self.json)")
  }

  @Test("a page that came in lines is shown in one, and what is cut short says how long it was")
  func page() {
    #expect(
      row(response(502, "<html>\n  <h1>Bad</h1>\r\n", wholeSize: 2_318))
        == "Response      502 in 34 ms, 14:03:05: <html> <h1>Bad</h1>… (2318 bytes in all)")
  }

  @Test("a response without a body, and one that says that the one before still holds")
  func bodiless() {
    #expect(row(response(204, "")) == "Response      204 in 34 ms, 14:03:05, without a body")
    #expect(
      row(response(500, "\r\n \n"))
        == "Response      500 in 34 ms, 14:03:05, with a body of nothing but 4 blanks")
    #expect(
      row(response(500, "  ", wholeSize: 900))
        == "Response      500 in 34 ms, 14:03:05, with a body that begins with blanks (900 bytes in all)")
    #expect(row(response(304, "")) == "Response      304 in 34 ms, 14:03:05, as before")
    #expect(row(response(304)) == "Response      304 in 34 ms, 14:03:05, as before: \(Self.json)")
  }

  @Test(
    "when nothing came, what is known is said",
    arguments: [
      (JobAPIError.timedOut, "none after 30 s, 14:03:05: no answer in time"),
      (.reset, "none after 30 s, 14:03:05: the connection was reset before the answer was whole"),
      (.tooLarge, "not read, after 30 s, 14:03:05: the answer is too large to be read"),
      (.noToken(reason: "locked"), "none, nothing was sent, 14:03:05: no token to ask with: locked"),
    ])
  func none(error: JobAPIError, text: String) {
    #expect(row(nothing(error, after: .seconds(30))) == "Response      \(text)")
  }

  @Test("what the pane says of the trouble is not said twice")
  func once() {
    var session = Session([job("probe", trouble: .timedOut)], size: Size(columns: 120, rows: 30))
    session.press(.enter)
    session.send(.response(jobKey("probe"), nothing(.timedOut, after: .seconds(30))))
    #expect(row(session) == "Response      none after 30 s, 14:03:05")
    session.send(.response(jobKey("probe"), nothing(.refused)))
    #expect(row(session)?.contains("34 ms, 14:03:05: unreachable: connection refused") == true)
  }

  @Test("nothing from outside reaches the terminal raw")
  func hostile() {
    let row = row(response(200, "\u{1B}[2J\u{202E}\u{07}x"))
    #expect(row == #"Response      200 in 34 ms, 14:03:05: \e[2J\u{202e}\ax"#)
  }

  @Test("before it is known nothing is claimed, and what is not kept is said not to be")
  func notKnown() {
    var session = Session([job("probe", nil)])
    session.press(.enter)
    #expect(row(session) == "Response      …")
    session.send(.response(jobKey("probe"), nil))
    #expect(row(session) == "Response      none yet")
    #expect(row(nil) == "Response      not kept; r asks once more")
  }

  @Test("an answer about a job that the cursor has left is not shown, nor one that was overtaken")
  func late() {
    var session = Session([job("probe"), job("other", addedAgo: 700)], size: Size(columns: 120, rows: 30))
    session.press(.enter, .down)
    session.send(.response(jobKey("probe"), response()))
    #expect(row(session) == "Response      …")
    session.send(.response(jobKey("other"), response(ago: 1)))
    session.send(.response(jobKey("other"), response(502, "old", ago: 2)))
    session.send(.response(jobKey("other"), nil))
    #expect(row(session)?.hasPrefix("Response      200 in 34 ms, 14:03:04") == true)
    session.press(.up)
    #expect(row(session) == "Response      …")
  }

  @Test("what is there stays until the next one comes")
  func stays() {
    var session = reading(response(502, "bad"))
    session.receive(.job(job("probe").troubled(.serverError(status: 502))))
    #expect(row(session) == "Response      502 in 34 ms, 14:03:05: bad")
  }

  @Test(
    "beside the table a long one takes two lines, or what is left, on the whole screen as many as it needs")
  func long() throws {
    let words = (0..<90).map { "w\($0)" }
    var session = reading(response(200, words.joined(separator: " "), wholeSize: 999), size: roomy)
    let rows = session.screen.rows
    let first = try #require(rows.firstIndex { $0.contains("Response ") })
    #expect(rows[first + 1].hasSuffix("… (Enter shows all)"))
    #expect(rows[first + 2].contains("Next check"))
    // More where there is room for more, and no less of the rest.
    session.send(.resized(Size(columns: roomy.columns, rows: 60)))
    #expect(session.screen.contains(" w89…"))
    #expect(session.screen.contains("Added") && !session.screen.contains("Enter shows all"))
    session.send(.resized(roomy))
    session.press(.enter)
    let text = session.screen.rows.flatMap { $0.split(separator: " ") }.joined(separator: " ")
    for word in words { #expect(text.contains(word)) }
    #expect(text.contains("(999 bytes in all)"))
  }
}

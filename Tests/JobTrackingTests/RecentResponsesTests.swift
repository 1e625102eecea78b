import JobAPI
import Testing

@testable import JobTracking

@Suite struct RecentResponsesTests {
  private func response(_ status: Int, _ body: String = "", at second: Double = 0) -> LastResponse {
    LastResponse(
      at: Fixture.date(second), latency: .milliseconds(1),
      .response(ResponseExcerpt(status: status, body: Array(body.utf8))))
  }

  @Test("of more jobs than it holds, those are forgotten that were asked about the longest ago")
  func bounded() throws {
    var responses = RecentResponses(capacity: 10)
    for number in 0..<100 {
      responses.note(response(200, "\(number)"), of: try Fixture.key("\(number)"))
      #expect(responses.count <= 10)
      // One that is asked about again and again stays.
      responses.note(response(200, "busy"), of: try Fixture.key("busy"))
    }
    for number in 97..<100 {
      #expect(responses[try Fixture.key("\(number)")] == response(200, "\(number)"))
    }
    #expect(responses[try Fixture.key("busy")] == response(200, "busy"))
    #expect(responses[try Fixture.key("0")] == nil)
  }

  @Test("the latest one of a job takes the place of the one before")
  func latest() throws {
    var responses = RecentResponses()
    let key = try Fixture.key("a")
    responses.note(response(200, "old"), of: key)
    responses.note(response(502, "new", at: 1), of: key)
    #expect(responses[key] == response(502, "new", at: 1))
    #expect(responses.count == 1)
  }

  @Test("a 304 goes with the body of the answer that it says holds still, and no other")
  func unchanged() throws {
    var responses = RecentResponses()
    let key = try Fixture.key("a")
    responses.note(response(304), of: key)
    #expect(responses[key] == response(304))
    responses.note(response(200, "body"), of: key)
    for second in [1.0, 2] {
      responses.note(response(304, at: second), of: key)
      #expect(responses[key] == response(304, "body", at: second))
    }
    responses.note(response(502, "trouble", at: 3), of: key)
    responses.note(response(304, at: 4), of: key)
    #expect(responses[key] == response(304, at: 4))
  }
}

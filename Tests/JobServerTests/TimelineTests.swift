import Foundation
import Testing

@testable import JobServer

@Suite struct TimelineTests {
  private let start = Date(timeIntervalSince1970: 1_000)

  private func instant(_ seconds: Double) -> Date { start.addingTimeInterval(seconds) }

  /// The places of messages, in seconds from the start.
  private func places(_ messages: [SubmittedMessage]) -> [[Double]] {
    Timeline.places(of: messages, from: start).map {
      [$0.start.timeIntervalSince(start).inThousandths, $0.end.timeIntervalSince(start).inThousandths]
    }
  }

  @Test("messages without times follow one another, 150 words a minute")
  func estimated() {
    #expect(
      places([.init(text: "one two three four five"), .init(text: "six seven")]) == [[0, 2], [2, 2.8]])
  }

  @Test("a message that says its times is where it says")
  func given() {
    let message = SubmittedMessage(text: "one", start: instant(10), end: instant(15))
    #expect(places([message, .init(text: "one two three four five")]) == [[10, 15], [15, 17]])
  }

  @Test("what comes before the first message with a start ends there")
  func before() {
    #expect(
      places([
        .init(text: "one two three four five"), .init(text: "one", start: instant(10), end: instant(11)),
      ])
        == [[8, 10], [10, 11]])
  }

  @Test("a start alone leaves the end to the words, an end alone the start to what came before")
  func half() {
    #expect(places([.init(text: "one two three four five", start: instant(10))]) == [[10, 12]])
    #expect(places([.init(text: "one", end: instant(5))]) == [[0, 5]])
    #expect(places([.init(text: "one", end: instant(-5))]) == [[-5, -5]])
  }

  @Test("a message without words takes as long as one word")
  func noWords() {
    #expect(places([.init(text: "…")]) == [[0, 0.4]])
  }

  @Test(
    "instants are read with and without fractions, and written in UTC to the millisecond",
    arguments: [
      ("2020-07-21T16:02:19.99Z", "2020-07-21T16:02:19.990Z"),
      ("2020-07-21T16:02:19Z", "2020-07-21T16:02:19.000Z"),
      ("2020-02-29T16:02:19Z", "2020-02-29T16:02:19.000Z"),
      ("2020-07-21T16:02:19.001+02:00", "2020-07-21T14:02:19.001Z"),
    ]
  )
  func iso8601(text: String, written: String) {
    #expect(Date(iso8601: text)?.iso8601 == written)
  }

  @Test(
    "what is no instant is none",
    arguments: [
      "", "noon", "2020-07-21", "1595347339", "2020-07-21T16:02:19", "2020-02-30T16:02:19Z",
      "2021-02-29T16:02:19Z",
    ])
  func noInstant(text: String) {
    #expect(Date(iso8601: text) == nil)
  }
}

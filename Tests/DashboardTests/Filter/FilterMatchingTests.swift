import Dashboard
import Foundation
import JobAPI
import JobTracking
import TestTools
import Testing

@Suite struct FilterMatchingTests {
  private static let labels = ["", "Monday call", "MONDAY", "été", "漢字の会議", "call \u{65}\u{301}"]

  private static let jobs: [TrackedJob] = (0..<120).map { number in
    let status = allStatuses[number % allStatuses.count]
    var job = job(
      "job-\(number)", status, label: labels[number % 5], addedAgo: 540 + Double(number * 10),
      statusAgo: Double(number), trouble: [nil, nil, .notFound, .timedOut][number % 4])
    if number.isMultiple(of: 7) { job.see(.completed, ago: -1) }
    if number.isMultiple(of: 21) { job.see(.inProgress, ago: -2) }
    return job
  }

  private func found(_ filter: String, in jobs: [TrackedJob]) throws -> [String] {
    try JobFilter(filter).filtering(jobs, now: testNow).map(\.key.id.rawValue)
  }

  @Test("any filter finds what an obvious one finds", arguments: 1...20 as ClosedRange<UInt64>)
  func model(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    for _ in 0..<40 {
      let model = FilterModel.random(depth: 3, &generator)
      let text = model.text(&generator)
      let filter = try JobFilter(text)
      let expected = Self.jobs.filter { model.accepts($0, testNow) }.map(\.key)
      #expect(filter.filtering(Self.jobs, now: testNow).map(\.key) == expected, "\(text)")
      let again = try JobFilter(filter.description)
      #expect(again == filter, "\(text) printed as \(filter)")
      #expect(again.filtering(Self.jobs, now: testNow).map(\.key) == expected, "\(filter)")
    }
  }

  @Test("letter case and the spelling of an accent make no difference")
  func folding() throws {
    let jobs = [job("a", label: "caf\u{E9}"), job("b", label: "CAFE\u{301}"), job("c", label: "cafe")]
    #expect(try found("CAF\u{C9}", in: jobs) == ["a", "b"])
    #expect(try found("/caf\u{C9}$/", in: jobs) == ["a", "b"])
    #expect(try found("caf", in: jobs) == ["a", "b", "c"])
  }

  @Test("a word is not found across the end of the label and the beginning of the id")
  func border() throws {
    #expect(try found("ab", in: [job("b", label: "a")]) == [])
  }

  @Test("a status is found by the beginnings of its names", arguments: ["f", "fa", "FAIL", "failed"])
  func statusBeginnings(name: String) throws {
    #expect(try found("status:\(name)", in: [job("a", .failed), job("b", .completed)]) == ["a"])
  }

  @Test("or binds weaker than and")
  func precedence() throws {
    let jobs = [job("a1"), job("a2"), job("b1"), job("b2")]
    #expect(try found("a 1 or b 2", in: jobs) == ["a1", "b2"])
    #expect(try found("a (1 or b) 2", in: jobs) == [])
    #expect(try found("-a and -2", in: jobs) == ["b1"])
  }

  @Test("an ended job is as old as it took")
  func ageOfEnded() throws {
    let jobs = [job("old", .completed, addedAgo: 7200, statusAgo: 7000), job("new", addedAgo: 7200)]
    #expect(try found("age>1h", in: jobs) == ["new"])
    #expect(try found("age=3m", in: jobs) == ["old"])
  }

  @Test("how long a job took is known only when its beginning was seen")
  func took() throws {
    let seen = job("seen", .scheduled, addedAgo: 900, statusAgo: 800).seeing(.completed, ago: 100)
    #expect(try found("took>5m", in: [seen, job("unseen", .completed)]) == ["seen"])
    #expect(try found("took<1d", in: [seen, job("unseen", .completed)]) == ["seen"])
  }
}

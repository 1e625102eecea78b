import Foundation
import JobAPI
import Testing

@Suite struct JobStatusTests {
  @Test(
    "each documented word is read in lower case, in capitals and in between",
    arguments: [
      ("scheduled", JobStatus.scheduled), ("SCHEDULED", .scheduled), ("Scheduled", .scheduled),
      ("in_progress", .inProgress), ("IN_PROGRESS", .inProgress), ("In_Progress", .inProgress),
      ("completed", .completed), ("COMPLETED", .completed), ("failed", .failed), ("FAILED", .failed),
    ]
  )
  func documented(word: String, status: JobStatus) {
    #expect(JobStatus(wireName: word) == status)
  }

  @Test(
    "any other word is kept as it came",
    arguments: [
      "", " ", "paused", "PAUSED", "complete", "completed ", " failed", "in-progress", "in progress",
      "ſcheduled", "\u{1B}[2J", "İN_PROGRESS", "🟢",
    ]
  )
  func unknown(word: String) {
    let status = JobStatus(wireName: word)
    #expect(status == .unrecognized(word))
    #expect(status.wireName == word)
  }

  @Test("of an over-long word the first 256 Unicode scalars are kept")
  func overLong() {
    let kept = String(repeating: "x", count: JobStatus.longestUnrecognizedWord)
    #expect(JobStatus(wireName: kept + "y") == .unrecognized(kept))
  }

  @Test("accents heaped on one character do not get a word past the limit")
  func heapedAccents() {
    let status = JobStatus(wireName: "e" + String(repeating: "\u{301}", count: 10_000))
    #expect(status.wireName.unicodeScalars.count == JobStatus.longestUnrecognizedWord)
  }

  @Test("a shortened word reads back as the same status")
  func shortenedTwice() {
    let status = JobStatus(wireName: String(repeating: "👩‍👩‍👧‍👦", count: 300))
    #expect(JobStatus(wireName: status.wireName) == status)
  }

  @Test("only completed and failed are the end of a job")
  func terminal() {
    let words = ["scheduled", "in_progress", "completed", "failed", "cancelled"]
    let ended = words.filter { JobStatus(wireName: $0).isTerminal }
    #expect(ended == ["completed", "failed"])
  }

  @Test("it is written in JSON as the API spells it")
  func encoded() throws {
    let json = try JSONEncoder().encode([JobStatus.inProgress, .unrecognized("Paused")])
    #expect(String(decoding: json, as: UTF8.self) == #"["in_progress","Paused"]"#)
  }

  @Test("a job is read from the documented JSON, whatever else it holds")
  func job() throws {
    let json = #"{"id":"9b1deb4d","status":"IN_PROGRESS","progress":0.5,"more":{"a":[null]}}"#
    let job = try JSONDecoder().decode(Job.self, from: Data(json.utf8))
    #expect(job == Job(id: "9b1deb4d", status: .inProgress))
  }
}

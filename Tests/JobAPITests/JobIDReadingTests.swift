import JobAPI
import Testing

@Suite struct JobIDReadingTests {
  private static let local = Result { try JobAPIProfile(baseURL: "http://127.0.0.1:8617/api") }

  private func read(_ text: String) throws -> JobIDReading { try Self.local.get().jobIDs(in: text) }

  @Test(
    "ids may be apart by blanks, commas or newlines, many of them",
    arguments: [
      "a b c", "a,b,c", "a\nb\nc", "a\r\nb\r\nc\r\n", " a ,\t b,\n\nc, ", "a\u{A0}b\u{3000}c",
      "a\u{2028}b\u{85}c",
    ]
  )
  func separators(text: String) throws {
    let reading = try read(text)
    #expect(reading.ids.map(\.rawValue) == ["a", "b", "c"])
    #expect(reading.rejected.isEmpty && reading.problem == nil)
  }

  @Test("there are no ids in nothing", arguments: ["", " ", ",\n ,"])
  func nothing(text: String) throws {
    let reading = try read(text)
    #expect(reading.ids.isEmpty && reading.rejected.isEmpty && reading.problem == nil)
  }

  @Test("an id named twice is read once, where it was first")
  func twice() throws {
    #expect(try read("b a b http://127.0.0.1:8617/api/v1/job/a").ids.map(\.rawValue) == ["b", "a"])
  }

  @Test(
    "the URL of a job of this service names that job",
    arguments: [
      ("http://127.0.0.1:8617/api/v1/job/abc", "abc"), ("HTTP://127.0.0.1:8617/api/v1/job/abc", "abc"),
      ("http://127.0.0.1:8617/api/v1/job/abc/", "abc"), ("http://127.0.0.1:8617/api/v1/job/abc?x=1#y", "abc"),
      ("http://127.0.0.1:8617/api/v1/job/a%2Fb", "a/b"), ("http://127.0.0.1:8617/api/v1/job/%C3%BC", "ü"),
    ]
  )
  func url(text: String, id: String) throws {
    let reading = try read(text)
    #expect(reading.ids.map(\.rawValue) == [id])
    #expect(reading.rejected.isEmpty)
  }

  @Test(
    "a URL of another service is rejected, and it is said how to watch that one",
    arguments: [
      "https://api.symbl.ai/v1/job/abc", "http://127.0.0.1:8618/api/v1/job/abc",
      "http://localhost:8617/api/v1/job/abc",
      "https://127.0.0.1:8617/api/v1/job/abc", "http://", "https://[", "HTTPS://api.symbl.ai/v1/job/abc",
    ]
  )
  func otherOrigin(text: String) throws {
    let reading = try read(text)
    #expect(reading.ids.isEmpty)
    #expect(reading.rejected == [text])
    #expect(reading.problem?.contains("start jobwatch with --base-url") == true)
  }

  @Test("quotes around an id, as logs and JSON have them, are not part of it")
  func quoted() throws {
    let reading = try read("\"a1\", 'b2', `c3` 'd \"\"")
    #expect(reading.ids.map(\.rawValue) == ["a1", "b2", "c3", "'d", "\"\""])
  }

  @Test("an id that is named again is read once")
  func repeated() throws {
    let reading = try read("a b a a")
    #expect(reading.ids.map(\.rawValue) == ["a", "b"])
  }

  @Test(
    "a URL of this service that names no job is rejected with an example",
    arguments: [
      "http://127.0.0.1:8617", "http://127.0.0.1:8617/v1/job/abc", "http://127.0.0.1:8617/api/v1/job/",
      "http://127.0.0.1:8617/api/v1/conversations/5", "http://127.0.0.1:8617/api/v1/job/%FF",
    ]
  )
  func noJob(text: String) throws {
    let reading = try read(text)
    #expect(reading.ids.isEmpty)
    #expect(reading.rejected == [text])
    #expect(reading.problem?.hasSuffix("a job's URL looks like http://127.0.0.1:8617/api/v1/job/...") == true)
  }

  @Test(
    "a URL does not smuggle in an id that could not be typed",
    arguments: ["%1B%5B2J", "a%20b", "%2E%2E", "%00"])
  func smuggled(segment: String) throws {
    let reading = try read("http://127.0.0.1:8617/api/v1/job/\(segment)")
    #expect(reading.ids.isEmpty)
    #expect(reading.rejected.count == 1)
  }

  @Test("good ids are read beside bad words, and the first bad word's problem is told")
  func mixed() throws {
    let reading = try read("a .. b \u{1B}[2J c")
    #expect(reading.ids.map(\.rawValue) == ["a", "b", "c"])
    #expect(reading.rejected == ["..", "\u{1B}[2J"])
    #expect(reading.problem == "\(JobIDError.dots(".."))")
  }

  @Test("ten thousand pasted ids are read")
  func many() throws {
    let text = (1...10_000).map { "job-\($0)" }.joined(separator: "\n")
    #expect(try read(text).ids.count == 10_000)
  }
}

import Foundation
import JobAPI
import Testing

@Suite struct SubmissionReaderTests {
  private func messages(_ transcript: String) -> [String] {
    TextSubmission(name: nil, transcript: transcript).messages.map {
      "\($0.from?.name ?? "-")|\($0.payload.content)"
    }
  }

  @Test("a text is one message a line, with or without its speaker")
  func transcript() {
    #expect(
      messages("Ann: Hello\r\n\n  Bob Lee:\tHi: there\nplain") == [
        "Ann|Hello", "Bob Lee|Hi: there", "-|plain",
      ])
  }

  @Test(
    "what only looks like a speaker is text",
    arguments: [
      "12:30 we met", "see https://x.example", "https://x.example", "Ann:", "one two three four five: x",
      ": x",
      "Ann:x",
    ])
  func noSpeaker(line: String) {
    #expect(messages(line) == ["-|\(line)"])
  }

  private func error(
    ofFile name: String, _ content: String?, as kind: SubmissionReader.Kind? = nil
  ) throws
    -> SubmissionError?
  {
    let folder = FileManager.default.temporaryDirectory.appending(
      path: "jobwatch-submit-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appending(path: name).path
    if let content { try content.write(toFile: path, atomically: true, encoding: .utf8) }
    do {
      _ = try SubmissionReader.content(ofFile: path, as: kind)
      return nil
    } catch {
      #expect(error.description.contains(name))
      return error
    }
  }

  @Test("files are taken for what their names say, or for what one says")
  func kinds() throws {
    for name in ["a.txt", "a.WAV", "a.mp3", "a.mp4", "a.MOV"] { #expect(try error(ofFile: name, "x") == nil) }
    #expect(try error(ofFile: "notes", "x", as: .text) == nil)
    #expect(try error(ofFile: "a.json", #"{"messages":[{"payload":{"content":"Hi"}}]}"#) == nil)
    guard case .unknownKind = try error(ofFile: "notes", "x") else {
      Issue.record("a name without a kind was taken")
      return
    }
  }

  @Test("what is not fit is told by name")
  func unfit() throws {
    guard case .noFile = try error(ofFile: "a.txt", nil), case .empty = try error(ofFile: "a.wav", ""),
      case .noMessages = try error(ofFile: "a.txt", " \n"), case .notJSON = try error(ofFile: "a.json", "{}"),
      case .notJSON = try error(ofFile: "a.json", #"{"messages":[]}"#)
    else {
      Issue.record("something unfit was taken")
      return
    }
    #expect(throws: SubmissionError.notAFile(path: "/")) {
      _ = try SubmissionReader.content(ofFile: "/", as: .audio)
    }
  }

  @Test("a text that is too long is told so, also when only its JSON is")
  func tooLong() {
    for text in [
      Data(repeating: UInt8(ascii: "a"), count: SubmissionReader.largestText + 1),
      // Each of them takes two bytes in JSON.
      Data(repeating: UInt8(ascii: "\""), count: SubmissionReader.largestText / 2),
    ] {
      #expect(throws: SubmissionError.tooLong(path: "a.txt")) {
        _ = try SubmissionReader.content(ofText: text, named: "a.txt", isJSON: false)
      }
    }
  }

  @Test("a body of the API goes out as it is, and one whose messages are none is refused")
  func body() throws {
    let body = #"{"messages":[{"payload":{"content":"Hi"}}],"more":1.10}"#
    #expect(
      try SubmissionReader.content(ofText: Data(body.utf8), named: "a.json", isJSON: true)
        == .text(Data(body.utf8)))
    for body in [#"{"messages":[{"payload":{}}]}"#, #"{"messages":{}}"#, #"[]"#, #"{"messages":[1]}"#] {
      #expect(throws: SubmissionError.notJSON(path: "a.json")) {
        _ = try SubmissionReader.content(ofText: Data(body.utf8), named: "a.json", isJSON: true)
      }
    }
  }

  @Test(
    "URLs are recordings that http or https reach",
    arguments: [
      ("https://x.example/a.mp3?b=c", true), ("http://x/a.mp4", true), ("ftp://x/a.mp3", false),
      ("https:///a.mp3", false), ("https://x/a", false), ("https://x/a.txt", false),
    ])
  func urls(text: String, isTaken: Bool) {
    #expect(((try? SubmissionReader.content(ofURL: text, as: nil)) != nil) == isTaken)
  }
}

import Foundation
import JobAPI
import Testing

@testable import jobwatch

/// What is made of what somebody types in the dashboard.
@Suite struct TypedItemTests {
  private let scratch: Scratch

  init() throws { scratch = try Scratch() }

  private func kind(_ text: String) throws -> String {
    switch try SubmissionItem(typed: text).content {
    case .text: "text"
    case .recording: "file"
    case .remoteRecording: "URL"
    }
  }

  @Test("a path is a file, blanks and all, a URL a URL, and anything else a text")
  func kinds() throws {
    let path = try scratch.write("RIFF", to: "a call.wav")
    #expect(try kind(path) == "file")
    #expect(try kind(" \(path)\n") == "file")
    #expect(try kind("https://x.example/a.mp3") == "URL")
    #expect(try kind("Hello") == "text")
    #expect(try kind("Ann: Hello\nBob: call.wav") == "text")
    #expect(try kind("I sent you call.wav.") == "text")
  }

  @Test(
    "what ends as the name of a file, and is none, is not submitted as a text",
    arguments: ["call.wav", "my\\ call.wav", "notes.txt", "x/y.mp4"])
  func slip(text: String) {
    #expect(throws: SubmissionError.neitherFileNorText(text)) { try kind(text) }
  }

  @Test(
    "what begins as a path is one, there or not", arguments: ["./call", "/no/such", "~/no-such-file", "../x"])
  func path(text: String) {
    let error = #expect(throws: SubmissionError.self) { try kind(text) }
    guard case .noFile = error else {
      Issue.record("\(text): \(String(describing: error))")
      return
    }
  }
}

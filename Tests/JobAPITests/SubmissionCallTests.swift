import Foundation
import Testing

@testable import JobAPI

/// The requests that submissions are, as the API documents them.
@Suite struct SubmissionCallTests {
  private static let service = "https://api.symbl.ai/v1/process"

  private func call(
    _ content: SubmissionContent, _ configure: (inout SubmissionOptions) -> Void = { _ in }
  ) throws -> SubmissionCall {
    var options = SubmissionOptions()
    configure(&options)
    return try SubmissionCall(content, options, at: .symbl)
  }

  private func recording(_ path: String, _ kind: Recording.Kind) -> SubmissionContent {
    .recording(Recording(path: path, kind: kind, size: 1))
  }

  /// The body of a call as a JSON object.
  private func object(_ call: SubmissionCall) throws -> NSDictionary {
    guard case .bytes(let data) = call.body else {
      Issue.record("the body is a file")
      return [:]
    }
    return try #require(try JSONSerialization.jsonObject(with: data) as? NSDictionary)
  }

  @Test("a text is posted as JSON, and the options are in it")
  func text() throws {
    let call = try call(.text(Data(#"{"messages":[{"payload":{"content":"a/b"}}],"name":"old"}"#.utf8))) {
      $0.name = "7"
      $0.language = "en-US"
      $0.webhookURL = "https://hook.example/a"
      $0.parameters = [
        .init(key: "enableSummary", value: "true"), .init(key: "confidenceThreshold", value: "0.5"),
        .init(key: "entities", value: #"[{"customType":"x"}]"#), .init(key: "mode", value: "phone"),
      ]
    }
    #expect(call.method == .POST)
    #expect(call.url == "\(Self.service)/text")
    #expect(call.contentType == "application/json")
    #expect(
      try object(call) == [
        "messages": [["payload": ["content": "a/b"]]], "name": "7", "languageCode": "en-US",
        "webhookUrl": "https://hook.example/a", "enableSummary": true, "confidenceThreshold": 0.5,
        "entities": [["customType": "x"]], "mode": "phone",
      ] as NSDictionary)
  }

  @Test("a remote recording is posted as the JSON of its URL", arguments: Recording.Kind.allCases)
  func remote(kind: Recording.Kind) throws {
    let call = try call(.remoteRecording(url: "https://x.example/a b.wav?c=1", kind)) { $0.name = "Call" }
    #expect(call.method == .POST)
    #expect(call.url == "\(Self.service)/\(kind.rawValue)/url")
    #expect(call.contentType == "application/json")
    #expect(try object(call) == ["url": "https://x.example/a b.wav?c=1", "name": "Call"])
  }

  @Test(
    "a file goes out as it is, with the media type that the API documents for it",
    arguments: [
      ("a.wav", .audio, "audio/wav"), ("a.WAVE", .audio, "audio/wav"), ("a.mp3", .audio, "audio/mpeg"),
      ("a.flac", .audio, nil), ("a.mp4", .video, "video/mp4"), ("a.mov", .video, "video/mp4"),
    ] as [(String, Recording.Kind, String?)])
  func file(path: String, kind: Recording.Kind, type: String?) throws {
    let call = try call(recording(path, kind))
    #expect(call.method == .POST)
    #expect(call.url == "\(Self.service)/\(kind.rawValue)")
    #expect(call.contentType == type)
    guard case .file(let file) = call.body else {
      Issue.record("the body is no file")
      return
    }
    #expect(file.path == path)
  }

  @Test("the options of a file are in the query, whatever characters they have")
  func query() throws {
    let call = try call(recording("a.wav", .audio)) {
      $0.name = "R&D + é #1?"
      $0.parameters = [.init(key: "a=b", value: "100%")]
    }
    #expect(call.url == "\(Self.service)/audio?name=R%26D%20%2B%20%C3%A9%20%231?&a%3Db=100%25")
  }

  @Test("what is appended is put to the conversation")
  func append() throws {
    let id = ConversationID("4/5 6")
    let text = try call(.text(Data(#"{"messages":[]}"#.utf8))) { $0.conversation = id }
    #expect(text.method == .PUT)
    #expect(text.url == "\(Self.service)/text/4%2F5%206")
    let file = try call(recording("a.wav", .audio)) { $0.conversation = id }
    #expect(file.method == .PUT)
    #expect(file.url == "\(Self.service)/audio/4%2F5%206")
    let remote = try call(.remoteRecording(url: "https://x.example/a.mp4", .video)) { $0.conversation = id }
    #expect(remote.method == .PUT)
    #expect(remote.url == "\(Self.service)/video/url/4%2F5%206")
  }

  @Test("a text that is no JSON object is refused before it is sent", arguments: ["[1]", "x", ""])
  func noObject(body: String) {
    #expect(throws: SubmissionError.notAnObject) { try call(.text(Data(body.utf8))) }
  }
}

import Foundation
import JobServer
import TestTools
import Testing

/// What `jobwatch submit` submits, and what it says of it.
@Suite(.timeLimit(.minutes(2)))
struct SubmitCommandTests {
  private static let json = #"{"messages":[{"payload":{"content":"From JSON."},"from":{"name":"Cy"}}]}"#

  @Test("files, standard input and URLs are submitted as what they are, and tracked in their order")
  func kinds() async throws {
    let log = RequestLog()
    try await Submitting.with(log: log) { trial in
      try trial.write(texts: "call.txt")
      try trial.write(Self.json, to: "call.json")
      try trial.write(secondsOfSilence: 2, to: "call.wav")
      try trial.write("no video", to: "clip.mp4")
      let url = "\(trial.baseURL)/there-is-nothing.mp3"
      let result = try await trial.submit(
        "call.txt", "call.json", "-", "call.wav", "clip.mp4", url, input: "Bob: From a pipe.\n")
      #expect(result.code == 0)
      #expect(result.errors == "")
      #expect(
        log.lines.filter { $0.contains("/v1/process/") } == [
          "POST /v1/process/text 201", "POST /v1/process/text 201", "POST /v1/process/text 201",
          "POST /v1/process/audio 201", "POST /v1/process/video 201", "POST /v1/process/audio/url 201",
        ])
      let tracked = try trial.tracked()
      #expect(result.lines == tracked.map(\.key.id.rawValue))
      #expect(
        tracked.map(\.label) == [
          "call.txt", "call.json", "Bob: From a pipe.", "call.wav", "clip.mp4", url,
        ])
      try #require(result.lines.count == 6)
      #expect(try await trial.result(result.lines[0]).contains("Ann: This is call.txt.\n"))
      #expect(try await trial.result(result.lines[1]).contains("Cy: From JSON.\n"))
      #expect(try await trial.result(result.lines[2]).contains("Bob: From a pipe.\n"))
      #expect(try await length(of: result.lines[3], trial) == 2)
    }
  }

  /// How long a job's conversation is, in seconds.
  private func length(of id: String, _ trial: Submitting) async throws -> Double {
    struct Times: Decodable {
      let startTime: String
      let endTime: String
    }
    let times = try JSONDecoder().decode(
      Times.self, from: Data(try await trial.result(id, format: "json").utf8))
    let style = Date.ISO8601FormatStyle(includingFractionalSeconds: true)
    let length = try style.parse(times.endTime).timeIntervalSince(style.parse(times.startTime))
    return (length * 100).rounded() / 100
  }

  @Test("JSON on standard input is the API's own body")
  func jsonInput() async throws {
    try await Submitting.with { trial in
      let result = try await trial.submit("-", input: "\n \(Self.json)")
      #expect(result.code == 0)
      #expect(try await trial.result(result.lines.first ?? "").contains("Cy: From JSON.\n"))
    }
  }

  @Test("the name, the language and other parameters reach the service, with texts and with recordings")
  func options() async throws {
    try await Submitting.with { trial in
      try trial.write(texts: "call.txt")
      try trial.write(secondsOfSilence: 1, to: "call.wav")
      for file in ["call.txt", "call.wav"] {
        let name = "Über & über + 1 = \(file)?"
        let result = try await trial.submit(
          file, "--name", name, "--language", "de-DE", "--param", "enableSpeakerDiarization=true", "--param",
          "diarizationSpeakerCount=2", "--param", "note=a=b&c")
        #expect(result.code == 0)
        let conversation = try await trial.result(result.lines.first ?? "")
        #expect(conversation.hasPrefix("\(name)\n"))
        #expect(conversation.contains("Speaker 1, Speaker 2") == (file == "call.wav"))
        #expect(try trial.tracked().last?.label == name)
        // The server takes no such language, and no such number.
        let language = try await trial.submit(file, "--language", "no language")
        #expect(language.code == 65)
        #expect(language.errors.contains("languageCode"))
        let number = try await trial.submit(file, "--param", "confidenceThreshold=7")
        #expect(number.code == 65)
        #expect(number.errors.contains("confidenceThreshold"))
      }
    }
  }

  @Test("--json prints an object a line, and --append adds to a conversation")
  func append() async throws {
    let log = RequestLog()
    try await Submitting.with(log: log) { trial in
      try trial.write(texts: "first.txt", "second.txt")
      try trial.write(secondsOfSilence: 1, to: "third.wav")
      let result = try await trial.submit("first.txt", "--json")
      let first = try JSONDecoder().decode(Submitting.Line.self, from: Data(result.output.utf8))
      #expect(first.source == "first.txt")
      let more = try await trial.submit("second.txt", "third.wav", "--json", "--append", first.conversationId)
      let added = try more.lines.map {
        try JSONDecoder().decode(Submitting.Line.self, from: Data($0.utf8))
      }
      #expect(added.map(\.source) == ["second.txt", "third.wav"])
      #expect(added.map(\.conversationId) == [first.conversationId, first.conversationId])
      #expect(
        log.lines == [
          "POST /v1/process/text 201", "PUT /v1/process/text/\(first.conversationId) 201",
          "PUT /v1/process/audio/\(first.conversationId) 201",
        ])
      let tracked = try trial.tracked()
      #expect(tracked.map(\.key.id.rawValue) == [first.jobId] + added.map(\.jobId))
      #expect(tracked.allSatisfy { $0.conversation?.rawValue == first.conversationId })
    }
  }

  @Test("a webhook is told of the job's statuses")
  func webhook() async throws {
    let log = RequestLog()
    try await Submitting.with(log: log) { trial in
      try trial.write(texts: "call.txt")
      let result = try await trial.submit("call.txt", "--webhook-url", "\(trial.baseURL)/told")
      #expect(result.code == 0)
      await log.wait(for: "POST /told 404")
    }
  }

  @Test("--kind says what a file is, whatever its name")
  func kind() async throws {
    let log = RequestLog()
    try await Submitting.with(log: log) { trial in
      try trial.write(texts: "notes", "talk.txt")
      #expect(try await trial.submit("notes", "--kind", "text").code == 0)
      #expect(try await trial.submit("talk.txt", "--kind", "audio").code == 0)
      #expect(try await trial.submit("\(trial.baseURL)/talk", "--kind", "video").code == 0)
      #expect(
        log.lines.filter { $0.contains("/v1/process/") } == [
          "POST /v1/process/text 201", "POST /v1/process/audio 201", "POST /v1/process/video/url 201",
        ])
    }
  }

  @Test("more than the account may have at once wait their turn, and each is taken once", arguments: [1, 2])
  func turns(limit: Int) async throws {
    let log = RequestLog()
    // The jobs end while the question about them is held back.
    let clock = ManualClock()
    let held = "[{path: /v1/job/*, delay: 1s}]"
    try await Submitting.with(runTime: .seconds(1), limit: limit, clock: clock, faults: held, log: log) {
      trial in
      try trial.write(texts: "1.txt", "2.txt", "3.txt", "4.txt")
      try trial.write(secondsOfSilence: 1, to: "5.wav")
      async let time: Void = {
        for _ in 1...4 {
          await clock.hasSleeper()
          clock.advance(by: .seconds(1))
        }
      }()
      let result = try await trial.submit("1.txt", "2.txt", "3.txt", "4.txt", "5.wav")
      await time
      #expect(result.code == 0)
      #expect(log.lines.count { $0.hasSuffix(" 201") } == 5)
      #expect(log.lines.contains { $0.hasSuffix(" 429") })
      #expect(Set(result.lines).count == 5)
      #expect(try trial.tracked().map(\.key.id.rawValue) == result.lines)
      let waits = result.errors.split(separator: "\n")
      #expect(
        waits.first == "jobwatch: \(limit + 1).txt: waits until a job ends (\(limit) running)",
        "\(result.errors)")
      #expect(waits.allSatisfy { $0.contains("waits until a job ends") })
    }
  }
}

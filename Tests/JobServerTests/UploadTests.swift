import AsyncHTTPClient
import HTTPTypes
import HummingbirdCore
import JobAPI
import JobServer
import NIOCore
import NIOHTTP1
import TestTools
import Testing

@Suite(.timeLimit(.minutes(1))) struct UploadTests {
  private let clock = ManualClock()
  private let registry: JobRegistry

  init() { registry = JobRegistry(maxConcurrentJobs: 50, clock: clock) }

  private static func upload(
    _ body: ByteBuffer = Recording.wav(seconds: 2), to path: String, _ type: String?,
    by method: String = "POST",
    at server: RunningServer
  ) async throws -> RunningServer.Answer {
    var headers = RunningServer.authorization
    if let type { headers.add(name: "Content-Type", value: type) }
    return try await server.send(method, path, headers: headers, body: .bytes(body))
  }

  @Test(
    "an audio file of a documented type, or of none, becomes a job",
    arguments: [
      "audio/wav", "audio/wave", "audio/mpeg", "audio/mp3", "Audio/WAV; x=y", "", nil,
    ] as [String?]
  )
  func audio(type: String?) async throws {
    try await RunningServer.with(registry) { [clock] server in
      let answer = try await Self.upload(to: "/v1/process/audio", type, at: server)
      #expect(answer.status == 201)
      let submission: Submission = try answer.decoded()
      clock.advance(by: .seconds(6))
      #expect(try await server.get("/v1/job/\(submission.jobId)", as: Job.self).status == .completed)
    }
  }

  @Test("a completed recording has its name, its duration, the speakers it was said to have, and no messages")
  func conversation() async throws {
    try await RunningServer.with(registry) { [clock] server in
      let query =
        "name=Weekly+call%21&enableSpeakerDiarization=true&diarizationSpeakerCount=2&languageCode=en-US&x=y"
      let answer = try await Self.upload(
        Recording.wav(seconds: 61.5), to: "/v1/process/audio?\(query)", "audio/wav", at: server)
      let path = "/v1/conversations/\(try answer.decoded(Submission.self).conversationId)"
      clock.advance(by: .seconds(6))
      let conversation: Conversation = try await server.get(path)
      #expect(conversation.name == "Weekly call!")
      #expect(conversation.members?.map(\.name) == ["Speaker 1", "Speaker 2"])
      #expect(try Recording.seconds(of: conversation) == 61.5)
      #expect(try await server.get("\(path)/messages", as: ConversationList.Messages.self).messages == [])
      #expect(
        try await server.get("\(path)/analytics").body.contains(
          #""percent":100,"seconds":61.5,"type":"total_silence""#))
    }
  }

  @Test("a video becomes a job, and its conversation is as long as it is")
  func video() async throws {
    try await RunningServer.with(registry) { [clock] server in
      let answer = try await Self.upload(
        Recording.mp4(length: 61_500), to: "/v1/process/video?name=Talk", "video/mp4", at: server)
      #expect(answer.status == 201)
      clock.advance(by: .seconds(6))
      let conversation: Conversation = try await server.get(
        "/v1/conversations/\(try answer.decoded(Submission.self).conversationId)")
      #expect(conversation.name == "Talk")
      #expect(try Recording.seconds(of: conversation) == 61.5)
    }
  }

  @Test(
    "a recording of four hours is processed, a longer one fails",
    arguments: [(14_400_000, .completed), (14_400_001, .failed)] as [(UInt64, JobStatus)])
  func longest(milliseconds: UInt64, status: JobStatus) async throws {
    try await RunningServer.with(registry) { [clock] server in
      let answer = try await Self.upload(
        Recording.mp4(length: milliseconds), to: "/v1/process/video", "video/mp4", at: server)
      clock.advance(by: .seconds(6))
      let job = try answer.decoded(Submission.self).jobId
      #expect(try await server.get("/v1/job/\(job)", as: Job.self).status == status)
    }
  }

  @Test(
    "every kind can be appended, with a new job and under the same id",
    arguments: [
      ("text", "application/json", #"{"messages":[{"payload":{"content":"Hello"}}]}"#),
      ("audio", "audio/mpeg", "x"), ("audio/url", "application/json", #"{"url":"http://127.0.0.1:1/a.mp3"}"#),
      ("video", "video/mp4", "x"), ("video/url", "application/json", #"{"url":"http://127.0.0.1:1/a.mp4"}"#),
    ])
  func appendedKinds(kind: String, type: String, body: String) async throws {
    try await RunningServer.with(registry) { server in
      let first = try await Self.upload(to: "/v1/process/audio", "audio/wav", at: server).decoded(
        Submission.self)
      let path = "/v1/process/\(kind)/"
      let answer = try await Self.upload(
        ByteBuffer(string: body), to: path + first.conversationId, type, by: "PUT", at: server)
      #expect(answer.status == 201)
      let second: Submission = try answer.decoded()
      #expect(second.conversationId == first.conversationId)
      #expect(second.jobId != first.jobId)
      let unknown = try await Self.upload(
        ByteBuffer(string: body), to: path + "5815170693595136", type, by: "PUT", at: server)
      #expect(unknown.status == 404)
    }
  }

  @Test("an appended recording makes its conversation longer")
  func appended() async throws {
    try await RunningServer.with(registry) { [clock] server in
      let first = try await Self.upload(to: "/v1/process/audio", "audio/wav", at: server).decoded(
        Submission.self)
      let second = try await Self.upload(
        to: "/v1/process/audio/\(first.conversationId)", "audio/wav", by: "PUT", at: server)
      #expect(second.status == 201)
      #expect(try second.decoded(Submission.self).conversationId == first.conversationId)
      clock.advance(by: .seconds(6))
      let conversation: Conversation = try await server.get("/v1/conversations/\(first.conversationId)")
      #expect(try Recording.seconds(of: conversation) == 4)
    }
  }

  @Test("a file that is no recording becomes a job that fails")
  func unreadable() async throws {
    try await RunningServer.with(registry) { [clock] server in
      let answer = try await Self.upload(
        ByteBuffer(string: "hello"), to: "/v1/process/audio", "audio/wav", at: server)
      #expect(answer.status == 201)
      clock.advance(by: .seconds(6))
      let job = try answer.decoded(Submission.self).jobId
      #expect(try await server.get("/v1/job/\(job)", as: Job.self).status == .failed)
    }
  }

  @Test(
    "another type is 415, and the message says which",
    arguments: [
      ("audio", "audio/ogg", "audio/wav"), ("audio", "application/json", "audio/wav"),
      ("video", nil, "video/mp4"),
      ("video", "audio/wav", "video/mp4"),
    ] as [(String, String?, String)]
  )
  func type(kind: String, type: String?, named: String) async throws {
    try await RunningServer.with(registry) { server in
      let answer = try await Self.upload(to: "/v1/process/\(kind)", type, at: server)
      #expect(answer.status == 415)
      #expect(answer.body.contains(named))
    }
  }

  @Test("a file without a length is 411", arguments: ["audio", "video"])
  func length(kind: String) async throws {
    try await RunningServer.with(registry) { server in
      let type = kind == "audio" ? "audio/wav" : "video/mp4"
      let answer = try await RawConnection.exchange(
        "POST /v1/process/\(kind) HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer \(RunningServer.token)\r\n"
          + "Content-Type: \(type)\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nRIFF\r\n0\r\n\r\n", with: server)
      #expect(answer.hasPrefix("HTTP/1.1 411"))
      #expect(answer.contains("Content-Length"))
    }
  }

  @Test(
    "an option that is not as documented is 400 and named",
    arguments: [
      ("confidenceThreshold=0.49", "“confidenceThreshold” must be a number from 0.5 to 1.0."),
      ("confidenceThreshold=1.1", "“confidenceThreshold” must be a number from 0.5 to 1.0."),
      ("confidenceThreshold=high", "“confidenceThreshold” must be a number from 0.5 to 1.0."),
      ("enableSpeakerDiarization=maybe", "“enableSpeakerDiarization” must be true or false."),
      ("diarizationSpeakerCount=0", "“diarizationSpeakerCount” must be a whole number from 1 to 100."),
      ("diarizationSpeakerCount=two", "“diarizationSpeakerCount” must be a whole number from 1 to 100."),
      ("languageCode=English+please", "“languageCode” must be a language tag, such as en-US."),
      ("webhookUrl=file:///etc/passwd", "“webhookUrl” must be an http or https URL."),
      ("webhookUrl=nowhere", "“webhookUrl” must be an http or https URL."),
    ]
  )
  func options(query: String, message: String) async throws {
    try await RunningServer.with(registry) { server in
      let answer = try await Self.upload(to: "/v1/process/audio?\(query)", "audio/wav", at: server)
      #expect(answer.status == 400)
      #expect(answer.body == #"{"message":"\#(message)"}"#)
    }
  }
}

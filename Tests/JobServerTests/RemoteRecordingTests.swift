import HTTPTypes
import HummingbirdCore
import JobAPI
import NIOCore
import TestTools
import Testing

@testable import JobServer

@Suite(.timeLimit(.minutes(1))) struct RemoteRecordingTests {
  private let clock = ManualClock()
  private let registry: JobRegistry

  init() { registry = JobRegistry(maxConcurrentJobs: 50, clock: clock) }

  /// Submits a URL below a file server, and follows its job to the end by its webhook.
  private func follow(
    _ path: String, kind: String = "audio", _ answer: @escaping @Sendable (FileServer.Received) -> Response,
    _ work: @escaping @Sendable (RunningServer, _ conversation: String, _ end: String?) async throws -> Void
  ) async throws {
    let hook = FileServer()
    try await hook.run { [clock, registry] hookURL in
      try await FileServer(answer).run { url in
        try await RunningServer.with(registry) { server in
          let submission = try await server.submit(
            #"{"url":"\#(url)\#(path)","name":"Far away","webhookUrl":"\#(hookURL)/"}"#,
            to: "/v1/process/\(kind)/url")
          clock.advance(by: .seconds(6))
          var received = hook.received.makeAsyncIterator()
          for status in ["scheduled", "in_progress"] {
            #expect(await received.next()?.body.contains(status) == true)
          }
          let end = await received.next()?.body
          try await work(server, "/v1/conversations/\(submission.conversationId)", end)
        }
      }
    }
  }

  private static func wav(_ request: FileServer.Received) -> Response {
    Response(status: .ok, body: .init(byteBuffer: Recording.wav(seconds: 3)))
  }

  @Test(
    "a recording is fetched by its URL, and its conversation is as long as it is",
    arguments: ["audio", "video"])
  func fetched(kind: String) async throws {
    try await follow("/call.wav", kind: kind, Self.wav) { server, path, end in
      #expect(end?.contains("completed") == true)
      let conversation: Conversation = try await server.get(path)
      #expect(conversation.name == "Far away")
      #expect(try Recording.seconds(of: conversation) == 3)
    }
  }

  @Test("a redirect is followed")
  func redirected() async throws {
    try await follow(
      "/old", { $0.path == "/old" ? Response(status: .found, headers: [.location: "/new"]) : Self.wav($0) }
    ) { _, _, end in
      #expect(end?.contains("completed") == true)
    }
  }

  @Test("redirects without an end make the job fail")
  func circle() async throws {
    try await follow("/a", { _ in Response(status: .found, headers: [.location: "/a"]) }) { _, _, end in
      #expect(end?.contains("failed") == true)
    }
  }

  @Test(
    "what is not there, or is no recording, makes the job fail",
    arguments: [HTTPResponse.Status.notFound, .ok])
  func notThere(status: HTTPResponse.Status) async throws {
    try await follow(
      "/x", { _ in Response(status: status, body: .init(byteBuffer: ByteBuffer(string: "no"))) }
    ) {
      server, path, end in
      #expect(end?.contains("failed") == true)
      let body = try await server.get("\(path)/members").body
      #expect(body == #"{"members":[]}"#)
    }
  }

  @Test("nobody listens at the URL: the job fails")
  func unreachable() async throws {
    let hook = FileServer()
    try await hook.run { [clock, registry] hookURL in
      try await RunningServer.with(registry) { server in
        _ = try await server.submit(
          #"{"url":"http://127.0.0.1:1/x.wav","webhookUrl":"\#(hookURL)/"}"#, to: "/v1/process/audio/url")
        clock.advance(by: .seconds(6))
        #expect(await hook.received.first { $0.body.contains("failed") } != nil)
      }
    }
  }

  @Test("what takes too long is cancelled, on the clock given")
  func timeLimit() async throws {
    let work = Task { [clock] in
      try await withTimeLimit(.seconds(600), clock: clock) { try await clock.sleep(for: .seconds(601)) }
    }
    await clock.hasSleeper()
    while clock.sleepers < 2 { await Task.yield() }
    clock.advance(by: .seconds(600))
    await #expect(throws: OutOfTime.self) { try await work.value }
    #expect(clock.sleepers == 0)
  }

  @Test(
    "a body that is not as documented is 400",
    arguments: [
      ("{}", "“url” is missing."), (#"{"url":5}"#, "“url” has the wrong type."),
      (#"{"url":"ftp://x/a.wav"}"#, "“url” must be an http or https URL."),
      (#"{"url":"call.wav"}"#, "“url” must be an http or https URL."),
      (
        #"{"url":"http://x/a","diarizationSpeakerCount":0}"#,
        "“diarizationSpeakerCount” must be a whole number from 1 to 100."
      ),
    ]
  )
  func badBody(body: String, message: String) async throws {
    try await RunningServer.with(registry) { server in
      for kind in ["audio", "video"] {
        let answer = try await server.send(
          "POST", "/v1/process/\(kind)/url",
          headers: ["Authorization": "Bearer \(RunningServer.token)", "Content-Type": "application/json"],
          body: .bytes(ByteBuffer(string: body)))
        #expect(answer.status == 400)
        #expect(answer.body == #"{"message":"\#(message)"}"#)
      }
    }
  }
}

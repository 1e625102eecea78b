import Testing

@testable import JobServer

@Suite struct EndpointTests {
  @Test(
    "a job id is one path segment, decoded after the split",
    arguments: [
      ("/v1/job/9b1deb4d", "9b1deb4d"),
      ("/v1/job/a%2Fb", "a/b"),
      ("/v1/job/%C3%BC", "ü"),
      ("/v1/job/%25", "%"),
      ("/v1/job/%2525", "%25"),
      ("/v1/job/a%3Fb%23c", "a?b#c"),
      ("/v1/job/a+b", "a+b"),
    ]
  )
  func job(path: String, id: String) {
    #expect(Endpoint(path: path) == .job(id: id))
  }

  @Test(
    "a submission is a kind, and the conversation to append to where there is one",
    arguments: [
      ("/v1/process/text", SubmissionKind.text, nil), ("/v1/process/audio", .audio, nil),
      ("/v1/process/audio/url", .audioURL, nil), ("/v1/process/video", .video, nil),
      ("/v1/process/video/url", .videoURL, nil), ("/v1/process/text/581", .text, "581"),
      ("/v1/process/audio/581", .audio, "581"), ("/v1/process/audio/url/581", .audioURL, "581"),
      ("/v1/process/video/581", .video, "581"), ("/v1/process/video/url/5%2F1", .videoURL, "5/1"),
    ] as [(String, SubmissionKind, String?)]
  )
  func submission(path: String, kind: SubmissionKind, conversation: String?) {
    #expect(Endpoint(path: path) == .process(kind, appendingTo: conversation))
  }

  @Test("a conversation is asked about as a whole or in its parts", arguments: ConversationPart.allCases)
  func conversation(part: ConversationPart) {
    let path = "/v1/conversations/a%20b" + (part == .overview ? "" : "/\(part.rawValue)")
    #expect(Endpoint(path: path) == .conversation(id: "a b", part))
  }

  @Test("the token is asked for without one")
  func token() {
    #expect(Endpoint(path: "/oauth2/token:generate") == .token)
    #expect(!Endpoint.token.isProtected)
  }

  @Test(
    "anything else below /v1 is unknown, and the token is asked for first",
    arguments: [
      "/v1", "/v1/", "/v1/job", "/v1/job/", "/v1/job/a/b", "/v1//job/a", "/v1/job/%", "/v1/job/%FF",
      "/v1/process", "/v1/process/", "/v1/process/url", "/v1/process/text/", "/v1/process/text/url/a",
      "/v1/process/audio/url/a/b", "/v1/conversations", "/v1/conversations/", "/v1/conversations/a/",
      "/v1/conversations/a/nothing", "/v1/conversations/a/topics/b",
    ]
  )
  func unknownInAPI(path: String) {
    #expect(Endpoint(path: path) == .unknownInAPI)
    #expect(Endpoint(path: path).isProtected)
  }

  @Test(
    "no other spelling of /v1 reaches an endpoint",
    arguments: [
      "", "/", "*", "v1/job/a", "//v1/job/a", "/%761/job/a", "/V1/job/a", "/v2/job/a", "/v1x/job/a",
      "/oauth2/token", "/oauth2/token:generate/", "/x/../v1/job/a",
    ]
  )
  func unknown(path: String) {
    #expect(Endpoint(path: path) == .unknown)
  }
}

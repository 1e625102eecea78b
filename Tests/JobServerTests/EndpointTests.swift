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
    "anything else below /v1 is unknown, and the token is asked for first",
    arguments: [
      "/v1", "/v1/", "/v1/job", "/v1/job/", "/v1/job/a/b", "/v1//job/a", "/v1/job/%", "/v1/job/%FF",
      "/v1/process",
      "/v1/process/text/", "/v1/process/audio",
    ]
  )
  func unknownInAPI(path: String) {
    #expect(Endpoint(path: path) == .unknownInAPI)
    #expect(Endpoint(path: path).isProtected)
  }

  @Test(
    "no other spelling of /v1 reaches an endpoint",
    arguments: [
      "", "/", "*", "v1/job/a", "//v1/job/a", "/%761/job/a", "/V1/job/a", "/v2/job/a", "/x/../v1/job/a",
    ]
  )
  func unknown(path: String) {
    #expect(Endpoint(path: path) == .unknown)
  }
}

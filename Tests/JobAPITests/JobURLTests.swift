import Foundation
import JobAPI
import Testing

@Suite struct JobURLTests {
  @Test(
    "an id is percent-encoded into exactly one path segment",
    arguments: [
      ("9b1deb4d-3b7d", "9b1deb4d-3b7d"), ("a/b", "a%2Fb"), ("../x", "..%2Fx"), ("a?b", "a%3Fb"),
      ("a#b", "a%23b"),
      ("%", "%25"), ("%2F", "%252F"), ("ü", "%C3%BC"), ("u\u{308}", "u%CC%88"), ("..;", "..%3B"),
      ("...", "..."),
      ("a:b@c", "a%3Ab%40c"), ("a+b&c=d", "a%2Bb%26c%3Dd"), ("\\", "%5C"), ("a;p=1", "a%3Bp%3D1"),
      ("~_.-", "~_.-"),
      ("👍", "%F0%9F%91%8D"), ("!*'(),", "%21%2A%27%28%29%2C"),
    ]
  )
  func encoded(id: String, segment: String) throws {
    let url = JobAPIProfile.symbl.statusURL(of: try JobID(id))
    #expect(url == "https://api.symbl.ai/v1/job/\(segment)")
  }

  @Test("every printable ASCII character comes back from its segment")
  func roundTrip() throws {
    for byte in UInt8(ascii: "!")...UInt8(ascii: "~") {
      let id = try JobID("x\(Character(UnicodeScalar(byte)))")
      let components = try #require(URLComponents(string: JobAPIProfile.symbl.statusURL(of: id)))
      let segments = components.percentEncodedPath.split(separator: "/", omittingEmptySubsequences: false)
      #expect(segments.count == 4)
      #expect(segments.last?.removingPercentEncoding == id.rawValue)
      #expect(components.query == nil && components.fragment == nil)
    }
  }

  @Test("the path prefix of a base URL comes before the API's own path")
  func prefix() throws {
    let profile = try JobAPIProfile(baseURL: "https://jobs.example/tenant%201/api/")
    #expect(profile.statusURL(of: try JobID("a")) == "https://jobs.example/tenant%201/api/v1/job/a")
    #expect(profile.tokenURL == "https://jobs.example/tenant%201/api/oauth2/token:generate")
  }

  @Test("an IPv6 address stands in brackets")
  func brackets() throws {
    let profile = try JobAPIProfile(baseURL: "http://[::1]:8617")
    #expect(profile.statusURL(of: try JobID("a")) == "http://[::1]:8617/v1/job/a")
  }
}

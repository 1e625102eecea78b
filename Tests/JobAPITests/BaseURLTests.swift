import JobAPI
import Testing

@Suite struct BaseURLTests {
  @Test(
    "Symbl's own URL in any spelling is Symbl's profile",
    arguments: [
      "https://api.symbl.ai", "https://api.symbl.ai/", "https://api.symbl.ai//", "https://api.symbl.ai:443",
      "HTTPS://API.Symbl.AI/",
    ]
  )
  func symbl(text: String) throws {
    #expect(try JobAPIProfile(baseURL: text) == .symbl)
    #expect(JobAPIProfile.symbl.name == "symbl")
  }

  @Test(
    "another service is named after its URL, which is tidied",
    arguments: [
      ("https://api.symbl.ai/v2", "https://api.symbl.ai/v2"),
      ("https://api.symbl.ai:8443", "https://api.symbl.ai:8443"),
      ("http://127.0.0.1:8617/", "http://127.0.0.1:8617"), ("http://LOCALHOST:80", "http://localhost"),
      ("https://Jobs.Example/A/b//", "https://jobs.example/A/b"),
      ("http://[::1]:8617/x/", "http://[::1]:8617/x"),
      ("https://192.0.2.7", "https://192.0.2.7"), ("https://h/ü", "https://h/%C3%BC"),
      ("https://bücher.example", "https://xn--bcher-kva.example"), ("https://h:", "https://h"),
    ]
  )
  func other(text: String, tidied: String) throws {
    let profile = try JobAPIProfile(baseURL: text)
    #expect(profile.name == tidied)
    #expect(profile.baseURL == tidied)
    #expect(try JobAPIProfile(baseURL: tidied) == profile)
  }

  @Test(
    "what is no http or https URL with a host is refused",
    arguments: [
      "", " ", "api.symbl.ai", "localhost:8617", "ftp://h", "file:///etc/passwd", "https://", "https:///x",
      "https:h",
      "//h", "https://h:0", "https://h:65536", "https://h:-1", "https://h:abc", "http://[::1", "https://a b",
      " https://h", "https://%20", "https://a%2Fb", "https://a%00b", "https://h,x", "http://127.0.0.%D9%A1",
      "https://[fe80::1%25eth0]", "https://\u{1B}[2J",
    ]
  )
  func notAURL(text: String) {
    #expect(throws: BaseURLError.notAURL(text)) { try JobAPIProfile(baseURL: text) }
  }

  @Test(
    "a user name or password in it is refused",
    arguments: [
      "https://me@h", "https://me:secret@h", "https://:secret@h", "https://@h", "https://h\\@evil.example",
    ]
  )
  func credentials(text: String) {
    #expect(throws: BaseURLError.credentialsInside) { try JobAPIProfile(baseURL: text) }
  }

  @Test("the sentence about credentials does not repeat them")
  func credentialsStaySecret() {
    let error = #expect(throws: BaseURLError.self) { try JobAPIProfile(baseURL: "https://me:secret@h") }
    #expect(error.map { !"\($0)".contains("secret") } == true)
  }

  @Test(
    "what goes on after the path is refused",
    arguments: ["https://h?", "https://h?a=b", "https://h/x?a", "https://h#", "https://h/#x"]
  )
  func moreThanAPath(text: String) {
    #expect(throws: BaseURLError.moreThanAPath(text)) { try JobAPIProfile(baseURL: text) }
  }

  @Test(
    "plain http to another machine is refused",
    arguments: [
      ("http://api.symbl.ai", "api.symbl.ai"), ("http://127.0.0.1.evil.example", "127.0.0.1.evil.example"),
      ("http://localhost.evil.example", "localhost.evil.example"), ("http://10.0.0.1:8617", "10.0.0.1"),
      ("http://0.0.0.0", "0.0.0.0"), ("http://[::2]", "::2"), ("http://1270.0.0.1", "1270.0.0.1"),
    ]
  )
  func insecure(text: String, host: String) {
    #expect(throws: BaseURLError.insecure(host: host)) { try JobAPIProfile(baseURL: text) }
  }

  @Test(
    "plain http to this machine is taken",
    arguments: [
      "http://127.0.0.1", "http://127.8.9.1:1", "http://localhost", "http://[::1]",
      "http://127.0.0.1:65535/x",
    ]
  )
  func loopback(text: String) throws {
    #expect(try JobAPIProfile(baseURL: text).origin.isLoopback)
  }

  @Test("scheme, host and port make the origin; each tells two apart")
  func origins() throws {
    let urls = ["https://h", "https://h:444", "https://h2", "http://127.0.0.1", "https://127.0.0.1"]
    let origins = try urls.map { try JobAPIProfile(baseURL: $0).origin }
    #expect(Set(origins).count == urls.count)
    #expect(origins.map(\.port) == [443, 444, 443, 80, 443])
    #expect(origins.map(\.description) == urls)
  }

  @Test(
    "each refusal is a sentence that says what to do",
    arguments: [
      (BaseURLError.notAURL("x"), "give one like https://api.symbl.ai"),
      (.credentialsInside, "JOBWATCH_TOKEN"),
      (.moreThanAPath("x"), "leave out what follows ? or #"), (.insecure(host: "h"), "use https://"),
    ]
  )
  func sentences(error: BaseURLError, advice: String) {
    #expect(error.description.contains(advice))
  }
}

import JobAPI
import Testing

@Suite struct AccessTokenTests {
  private struct Settings {
    let token: AccessToken
    var others: [String: AccessToken?]
  }

  private static let secret = "eyJhbGciOiJSUzI1NiJ9.s3cret"

  private func settings() throws -> Settings {
    let token = try #require(AccessToken(Self.secret))
    return Settings(token: token, others: ["a": token])
  }

  @Test("it goes into the Authorization header as a bearer token")
  func header() throws {
    #expect(try settings().token.authorizationHeader == "Bearer \(Self.secret)")
  }

  @Test("blanks and newlines around it are dropped")
  func trimmed() throws {
    #expect(AccessToken(" \t\(Self.secret)\r\n") == AccessToken(Self.secret))
  }

  @Test(
    "what cannot stand in a header is no token",
    arguments: [
      "", " ", "\n", "a b", "a\nb", "a\r\nX-Evil: 1", "a\u{0}", "\u{1B}", "a\u{7F}", "tökén", "a\u{A0}b",
    ]
  )
  func refused(text: String) {
    #expect(AccessToken(text) == nil)
  }

  @Test("JOBWATCH_TOKEN comes before SYMBL_AUTH_TOKEN")
  func variables() {
    #expect(AccessToken.environmentVariables == ["JOBWATCH_TOKEN", "SYMBL_AUTH_TOKEN"])
  }

  @Test("no way of printing it shows it")
  func printed() throws {
    let token = try settings().token
    var dumped = ""
    dump(token, to: &dumped)
    let texts = [
      token.description, token.debugDescription, String(describing: token), String(reflecting: token),
      "\(token)",
      "\(Optional(token) as Any)", dumped,
    ]
    #expect(texts.filter { $0.contains(Self.secret) } == [])
  }

  @Test("it has no children a mirror could reach")
  func mirrored() throws {
    #expect(Mirror(reflecting: try settings().token).children.isEmpty)
  }

  @Test("printing what holds it does not show it")
  func printedInside() throws {
    let settings = try settings()
    var dumped = ""
    dump(settings, to: &dumped)
    let texts = [
      "\(settings)", String(reflecting: settings), "\([settings.token])", "\(settings.others)", dumped,
    ]
    #expect(texts.filter { $0.contains(Self.secret) } == [])
    #expect(texts.allSatisfy { $0.contains("<token>") })
  }
}

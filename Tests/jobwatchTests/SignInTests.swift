import Foundation
import JobAPI
import Testing

@testable import jobwatch

/// Which source of a token wins.
@Suite struct SignInTests {
  private let scratch: Scratch

  init() throws { scratch = try Scratch() }

  private func signIn(
    _ more: [String: String] = [:], profile: JobAPIProfile = .symbl, configuration: String = ""
  ) throws -> SignIn {
    try scratch.write(configuration, to: "config/jobwatch/config.yaml")
    let environment = scratch.environment(more)
    return SignIn(
      profile: profile, configuration: try Configuration(environment: environment), environment: environment)
  }

  private func keep(_ id: String, for profile: JobAPIProfile = .symbl) throws {
    let credentials = try #require(AppCredentials(id: id, secret: "s3cret"))
    try CredentialsFile(environment: scratch.environment()).keep(credentials, for: profile)
  }

  @Test("each source gives way to the ones before it")
  func order() throws {
    #expect(try signIn().source()?.description == nil)
    try scratch.write("[credentials]\napp_id = sdk\napp_secret = s3cret\n", to: "symbl.conf")
    #expect(try signIn().source()?.description == "app id sdk and its secret, in \(scratch.path)/symbl.conf")
    try keep("kept")
    let file = "\(scratch.path)/config/jobwatch/credentials.yaml"
    #expect(try signIn().source()?.description == "app id kept and its secret, in \(file)")
    var variables = ["SYMBL_APP_ID": "env", "SYMBL_APP_SECRET": "s3cret"]
    #expect(
      try signIn(variables).source()?.description
        == "app id env and its secret, in SYMBL_APP_ID and SYMBL_APP_SECRET")
    let command = "token_command: pass s3cret"
    #expect(
      try signIn(variables, configuration: command).source()?.description
        == "the output of 'pass', token_command in \(scratch.path)/config/jobwatch/config.yaml")
    variables["SYMBL_AUTH_TOKEN"] = "s3cret"
    #expect(
      try signIn(variables, configuration: command).source()?.description == "the token in SYMBL_AUTH_TOKEN")
    variables["JOBWATCH_TOKEN"] = "s3cret"
    #expect(
      try signIn(variables, configuration: command).source()?.description == "the token in JOBWATCH_TOKEN")
    variables["JOBWATCH_TOKEN"] = ""
    #expect(
      try signIn(variables, configuration: command).source()?.description == "the token in SYMBL_AUTH_TOKEN")
  }

  @Test("no description or advice holds the secret")
  func silent() throws {
    try keep("kept")
    let sources: [TokenSource?] = [
      try signIn().source(), try signIn(["JOBWATCH_TOKEN": "s3cret"]).source(),
      try signIn(configuration: "token_command: pass s3cret").source(),
      try signIn(["SYMBL_APP_ID": "env", "SYMBL_APP_SECRET": "s3cret"]).source(),
    ]
    for source in sources {
      let source = try #require(source)
      #expect(!"\(source.description) \(source.advice)".contains("s3cret"))
    }
  }

  @Test("what is kept for one service is of no use at another")
  func otherService() throws {
    try scratch.write("[credentials]\napp_id = sdk\napp_secret = s3cret\n", to: "symbl.conf")
    try keep("kept")
    let other = try JobAPIProfile(baseURL: "http://127.0.0.1:8617")
    #expect(try signIn(profile: other, configuration: "token_command: pass").source() == nil)
    let named = "base_url: http://127.0.0.1:8617\ntoken_command: pass"
    #expect(try signIn(profile: other, configuration: named).source() != nil)
    guard case .app = try signIn(configuration: named).source() else {
      Issue.record("the command of another service was taken")
      return
    }
    try keep("other", for: other)
    #expect(try signIn(profile: other).source()?.description.hasPrefix("app id other ") == true)
  }

  @Test("half of a pair in the environment is a sentence", arguments: ["SYMBL_APP_ID", "SYMBL_APP_SECRET"])
  func half(name: String) throws {
    let failure = #expect(throws: Failure.self) { _ = try signIn([name: "x"]).source() }
    #expect(failure?.code == .configuration)
    #expect(failure?.sentence.contains("is not set, and the other") == true)
  }

  @Test("without any source one is told how to sign in")
  func none() throws {
    let failure = #expect(throws: Failure.self) { _ = try signIn().requiredSource() }
    #expect(failure?.code == .noPermission)
    #expect(failure?.sentence.contains("jobwatch login") == true)
  }

  @Test(
    "the SDK's file is read as Python reads it",
    arguments: [
      "[credentials]\napp_id=the-id\napp_secret=s3cret\n",
      "[credentials]\r\nAPP_ID : the-id\r\napp_secret: s3cret",
      "; old\n[other]\napp_id=x\napp_secret=y\n[credentials]\n# new\napp_id = the-id\napp_secret = s3cret",
    ])
  func symblConf(text: String) throws {
    let credentials = try #require(SymblConf.credentials(in: text))
    #expect(credentials == AppCredentials(id: "the-id", secret: "s3cret"))
  }

  @Test(
    "an SDK file without both is a sentence that names it",
    arguments: [
      "", "[credentials]\napp_id=x", "app_id=x\napp_secret=y", "[credentials]\napp_id=\napp_secret=y",
    ])
  func brokenSymblConf(text: String) throws {
    try scratch.write(text, to: "symbl.conf")
    let failure = #expect(throws: Failure.self) { _ = try signIn().source() }
    #expect(failure?.sentence.hasPrefix("\(scratch.path)/symbl.conf holds no app_id") == true)
  }
}

@Suite struct CredentialsFileTests {
  private let scratch: Scratch
  private let file: CredentialsFile
  private static let name = "config/jobwatch/credentials.yaml"

  init() throws {
    scratch = try Scratch()
    file = CredentialsFile(environment: scratch.environment())
  }

  @Test("what is kept comes back, whatever characters it has, and nobody else can read it")
  func kept() throws {
    let credentials = try #require(AppCredentials(id: "id:#1", secret: "'s\"{}\\é:007"))
    try file.keep(credentials, for: .symbl)
    #expect(try file.credentials(for: .symbl) == credentials)
    #expect(try scratch.mode(Self.name) == 0o600)
    let numbers = try #require(AppCredentials(id: "007", secret: "1e3"))
    try file.keep(numbers, for: .symbl)
    #expect(try file.credentials(for: .symbl) == numbers)
  }

  @Test("the folder is made for its owner alone")
  func folder() throws {
    try FileManager.default.removeItem(atPath: "\(scratch.path)/config")
    try file.keep(try #require(AppCredentials(id: "i", secret: "s")), for: .symbl)
    #expect(try scratch.mode("config/jobwatch") == 0o700)
  }

  @Test("services are kept apart, and forgetting the last one removes the file")
  func forgotten() throws {
    let other = try JobAPIProfile(baseURL: "http://127.0.0.1:8617/v2")
    let (one, two) = (
      try #require(AppCredentials(id: "1", secret: "s")), try #require(AppCredentials(id: "2", secret: "s"))
    )
    try file.keep(one, for: .symbl)
    try file.keep(two, for: other)
    #expect(try file.forget(.symbl))
    #expect(try file.credentials(for: .symbl) == nil)
    #expect(try file.credentials(for: other) == two)
    #expect(try !file.forget(.symbl))
    #expect(try file.forget(other))
    #expect(!FileManager.default.fileExists(atPath: file.path))
    #expect(try !file.forget(other))
  }

  @Test(
    "one that others can read is refused, with the command that mends it", arguments: [0o640, 0o604, 0o620])
  func readable(mode: Int) throws {
    try scratch.write("https://api.symbl.ai:\n  app_id: i\n  app_secret: s3cret\n", to: Self.name, mode: mode)
    let failure = #expect(throws: Failure.self) { _ = try file.credentials(for: .symbl) }
    #expect(failure?.sentence.hasSuffix("run: chmod 600 \(file.path)") == true)
    let credentials = try #require(AppCredentials(id: "i", secret: "s"))
    #expect(throws: Failure.self) { try file.keep(credentials, for: .symbl) }
    #expect(throws: Failure.self) { _ = try file.forget(.symbl) }
  }

  @Test(
    "one that is damaged is told without quoting it, and is not written over",
    arguments: [
      "https://api.symbl.ai:\n  app_id: i\n", "https://api.symbl.ai: s3cret\n", "s3cret\n", "a: [s3cret\n",
      "https://api.symbl.ai:\n  app_id: i\n  app_secret: [s3cret]\n",
    ])
  func damaged(text: String) throws {
    try scratch.write(text, to: Self.name)
    let failure = #expect(throws: Failure.self) { _ = try file.credentials(for: .symbl) }
    #expect(failure?.sentence.hasPrefix(file.path) == true)
    #expect(failure?.sentence.contains("s3cret") == false)
    let credentials = try #require(AppCredentials(id: "i", secret: "s"))
    #expect(throws: Failure.self) { try file.keep(credentials, for: .symbl) }
    #expect(try scratch.text(Self.name) == text)
  }
}

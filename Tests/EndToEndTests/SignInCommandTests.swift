import Foundation
import JobServer
import Testing

/// `jobwatch login`, `logout` and `whoami`, as a person and as a script use them.
@Suite(.timeLimit(.minutes(2)))
struct SignInCommandTests {
  private let scratch: Scratch

  init() throws { scratch = try Scratch() }

  private var credentials: String { "\(scratch.path)/.config/jobwatch/credentials.yaml" }

  private func run(_ arguments: String..., input: String = "") async throws -> Program.Result {
    try await Program.run(arguments, environment: ["HOME": scratch.path], input: input)
  }

  private func withServer(_ work: (_ baseURL: String) async throws -> Void) async throws {
    try await JobServer.whileServing(
      .init(token: "", appID: "the-app", appSecret: "the-s3cret"), JobRegistry(), work)
  }

  @Test("a script signs in with two lines, whoami says with what, and logout forgets it")
  func script() async throws {
    try await withServer { baseURL in
      let login = try await run("login", "--base-url", baseURL, input: "the-app\nthe-s3cret\n")
      #expect(login.code == 0)
      #expect(login.output == "Signed in to \(baseURL); kept in \(credentials).\n")
      let mode = try FileManager.default.attributesOfItem(atPath: credentials)[.posixPermissions] as? Int
      #expect(mode == 0o600)
      let who = try await run("whoami", "--base-url", baseURL)
      #expect(who.output == "\(baseURL): app id the-app and its secret, in \(credentials)\n")
      #expect(try await run("logout", "--base-url", baseURL).output == "Signed out of \(baseURL).\n")
      #expect(!FileManager.default.fileExists(atPath: credentials))
      #expect(try await run("whoami", "--base-url", baseURL).code == 77)
      #expect(
        try await run("logout", "--base-url", baseURL).output == "There was nothing kept for \(baseURL).\n")
    }
  }

  @Test(
    "what gives no token is not kept",
    arguments: [
      ("the-app\nwrong\n", 77, "does not take this id and secret"), ("the-app\n", 64, "first two lines"),
      ("", 64, "first two lines"), ("the-app\nthe s3cret\n", 64, "first two lines"),
    ] as [(String, Int32, String)])
  func refused(input: String, code: Int32, words: String) async throws {
    try await withServer { baseURL in
      let login = try await run("login", "--base-url", baseURL, input: input)
      #expect(login.code == code)
      #expect(login.errors.contains(words))
      #expect(!login.errors.contains("s3cret"))
      #expect(!FileManager.default.fileExists(atPath: credentials))
    }
  }

  @Test("at a terminal the secret is not shown, and the jobs of the service are there afterwards")
  func terminal() async throws {
    try await withServer { baseURL in
      let login = try await TmuxTerminal.jobwatch(
        "login --base-url \(baseURL)", showsErrors: true, scratch: scratch)
      try await login.use { terminal in
        try await answer("App id for", with: "the-app", in: terminal)
        try await answer("App secret", with: "the-s3cres", in: terminal)
        // Typing errors are mended unseen.
        try await terminal.type("BSpace")
        try await terminal.type(text: "t")
        try await terminal.type("Enter")
        let screen = try await terminal.wait(for: "exit code 0")
        #expect(screen.contains("the-app"))
        #expect(!screen.contains("the-s"))
        try await terminal.wait(for: "finished")
        #expect(try scratch.text("after") == scratch.text("before"))
      }
      let dashboard = try await TmuxTerminal.jobwatch("--base-url \(baseURL)", scratch: scratch)
      try await dashboard.use { terminal in
        try await terminal.wait(for: "API:")
        try await terminal.type("A")
        try await terminal.wait(for: "Submit text, file or URL:")
        try await terminal.type(text: "Hello")
        try await terminal.type("Enter")
        try await terminal.wait(for: "Submitted; its job is")
      }
    }
  }

  @Test("^C at the secret leaves the terminal as it was, and keeps nothing")
  func left() async throws {
    try await withServer { baseURL in
      let login = try await TmuxTerminal.jobwatch(
        "login --base-url \(baseURL)", showsErrors: true, scratch: scratch)
      try await login.use { terminal in
        try await answer("App id for", with: "the-app", in: terminal)
        try await terminal.wait(for: "App secret")
        try await terminal.type("C-c")
        try await terminal.wait(for: "finished")
        #expect(try scratch.text("after") == scratch.text("before"))
        #expect(try await terminal.screen().contains("exit code 130"))
      }
      #expect(!FileManager.default.fileExists(atPath: credentials))
    }
  }

  @Test("an empty id is refused before the secret is asked for")
  func emptyID() async throws {
    try await withServer { baseURL in
      let login = try await TmuxTerminal.jobwatch(
        "login --base-url \(baseURL)", showsErrors: true, scratch: scratch)
      try await login.use { terminal in
        try await terminal.wait(for: "App id for")
        try await terminal.type("Enter")
        let screen = try await terminal.wait(for: "exit code 64")
        #expect(!screen.contains("App secret (not shown)"))
      }
    }
  }

  /// Answers a question; the id with Enter, the secret without.
  private func answer(_ question: String, with text: String, in terminal: TmuxTerminal) async throws {
    try await terminal.wait(for: question)
    try await terminal.type(text: text)
    if question.hasPrefix("App id") { try await terminal.type("Enter") }
  }
}

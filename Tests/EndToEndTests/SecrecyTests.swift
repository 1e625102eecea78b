import AsyncHTTPClient
import Foundation
import Glibc
import JobServer
import NIOCore
import Testing

/// Tokens and secrets are nowhere but where they belong: all that the program leaves behind is searched for them.
@Suite(.timeLimit(.minutes(2)))
struct SecrecyTests {
  private static let appSecret = "s3cret-7f1c9e4bd2"
  private static let fixedToken = "t0ken-91d2ab77c0"
  /// What tests write themselves, and the one file that is to hold the secret.
  private static let ownFiles: Set = ["credentials.yaml", "given-token", "script"]

  private let scratch: Scratch

  init() throws { scratch = try Scratch() }

  /// What is searched: where it was found, and the text.
  private struct Find {
    let place: String
    let text: String
  }

  private func withServer(_ work: (String) async throws -> Void) async throws {
    let registry = JobRegistry(textScript: JobScript(queueTime: .zero, runTime: .zero, outcome: .completed))
    try await JobServer.whileServing(
      .init(token: Self.fixedToken, appID: "the-app", appSecret: Self.appSecret), registry, work)
  }

  /// The token that the server generates; there is one at a time.
  private func generatedToken(at baseURL: String) async throws -> String {
    struct Answer: Decodable { let accessToken: String }
    var request = HTTPClientRequest(url: "\(baseURL)/oauth2/token:generate")
    request.method = .POST
    request.headers.add(name: "Content-Type", value: "application/json")
    request.body = .bytes(
      ByteBuffer(
        string: #"{"type":"application","appId":"the-app","appSecret":"\#(Self.appSecret)"}"#))
    let response = try await HTTPClient.shared.execute(request, timeout: .seconds(30))
    let body = try await response.body.collect(upTo: 1 << 16)
    return try JSONDecoder().decode(Answer.self, from: Data(body.readableBytesView)).accessToken
  }

  private func run(
    _ arguments: String..., on baseURL: String, environment: [String: String] = [:], input: String = ""
  ) async throws -> [Find] {
    let result = try await Program.run(
      arguments + ["--base-url", baseURL],
      environment: ["HOME": scratch.path].merging(environment) { $1 }, input: input)
    let name = arguments.joined(separator: " ")
    return [
      Find(place: "output of \(name)", text: result.output),
      Find(place: "errors of \(name)", text: result.errors),
    ]
  }

  /// The command lines of all processes.
  private func processList() throws -> [Find] {
    try FileManager.default.contentsOfDirectory(atPath: "/proc").filter { Int($0) != nil }.compactMap { pid in
      // One that has ended meanwhile has no command line.
      FileManager.default.contents(atPath: "/proc/\(pid)/cmdline").map {
        Find(place: "command line of \(pid)", text: String(decoding: $0, as: UTF8.self))
      }
    }
  }

  /// All files that were left behind, but for those that tests write and the credentials.
  private func files() throws -> [Find] {
    let folder = try #require(FileManager.default.enumerator(atPath: scratch.path))
    return folder.compactMap { $0 as? String }.compactMap { name in
      guard !Self.ownFiles.contains((name as NSString).lastPathComponent) else { return nil }
      return FileManager.default.contents(atPath: "\(scratch.path)/\(name)").map {
        // Byte by byte, so that what is no text is searched too.
        Find(place: name, text: String(decoding: $0, as: Unicode.ASCII.self))
      }
    }
  }

  /// A dashboard from its start to a crash, with a submission meanwhile: its screens and the process list. The report
  /// of the crash, with all there may be in it, is among the files.
  private func dashboard(on baseURL: String) async throws -> [Find] {
    let report =
      "enable=yes,interactive=no,threads=all,registers=all,images=all,symbolicate=off,unwind=fast,output-to=\(scratch.path)/report"
    let terminal = try await TmuxTerminal.jobwatch(
      "--interval 0.25 --base-url \(baseURL)", environment: ["SWIFT_BACKTRACE": report], scratch: scratch)
    return try await terminal.use { terminal in
      var finds: [Find] = []
      func look(for text: String) async throws {
        let screen = try await terminal.wait(for: text)
        finds.append(Find(place: "screen with \(text)", text: "\(screen)"))
      }
      try await look(for: "API:")
      try await terminal.type("A")
      try await terminal.wait(for: "Submit text, file or URL:")
      try await terminal.type(text: "Hello.")
      try await terminal.type("Enter")
      try await look(for: "Submitted; its job is")
      try await terminal.type("Enter")
      try await look(for: "Messages      1")
      finds += try processList()
      kill(try terminal.pid, SIGSEGV)
      try await look(for: "finished")
      return finds
    }
  }

  private func expectNone(
    of secrets: [String], in finds: [Find], sourceLocation: SourceLocation = #_sourceLocation
  ) {
    for find in finds {
      for secret in secrets {
        #expect(!find.text.contains(secret), "\(find.place)", sourceLocation: sourceLocation)
      }
    }
  }

  @Test("an app's secret and the tokens generated for it")
  func app() async throws {
    try await withServer { baseURL in
      var finds = try await run("login", on: baseURL, input: "the-app\n\(Self.appSecret)\n")
      finds += try await run("whoami", on: baseURL)
      finds += try await run("submit", "-", on: baseURL, input: "Ann: Hello\n")
      finds += try await dashboard(on: baseURL)
      finds += try await run("result", "no-such-job", on: baseURL)
      finds += try await run(
        "whoami", on: baseURL, environment: ["SYMBL_APP_ID": "a", "SYMBL_APP_SECRET": Self.appSecret])
      finds += try await run(
        "result", "no-such-job", on: baseURL,
        environment: ["SYMBL_APP_ID": "a", "SYMBL_APP_SECRET": Self.appSecret])
      finds += try files()
      let kept = try scratch.text(".config/jobwatch/credentials.yaml")
      #expect(kept.contains(Self.appSecret))
      #expect(finds.contains { $0.place.hasSuffix("jobs.sqlite") })
      expectNone(of: [Self.appSecret, try await generatedToken(at: baseURL)], in: finds)
    }
  }

  @Test("a token of the environment, taken or refused", arguments: [fixedToken, "wr0ng-\(fixedToken)"])
  func variable(token: String) async throws {
    try await withServer { baseURL in
      let environment = ["JOBWATCH_TOKEN": token]
      var finds = try await run("whoami", on: baseURL, environment: environment)
      finds += try await run("submit", "-", on: baseURL, environment: environment, input: "Hello\n")
      finds += try await run("result", "no-such-job", on: baseURL, environment: environment)
      finds += try await run("result", "x", on: "http://127.0.0.1:1", environment: environment)
      finds += try await run("whoami", on: baseURL, environment: ["JOBWATCH_TOKEN": "\(token)\u{7F}"])
      finds += try files()
      expectNone(of: [token], in: finds)
    }
  }

  @Test("what token_command prints")
  func command() async throws {
    try await withServer { baseURL in
      let folder = "\(scratch.path)/.config/jobwatch"
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      let secret = "\(scratch.path)/given-token"
      try Self.fixedToken.write(toFile: secret, atomically: true, encoding: .utf8)
      try "base_url: \(baseURL)\ntoken_command: cat \(secret)\n".write(
        toFile: "\(folder)/config.yaml", atomically: true, encoding: .utf8)
      var finds = try await run("whoami", on: baseURL)
      finds += try await dashboard(on: baseURL)
      finds += try files()
      #expect(finds.contains { $0.place == "report" && $0.text.contains("crashed") })
      expectNone(of: [Self.fixedToken], in: finds)
    }
  }
}

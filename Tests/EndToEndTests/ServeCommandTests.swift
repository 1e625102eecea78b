import Foundation
import Subprocess
import Testing

/// `jobwatch serve`, as a person starts it.
@Suite(.timeLimit(.minutes(2)))
struct ServeCommandTests {
  /// Asks for a token.
  private func generate(_ id: String, _ secret: String, at baseURL: String) async throws -> Service.Answer {
    try await Service.send(
      .POST, "\(baseURL)/oauth2/token:generate",
      json: #"{"type":"application","appId":"\#(id)","appSecret":"\#(secret)"}"#)
  }

  /// Runs a server on a free port.
  private func serve(
    _ arguments: String..., environment: [String: String] = [:], endingWith signal: Signal = .terminate,
    _ work: (_ baseURL: String) async throws -> Void = { _ in }
  ) async throws -> Program.Result {
    try await Program.run(
      ["serve", "--port", "0"] + arguments, environment: environment, endingWith: signal, work)
  }

  @Test("the base URL is all of standard output; SIGINT and SIGTERM end it and free the port")
  func ending() async throws {
    var url = ""
    let first = try await serve(endingWith: .interrupt) { url = $0 }
    #expect(first.code == 130)
    #expect(first.lines == [url])
    #expect(url.wholeMatch(of: /http:\/\/127\.0\.0\.1:[0-9]+/) != nil)
    let port = String(url.split(separator: ":").last ?? "")
    let second = try await Program.run(["serve", "--port", port]) { again in
      #expect(again == url)
      let third = try await Program.run(["serve", "--port", port])
      #expect(third.code == 69)
      #expect(third.output == "")
      #expect(
        third.errors == "jobwatch: Port \(port) is in use by another program; choose another with --port.\n")
      #expect(try await Service.submit(to: url).status == 201)
    }
    #expect(second.code == 143)
  }

  @Test("what is not given is the usual, and is said")
  func defaults() async throws {
    let result = try await serve { baseURL in
      let token = try await generate("jobwatch-demo", "jobwatch-demo", at: baseURL)
      #expect(token.status == 200)
      let generated = try #require(token["accessToken"])
      #expect(try await Service.send(.GET, "\(baseURL)/v1/job/none", token: generated).status == 404)
      #expect(try await Service.send(.GET, "\(baseURL)/v1/job/none", token: "jobwatch-demo").status == 404)
      #expect(try await Service.send(.GET, "\(baseURL)/v1/job/none").status == 401)
    }
    #expect(
      result.errors == """
        jobwatch: the token is jobwatch-demo
        jobwatch: the app id is jobwatch-demo
        jobwatch: the app secret is jobwatch-demo

        """)
  }

  @Test("the pair that is given is the one that tokens are generated for, and stays unsaid")
  func pair() async throws {
    let result = try await serve("--token", "my-t0ken", "--app-id", "my-4pp", "--app-secret", "my-s3cret") {
      baseURL in
      let token = try await generate("my-4pp", "my-s3cret", at: baseURL)
      let generated = try #require(token["accessToken"])
      #expect(try await Service.send(.GET, "\(baseURL)/v1/job/none", token: generated).status == 404)
      #expect(try await Service.send(.GET, "\(baseURL)/v1/job/none", token: "my-t0ken").status == 404)
      for (id, secret) in [("my-4pp", "jobwatch-demo"), ("jobwatch-demo", "my-s3cret"), ("my-4pp", "")] {
        #expect(try await generate(id, secret, at: baseURL).status == 401)
      }
      #expect(try await Service.send(.GET, "\(baseURL)/v1/job/none", token: "jobwatch-demo").status == 401)
    }
    #expect(result.errors == "")
  }

  @Test("JOBWATCH_SERVE_APP_SECRET gives the secret unseen; --app-secret comes before it")
  func secretOfEnvironment() async throws {
    let environment = ["JOBWATCH_SERVE_APP_SECRET": "env-s3cret"]
    let result = try await serve("--app-id", "my-4pp", environment: environment) { baseURL in
      let given = try await generate("my-4pp", "env-s3cret", at: baseURL)
      let usual = try await generate("my-4pp", "jobwatch-demo", at: baseURL)
      #expect((given.status, usual.status) == (200, 401))
    }
    #expect(result.errors == "jobwatch: the token is jobwatch-demo\n")
    let other = try await serve("--app-secret", "my-s3cret", environment: environment) { baseURL in
      let given = try await generate("jobwatch-demo", "my-s3cret", at: baseURL)
      let hidden = try await generate("jobwatch-demo", "env-s3cret", at: baseURL)
      #expect((given.status, hidden.status) == (200, 401))
    }
    #expect(!other.errors.contains("s3cret"))
  }

  @Test("as many jobs as --max-concurrent-jobs says may be unfinished, 2 when it is not given")
  func concurrency() async throws {
    for (arguments, expected) in [
      ([], [201, 201, 429]), (["--max-concurrent-jobs", "3"], [201, 201, 201, 429]),
      (["--max-concurrent-jobs", "0"], [429]),
    ] as [([String], [Int])] {
      _ = try await Program.run(["serve", "--port", "0", "--time-scale", "0.001"] + arguments) { baseURL in
        for status in expected {
          let answer = try await Service.submit(to: baseURL)
          #expect(answer.status == status)
        }
      }
    }
  }

  @Test("--time-scale makes hours of a scenario moments")
  func timeScale() async throws {
    let scratch = try Scratch()
    let scenario = "\(scratch.path)/long.yaml"
    try "default: {scheduled: 1h, in_progress: 1h, ends: failed}".write(
      toFile: scenario, atomically: true, encoding: .utf8)
    _ = try await serve("--scenario", scenario, "--time-scale", "100000") { baseURL in
      let id = try #require(try await Service.submit(to: baseURL)["jobId"])
      var status: String?
      repeat {
        status = try await Service.send(.GET, "\(baseURL)/v1/job/\(id)", token: "jobwatch-demo")["status"]
      } while status != "failed"
    }
  }

  @Test("the scenario in Assets has the first submission turned away")
  func example() async throws {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    _ = try await serve("--scenario", root.appending(path: "Assets/scenario.yaml").path) { baseURL in
      let first = try await Service.submit(to: baseURL)
      #expect(first.status == 503)
      #expect(first.headers["Retry-After"] == ["2"])
      #expect(try await Service.submit(to: baseURL).status == 201)
    }
  }

  @Test("a scenario with a mistake is refused with its place; one that is not there is said to be so")
  func scenarioMistake() async throws {
    let scratch = try Scratch()
    let path = "\(scratch.path)/bad.yaml"
    try "default:\n  scheduled: 2s\n  ends: 7 o'clock\n  in_progres: 1s\n".write(
      toFile: path, atomically: true, encoding: .utf8)
    let result = try await Program.run(["serve", "--port", "0", "--scenario", path])
    #expect(result.code == 78)
    #expect(result.output == "")
    #expect(result.errors.hasPrefix("jobwatch: \(path):4: "))
    #expect(result.errors.contains("in_progress"))
    let missing = try await Program.run(["serve", "--port", "0", "--scenario", "\(scratch.path)/none.yaml"])
    #expect(missing.code == 66)
    #expect(missing.errors == "jobwatch: There is no file '\(scratch.path)/none.yaml'; check the path.\n")
  }

  @Test(
    "an address, a port, a factor or a number that cannot be is a sentence and an exit code",
    arguments: [
      (["--port", "65536"], 64, "65536 is no port"), (["--port=-1"], 64, "-1 is no port"),
      (["--max-concurrent-jobs=-1"], 64, "cannot be negative"),
      (["--max-concurrent-jobs", "two"], 64, "two"),
      (["--time-scale", "0"], 64, "0.001 to 100000"), (["--time-scale=-1"], 64, "0.001 to 100000"),
      (["--time-scale", "nan"], 64, "0.001 to 100000"), (["--time-scale", "1e9"], 64, "0.001 to 100000"),
      (["--token", ""], 64, "--token cannot be empty"), (["--app-id", ""], 64, "--app-id cannot be empty"),
      (["--app-secret", ""], 64, "--app-secret cannot be empty"),
      (["--port", "0", "--host", "192.0.2.1"], 69, "no address of this machine"),
      (["--port", "0", "--host", "no.such.host.invalid"], 69, "no address of this machine"),
    ] as [([String], Int32, String)])
  func badOptions(_ arguments: [String], _ code: Int32, _ sentence: String) async throws {
    let result = try await Program.run(["serve"] + arguments)
    #expect(result.code == code)
    #expect(result.errors.contains(sentence), "\(result.errors)")
    #expect(result.output == "")
  }

  @Test("one that cannot say where it is ends with a sentence and exit code 74")
  func unheard() async throws {
    let result = try await Program.run(
      [
        "-c", "exec \(Program.path) serve --port 0 --token a --app-id b --app-secret c >/dev/full",
      ], of: "/bin/sh")
    #expect(result.code == 74)
    #expect(result.errors == "jobwatch: Standard output cannot be written, and the base URL goes there.\n")
  }
}

import ArgumentParser
import Foundation
import Glibc
import JobServer

/// `jobwatch serve`: the embedded server in the foreground.
struct ServeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve",
    abstract: "Serve the API from this machine, for development and tests.",
    discussion: """
      The first line on standard output is the base URL. Texts, recordings and URLs of recordings are taken as the \
      service takes them; their jobs go from scheduled over in_progress to completed. A text is completed as it was \
      sent, and questions, action items, follow-ups and topics are found by their form only. Nothing is transcribed: \
      of a recording only the length is found out, and one that cannot be read makes its job fail, as does a text \
      without a letter or digit.

      Whoever can list this machine's processes sees --app-secret; JOBWATCH_SERVE_APP_SECRET gives it unseen.
      """)

  /// Where the secret may be given instead.
  static let secretVariable = "JOBWATCH_SERVE_APP_SECRET"

  @Option(help: ArgumentHelp("The port to listen on; 0 picks a free one.", valueName: "port"))
  var port = 8617

  @Option(help: ArgumentHelp("The address to listen on.", valueName: "address"))
  var host = "127.0.0.1"

  @Option(
    help: ArgumentHelp(
      "A token that clients may send without asking for one (default: \(JobServerConfiguration.demoSecret)).",
      valueName: "token"))
  var token: String?

  @Option(
    help: ArgumentHelp(
      "The application that tokens are generated for (default: \(JobServerConfiguration.demoSecret)).",
      valueName: "id"))
  var appID: String?

  @Option(
    help: ArgumentHelp(
      "The secret of the application (default: \(JobServerConfiguration.demoSecret)).", valueName: "secret"))
  var appSecret: String?

  @Option(
    help: ArgumentHelp(
      "How many submitted jobs may be unfinished at once; one more is answered with 429.", valueName: "number"
    ))
  var maxConcurrentJobs = 2

  @Option(
    help: ArgumentHelp(
      "A scenario: how jobs go, and what goes wrong with requests.", valueName: "file.yaml"),
    completion: .file(extensions: ["yaml", "yml"]))
  var scenario: String?

  @Option(
    help: ArgumentHelp(
      "How much faster than real the jobs go: 60 makes a minute a second, 0.001 to 100000 (default: as the scenario says, or 1).",
      valueName: "factor"))
  var timeScale: Double?

  func validate() throws {
    guard (0...65_535).contains(port) else {
      throw ValidationError(JobServerError.portOutOfRange(port).description)
    }
    for (name, value) in [("token", token), ("app-id", appID), ("app-secret", appSecret)] where value == "" {
      throw ValidationError("--\(name) cannot be empty; leave it out for the default.")
    }
    guard maxConcurrentJobs >= 0 else {
      throw ValidationError("--max-concurrent-jobs cannot be negative; 0 refuses every submission.")
    }
    if let timeScale, !Scenario.timeScales.contains(timeScale) {
      throw ValidationError("--time-scale must be from 0.001 to 100000; 1 is real time.")
    }
  }

  func run() async throws {
    try await Failure.reporting {
      let script = try scenario.map(read) ?? Scenario()
      let timeScale = timeScale ?? script.timeScale ?? 1
      let registry = JobRegistry(
        maxConcurrentJobs: maxConcurrentJobs, scenario: script,
        clock: ScaledClock(ContinuousClock(), factor: timeScale))
      let environment = ProcessInfo.processInfo.environment
      let secret = appSecret ?? environment[Self.secretVariable].flatMap { $0.isEmpty ? nil : $0 }
      let server = JobServer(configuration: settings(secret: secret), registry: registry)
      try await server.run { baseURL in
        // First, so that whoever has read the base URL finds the rest said.
        tellDefaults(secret: secret)
        if let scenario {
          Failure.note("Scenario \(scenario): \(script.summary(timeScale: timeScale)).")
        }
        // Not print: its buffer would hold the line back from whoever waits for it.
        do {
          try FileHandle.standardOutput.write(contentsOf: Data("\(baseURL)\n".utf8))
        } catch {
          // Nobody can learn where the server is.
          let failure = Failure(
            .cannotWrite, "Standard output cannot be written, and the base URL goes there.")
          failure.tell()
          Glibc.exit(failure.code.rawValue)
        }
      }
    }
  }

  private func read(_ path: String) throws(Failure) -> Scenario {
    guard FileManager.default.fileExists(atPath: path) else {
      throw Failure(.noInput, "There is no file '\(path)'; check the path.")
    }
    do {
      return try ScenarioReader.scenario(inFile: path)
    } catch {
      throw Failure(.configuration, "\(error)")
    }
  }

  private func settings(secret: String?) -> JobServerConfiguration {
    let standIn = JobServerConfiguration.demoSecret
    return JobServerConfiguration(
      host: host, port: port, token: token ?? standIn, appID: appID ?? standIn, appSecret: secret ?? standIn)
  }

  /// Says on standard error what counts where nothing was given. What was given stays unsaid.
  private func tellDefaults(secret: String?) {
    var lines: [String] = []
    let defaults = [("token", token), ("app id", appID), ("app secret", secret)].filter { $0.1 == nil }
    for (name, _) in defaults {
      lines.append("jobwatch: the \(name) is \(JobServerConfiguration.demoSecret)\n")
    }
    // The server serves all the same when nobody can be told.
    try? FileHandle.standardError.write(contentsOf: Data(lines.joined().utf8))
  }
}

import ArgumentParser
import Foundation
import Glibc
import JobServer

/// `jobwatch serve`: the embedded server in the foreground.
struct ServeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve",
    abstract: "Serve the Job Status API from this machine, for development and tests.",
    discussion: """
      The first line on standard output is the base URL. Submit a text with POST /v1/process/text; its job goes \
      from scheduled over in_progress to completed, or to failed when no message holds a letter or digit.
      """)

  @Option(help: ArgumentHelp("The port to listen on; 0 picks a free one.", valueName: "port"))
  var port = 8617

  @Option(help: ArgumentHelp("The address to listen on.", valueName: "address"))
  var host = "127.0.0.1"

  @Option(help: ArgumentHelp("The bearer token that clients must send.", valueName: "token"))
  var token = "jobwatch-demo"

  func validate() throws {
    guard (0...65_535).contains(port) else {
      throw ValidationError(JobServerError.portOutOfRange(port).description)
    }
    guard !token.isEmpty else {
      throw ValidationError("The token cannot be empty; leave --token out for the default.")
    }
  }

  func run() async throws {
    try await Failure.reporting {
      let server = JobServer(
        configuration: JobServerConfiguration(host: host, port: port, token: token), registry: JobRegistry())
      try await server.run { baseURL in
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
}

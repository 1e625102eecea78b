import ArgumentParser
import Curses
import Foundation
import JobAPI
import JobTracking

/// `jobwatch`, or `jobwatch dashboard`: the dashboard on the jobs of a service.
struct DashboardCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "dashboard",
    abstract: "Watch jobs in a terminal: press a, give a job id, watch it turn green or red.",
    usage: "jobwatch [<options>] [<job-id> ...]",
    discussion: """
      The access token is taken from JOBWATCH_TOKEN, or else from SYMBL_AUTH_TOKEN. Without an account, try \
      'jobwatch demo'. Press ? in the dashboard for its keys.
      """)

  @Option(
    help: ArgumentHelp("The service to watch (default: https://api.symbl.ai).", valueName: "url"),
    transform: { try JobAPIProfile(baseURL: $0) })
  var baseURL = JobAPIProfile.symbl

  @Option(help: ArgumentHelp("Seconds between two checks of a job, 0.25 to 86400.", valueName: "seconds"))
  var interval = PollInterval(.seconds(2))

  @Option(
    help: ArgumentHelp(
      "The file that tracked jobs are kept in (default: $XDG_STATE_HOME/jobwatch/jobs.sqlite).",
      valueName: "path"))
  var store: String?

  @Flag(help: "Draw with ASCII characters only, as is done in a locale that is not UTF-8.")
  var ascii = false

  @Argument(help: ArgumentHelp("Ids or URLs of jobs to track from the start.", valueName: "job-id"))
  var jobs: [String] = []

  @MainActor
  func run() async throws {
    try await Failure.reporting {
      let environment = ProcessInfo.processInfo.environment
      let reading = baseURL.jobIDs(in: jobs.joined(separator: " "))
      if let problem = reading.problem { throw Failure(.usage, problem) }
      try TerminalSession.checkTerminal()
      guard let token = try AccessToken.fromEnvironment(environment) else {
        return try await DashboardSession.showTokenNeeded(for: baseURL, ascii: ascii)
      }
      let path = store ?? JobStore.defaultPath(environment: environment)
      let given = TrackedJob.batch(of: reading.ids, profile: baseURL.name, addedAt: Date())
      try await DashboardSession(profile: baseURL, token: token, interval: interval.duration, ascii: ascii) {
        let store = try JobStore(path: path)
        _ = try await store.track(given)
        return store
      }.run()
    }
  }
}

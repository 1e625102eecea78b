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
      Sign in with 'jobwatch login', or give an access token in JOBWATCH_TOKEN. Without an account, try \
      'jobwatch demo'. Press ? in the dashboard for its keys.
      """)

  @OptionGroup var service: ServiceOptions

  @Option(
    help: ArgumentHelp("The least seconds between two checks of a job, 0.25 to 86400.", valueName: "seconds"))
  var interval = PollInterval(.seconds(2))

  @OptionGroup var storage: StoreOptions

  @OptionGroup var options: DisplayOptions

  @Argument(help: ArgumentHelp("Ids or URLs of jobs to track from the start.", valueName: "job-id"))
  var jobs: [String] = []

  @MainActor
  func run() async throws {
    try await Failure.reporting {
      let signIn = try service.signIn()
      let profile = signIn.profile
      let reading = profile.jobIDs(in: jobs.joined(separator: " "))
      if let problem = reading.problem { throw Failure(.usage, problem) }
      let display = try options.display(signIn.configuration, environment: signIn.environment)
      guard let source = try signIn.source() else {
        return try await DashboardSession.showTokenNeeded(
          for: profile, display, PreferencesFile(environment: signIn.environment),
          keyMap: signIn.configuration.keyMap)
      }
      // Before the screen is the dashboard's: the command may have something to ask.
      let first = try await source.firstToken()
      let path = storage.path(environment: signIn.environment)
      let given = TrackedJob.batch(of: reading.ids, profile: profile.name, addedAt: Date())
      try await DashboardSession(
        profile: profile, tokens: { signIn.tokens(from: source, first: first, client: $0) },
        signInAdvice: source.advice, interval: interval.duration, budget: signIn.configuration.budget,
        display: display,
        preferencesFile: PreferencesFile(environment: signIn.environment),
        historyFile: CommandHistoryFile(environment: signIn.environment), keyMap: signIn.configuration.keyMap,
        onFinish: signIn.configuration.onFinish,
        howToComeBack: Farewell.howToComeBack(baseURL: service.baseURL, store: storage.store, path: path)
      ) {
        let store = try JobStore(path: path, damaged: $0, unwritable: .show)
        _ = try await store.track(given)
        return store
      }.run()
    }
  }
}

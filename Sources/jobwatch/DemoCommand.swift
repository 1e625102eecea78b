import ArgumentParser
import Curses
import Dashboard
import Foundation
import JobAPI
import JobServer
import JobTracking
import Terminal

/// `jobwatch demo`: the embedded server and the dashboard in one process.
struct DemoCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "demo",
    abstract: "Try the dashboard without an account, on sample jobs of a server inside this process.",
    discussion: """
      Nothing leaves this machine: the server listens on a loopback port of its own, and the jobs are kept in a \
      temporary folder that goes away at the end.
      """)

  @Option(
    help: ArgumentHelp("The least seconds between two checks of a job, 0.25 to 86400.", valueName: "seconds"))
  var interval = PollInterval(.seconds(1))

  @OptionGroup var options: DisplayOptions

  @MainActor
  func run() async throws {
    try await Failure.reporting {
      let environment = ProcessInfo.processInfo.environment
      let configuration = try Configuration(environment: environment)
      let display = try options.display(configuration, environment: environment)
      let folder = try TemporaryFolder(prefix: "jobwatch-demo")
      let signal: Int32?
      do {
        signal = try await watchSamples(
          storePath: folder.path + "/jobs.sqlite", display, configuration.keyMap)
      } catch {
        folder.remove()
        throw error
      }
      folder.remove()
      if let signal { DefaultSignalAction.take(signal) }
    }
  }

  @MainActor
  private func watchSamples(storePath: String, _ display: Display, _ keyMap: KeyMap) async throws -> Int32? {
    let samples = SampleJobs()
    let secret = UUID().uuidString
    let registry = JobRegistry(maxConcurrentJobs: 50)  // a newcomer may submit as many as fit the screen
    await samples.add(to: registry)
    return try await JobServer.whileServing(.init(token: secret), registry) { baseURL in
      guard let token = AccessToken(secret) else { return nil }
      let profile = try JobAPIProfile(baseURL: baseURL)
      let now = Date()
      let jobs = try samples.board.map { sample in
        TrackedJob(
          key: JobKey(profile: profile.name, id: try JobID(sample.id)), label: sample.label,
          conversation: sample.conversation.map(ConversationID.init), kind: DemoPast.kind,
          addedAt: now.addingTimeInterval(-(sample.startedAgo / .seconds(1))))
      }
      return try await DashboardSession(
        profile: profile, tokens: { _ in FixedToken(token) }, interval: interval.duration, display: display,
        offeredIDs: samples.offered.map { try JobID($0.id) },
        keyMap: keyMap,
        howToComeBack: "the sample jobs are gone; run jobwatch to watch jobs of your own."
      ) {
        let store = try JobStore(path: storePath, damaged: $0)
        _ = try await store.track(jobs)
        try await DemoPast.write(to: store, samples, profile: profile.name, now: now)
        return store
      }.watch()
    }
  }
}

import ArgumentParser
import AsyncHTTPClient
import Foundation
import Glibc
import JobAPI
import JobTracking

/// One of the dashboards of `requests`, without its screen.
struct Watch: AsyncParsableCommand {
  static let configuration = CommandConfiguration(shouldDisplay: false)

  @Argument var store: String
  @Argument var baseURL: String

  func run() async throws {
    guard let token = AccessToken(Requests.token) else { throw ExitCode.failure }
    let profile = try JobAPIProfile(baseURL: baseURL)
    let client = HTTPClient(
      eventLoopGroupProvider: .singleton, configuration: HTTPJobAPI.clientConfiguration)
    let store = try JobStore(path: store)
    let (jobs, sharing) = try store.share(profile: profile.name)
    let poller = JobPoller(
      jobs: jobs, api: HTTPJobAPI(profile: profile, tokens: FixedToken(token), client: client), store: store,
      interval: .milliseconds(250), clock: ContinuousClock(), sharing: sharing)
    signal(SIGTERM, SIG_IGN)
    let source = DispatchSource.makeSignalSource(signal: SIGTERM)
    let running = Task {
      try FileHandle.standardOutput.write(contentsOf: Data("ready\n".utf8))
      await withDiscardingTaskGroup { group in
        group.addTask { await poller.run() }
        group.addTask { for await _ in poller.updates {} }
      }
    }
    source.setEventHandler { running.cancel() }
    source.activate()
    try await running.value
    try await client.shutdown()
  }
}

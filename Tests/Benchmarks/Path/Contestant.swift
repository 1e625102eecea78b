import ArgumentParser
import AsyncHTTPClient
import JobAPI
import JobTracking
import NIOCore
import Synchronization

/// One of the Swift contestants of ``PathBenchmark``, in a process of its own that can be pinned to a core. Prints for
/// each phase a line of its checks, and the seconds that they took and used of the CPU.
struct Contestant: AsyncParsableCommand {
  static let configuration = CommandConfiguration(shouldDisplay: false)

  enum Kind: String, ExpressibleByArgument {
    case jobwatch
    /// The client as it comes.
    case bareClient
    /// The client set up as the poller's is.
    case setUpClient
  }

  @Argument var kind: Kind
  @Argument var baseURL: String
  @OptionGroup var load: PathLoad

  func run() async throws {
    var configuration = kind == .bareClient ? HTTPClient.Configuration() : HTTPJobAPI.clientConfiguration
    configuration.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = load.concurrency
    let client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
    switch kind {
    case .jobwatch: try await runPoller(client)
    case .bareClient, .setUpClient: try await runBareClient(client)
    }
    try await client.shutdown()
  }

  /// The poller as the dashboard has it, with a reader of its updates: HTTP, decoding, decision, store, stream.
  private func runPoller(_ client: HTTPClient) async throws {
    let profile = try JobAPIProfile(baseURL: baseURL)
    guard let token = AccessToken("jobwatch-benchmark") else { return }
    try await ScratchFolder.whileThere { folder in
      let store = try JobStore(path: "\(folder)/jobs.sqlite")
      let ids = try (0..<load.jobs).map(PathLoad.id)
      let jobs = try await store.track(TrackedJob.batch(of: ids, profile: profile.name, addedAt: .now))
      let poller = JobPoller(
        jobs: jobs, api: HTTPJobAPI(profile: profile, tokens: FixedToken(token), client: client),
        store: store,
        interval: .milliseconds(1), budget: PollBudget(inFlight: load.concurrency, perSecond: 1e9),
        clock: ContinuousClock())
      let lap = Lap()
      let running = Task { await poller.run() }
      var checks = 0
      var isFirst = true
      for await batch in poller.updates {
        checks += batch.count { if case .job = $0 { true } else { false } }
        if isFirst, checks >= load.jobs {
          isFirst = false
          lap.print(checks)
        }
        if checks >= load.checks { break }
      }
      lap.print(checks)
      running.cancel()
      await running.value
    }
  }

  /// The client alone, with the same headers; bodies are read and thrown away.
  private func runBareClient(_ client: HTTPClient) async throws {
    let questions = Questions()
    let load = load
    let ids = try (0..<load.jobs).map(PathLoad.id)
    let profile = try JobAPIProfile(baseURL: baseURL)
    let lap = Lap()
    try await withThrowingDiscardingTaskGroup { group in
      for _ in 0..<load.concurrency {
        group.addTask {
          while true {
            let number = questions.asked.add(1, ordering: .relaxed).oldValue
            guard number < load.checks else { return }
            var request = HTTPClientRequest(url: profile.statusURL(of: ids[number % ids.count]))
            request.headers.add(name: "Accept", value: "application/json")
            request.headers.add(name: "Authorization", value: "Bearer jobwatch-benchmark")
            let response = try await client.execute(request, timeout: .seconds(30))
            _ = try await response.body.collect(upTo: 1 << 20)
          }
        }
      }
    }
    lap.print(load.checks)
  }

  private final class Questions: Sendable {
    let asked = Atomic(0)
  }

  private struct Lap {
    private let clock = ContinuousClock()
    private let start = ContinuousClock().now
    private let cpu = Usage.ownCPU()

    func print(_ checks: Int) {
      Swift.print(checks, start.duration(to: clock.now).inSeconds, Usage.ownCPU() - cpu)
    }
  }
}

import ArgumentParser
import AsyncHTTPClient
import JobAPI
import JobServer
import JobTracking
import TestTools

/// How long after a job has ended at the server its end is in the stream of updates.
struct DelayBenchmark: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "delay", abstract: "How late the end of a job is seen, over real loopback.")

  @Option(help: "How many jobs there are.")
  var jobs = 1_000

  @Option(help: "Seconds between two checks of a job.")
  var interval = 1.0

  func run() async throws {
    printTitle("Detection delay: \(jobs) jobs, asked about every \(interval.text(2)) s over loopback")
    guard let token = AccessToken(JobServerConfiguration.demoSecret) else { return }
    let registry = JobRegistry()
    let ends = await scriptEnds(in: registry)
    let delays = try await JobServer.whileServing(
      JobServerConfiguration(token: JobServerConfiguration.demoSecret), registry
    ) { baseURL in
      try await ScratchFolder.whileThere { folder in
        let client = HTTPClient(
          eventLoopGroupProvider: .singleton, configuration: HTTPJobAPI.clientConfiguration)
        let profile = try JobAPIProfile(baseURL: baseURL)
        let store = try JobStore(path: "\(folder)/jobs.sqlite")
        let tracked = try await store.track(
          TrackedJob.batch(of: Array(ends.keys), profile: profile.name, addedAt: .now))
        let poller = JobPoller(
          jobs: tracked, api: HTTPJobAPI(profile: profile, tokens: FixedToken(token), client: client),
          store: store, interval: .seconds(interval), budget: PollBudget(inFlight: 64, perSecond: 1e9),
          clock: ContinuousClock())
        let delays = await measure(ends, seenBy: poller)
        try await client.shutdown()
        return delays
      }
    }
    report(delays, requests: await requests(ends.keys, in: registry))
  }

  /// Gives each job an end, spread at random over 20 s from 5 s on.
  private func scriptEnds(in registry: JobRegistry) async -> [JobID: ContinuousClock.Instant] {
    var generator = SeededGenerator(seed: 2)
    var ends: [JobID: ContinuousClock.Instant] = [:]
    for number in 0..<jobs {
      guard let id = try? PathLoad.id(number) else { continue }
      let time = Duration.milliseconds(Int.random(in: 5_000..<25_000, using: &generator))
      await registry.add(
        id: id.rawValue, script: JobScript(queueTime: .zero, runTime: time, outcome: .completed))
      ends[id] = ContinuousClock.now.advanced(by: time)
    }
    return ends
  }

  private func measure(
    _ ends: [JobID: ContinuousClock.Instant], seenBy poller: JobPoller<ContinuousClock>
  ) async -> [Double] {
    let running = Task { await poller.run() }
    var delays: [JobID: Double] = [:]
    for await batch in poller.updates {
      let now = ContinuousClock.now
      for case .job(let job) in batch where job.isFinished {
        guard delays[job.key.id] == nil, let end = ends[job.key.id] else { continue }
        delays[job.key.id] = end.duration(to: now).inSeconds
      }
      if delays.count == ends.count { break }
    }
    running.cancel()
    await running.value
    return Array(delays.values)
  }

  private func requests(_ ids: some Sequence<JobID>, in registry: JobRegistry) async -> Int {
    var requests = 0
    for id in ids { requests += await registry.requests(for: id.rawValue) }
    return requests
  }

  private func report(_ delays: [Double], requests: Int) {
    var table = TextTable("delay", "measured", "of asking at once, in theory")
    for percent in [50.0, 99.0] {
      let delay = Statistics.percentile(percent, of: delays) ?? 0
      table.add("p\(Int(percent))", (delay * 1000).text(0) + " ms", (interval * percent * 10).text(0) + " ms")
    }
    table.add(
      "mean", (Statistics.mean(delays) * 1000).text(0) + " ms", (interval / 2 * 1000).text(0) + " ms")
    table.print()
    print("  \(requests) requests")
  }
}

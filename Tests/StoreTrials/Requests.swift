import ArgumentParser
import Foundation
import Glibc
import JobAPI
import JobServer
import JobTracking

/// `StoreTrials requests`: counts what the embedded server is asked by one dashboard and by many on one store.
struct Requests: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Count the requests of one dashboard and of many on one store, and time a takeover.")

  static let token = "trial-token"
  private static let jobs = ["first", "second", "third"]

  @Option(help: "Dashboards on one store.") var dashboards = 8
  @Option(help: "How long to count, in seconds.") var seconds = 10

  func run() async throws {
    let one = try await count(dashboards: 1)
    let many = try await count(dashboards: dashboards)
    say("jobs \(Self.jobs.count), interval 0.25 s, \(seconds) s")
    say("1 dashboard: \(one) requests")
    say("\(dashboards) dashboards: \(many) requests, \(ratio(many, one)) of one's")
    for (name, number) in [("kill -9", SIGKILL), ("a clean exit", SIGTERM), ("a stop", SIGSTOP)] {
      let times = try await (1...3).asyncMap { _ in try await takeover(number) }
      let words = times.map { String(format: "%.2f s", $0) }.joined(separator: ", ")
      say("asked again after \(name) of the one that asks: \(words)")
    }
  }

  private func ratio(_ many: Int, _ one: Int) -> String { String(format: "%.2f", Double(many) / Double(one)) }

  private func withStore<Value>(
    _ work: (_ registry: JobRegistry, _ start: () throws -> Child) async throws -> Value
  ) async throws -> Value {
    let folder = try TrialFolder()
    let registry = JobRegistry()
    for id in Self.jobs {
      await registry.add(
        id: id, script: JobScript(queueTime: .zero, runTime: .zero, outcome: .runsForever))
    }
    return try await JobServer.whileServing(.init(token: Self.token), registry) { baseURL in
      let store = try JobStore(path: folder.storePath)
      let ids = try Self.jobs.map { try JobID($0) }
      _ = try await store.track(
        TrackedJob.batch(of: ids, profile: try JobAPIProfile(baseURL: baseURL).name, addedAt: Date()))
      return try await work(registry) {
        let child = try Child(["watch", folder.storePath, baseURL])
        child.waitForOutput()
        return child
      }
    }
  }

  private func count(dashboards: Int) async throws -> Int {
    try await withStore { registry, start in
      let children = try (0..<dashboards).map { _ in try start() }
      let before = await asked(registry)
      try await Task.sleep(for: .seconds(seconds))
      let after = await asked(registry)
      for child in children { child.end(SIGKILL) }
      return after - before
    }
  }

  /// How long nobody asks after the one of two that asks gets a signal, in seconds.
  private func takeover(_ number: Int32) async throws -> Double {
    try await withStore { registry, start in
      let owner = try start()
      while await asked(registry) < 3 { try await Task.sleep(for: .milliseconds(5)) }
      let other = try start()
      // So that the other one has seen who asks; at random, as it looks once a second.
      try await Task.sleep(for: .milliseconds(Int.random(in: 2_000..<3_000)))
      let began = ContinuousClock.now
      owner.send(number)
      // What was on its way then is no question of the other one.
      try await Task.sleep(for: .milliseconds(20))
      let before = await asked(registry)
      while await asked(registry) == before { try await Task.sleep(for: .milliseconds(5)) }
      let time = began.duration(to: .now) / .seconds(1)
      owner.end(SIGKILL)
      other.end(SIGKILL)
      return time
    }
  }

  private func asked(_ registry: JobRegistry) async -> Int {
    var sum = 0
    for id in Self.jobs { sum += await registry.requests(for: id) }
    return sum
  }
}

extension Sequence {
  fileprivate func asyncMap<Value>(_ transform: (Element) async throws -> Value) async rethrows -> [Value] {
    var values: [Value] = []
    for element in self { values.append(try await transform(element)) }
    return values
  }
}

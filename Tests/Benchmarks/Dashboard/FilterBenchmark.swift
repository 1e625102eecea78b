import ArgumentParser
import Dashboard
import Foundation
import JobAPI
import JobTracking
import Terminal
import TestTools

/// How long a person waits for the table at each key of a filter, with very many jobs.
struct FilterBenchmark: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "filter", abstract: "Filtering and sorting 100,000 jobs, from the key to the drawn table.")

  @Option(help: "How many jobs there are.")
  var jobs = 100_000

  @Option(help: "How often each filter is typed.")
  var rounds = 5

  private static let filters = [
    "customer call 7", "status:failed", "-status:completed age>1h", "label:\"call 99\" or id:ff0",
    "health:bad",
    "took>5m status:ended", "/call \\d+5.*[a-f]0$/", "(9b or 8a) !(failed or running)", "会議",
    "/(a+)+b|(e|e)*z/",
  ]

  func run() async throws {
    printTitle("Filter: \(jobs) jobs")
    let now = Date(timeIntervalSince1970: 1_795_615_385)
    var state = DashboardState(
      profile: .symbl, jobs: try sampleJobs(now), size: Size(columns: 120, rows: 40), now: now,
      glyphs: .unicode,
      localTime: { _ in LocalTime(year: 2026, month: 11, day: 25, hour: 14, minute: 3, second: 5) })

    var table = TextTable("ms from the key to the drawn table", "keys", "p50", "p99", "most")
    var all: [Double] = []
    for filter in Self.filters {
      var times: [Double] = []
      for _ in 0..<rounds {
        let keys = [.character("/")] + filter.map { Key.character($0) } + [.enter, .escape]
        for key in keys { times.append(milliseconds(.keys([key]), &state, now)) }
      }
      all += times
      add(filter, times, to: &table)
    }
    add("all of them", all, to: &table)
    // The figures of all of them, made anew once a second.
    var figures: [Double] = []
    for _ in 0..<rounds * 4 {
      figures.append(milliseconds(.keys([.character("#")]), &state, now))
      _ = state.update(.keys([.escape]), at: now)
    }
    add("#: figures of all jobs", figures, to: &table)
    // A sorted table, whose filter hides most.
    var sorting: [Double] = []
    for _ in 0..<rounds * 7 { sorting.append(milliseconds(.keys([.character("s")]), &state, now)) }
    add("s: sort by the next column", sorting, to: &table)
    for sort in ["not sorted", "sorted by STATUS"] {
      if sort != "not sorted" { _ = state.update(.keys([.character("s")]), at: now) }
      _ = state.update(
        .keys([.character("/")] + "call 1 -status:failed".map { Key.character($0) } + [.enter]), at: now)
      var generator = SeededGenerator(seed: 2)
      let batches = (0..<100).map { _ in batch(state, &generator, now) }
      add(
        "250 changes of status, \(sort)", batches.map { milliseconds(.updates($0), &state, now) }, to: &table)
      _ = state.update(.keys([.escape]), at: now)
    }
    table.print()
    let p99 = Statistics.percentile(99, of: all) ?? .infinity
    printTarget("p99 of a key under 50 ms", p99 < 50)
  }

  private func add(_ name: String, _ times: [Double], to table: inout TextTable) {
    let text = { (percent: Double) in (Statistics.percentile(percent, of: times) ?? 0).text(1) }
    table.add(name, "\(times.count)", text(50), text(99), text(100))
  }

  private func milliseconds(_ event: DashboardEvent, _ state: inout DashboardState, _ now: Date) -> Double {
    let time = ContinuousClock().measure {
      _ = state.update(event, at: now)
      withExtendedLifetime(state.view()) {}
    }
    return time.inSeconds * 1000
  }

  private func sampleJobs(_ now: Date) throws -> [TrackedJob] {
    var generator = SeededGenerator(seed: 1)
    let statuses: [JobStatus] = [.scheduled, .inProgress, .completed, .completed, .completed, .failed]
    return try (0..<jobs).map { number in
      let id = UUID(from: &generator).uuidString.lowercased()
      let label = number.isMultiple(of: 10) ? "顧客との会議 \(number)" : "Customer call \(number)"
      let addedAt = now.addingTimeInterval(-Double(number))
      let status = statuses.randomElement(using: &generator) ?? .completed
      let begun = StatusTransition(from: nil, to: .scheduled, earliest: nil, seenAt: addedAt)
      let seen = StatusTransition(
        from: .scheduled, to: status, earliest: addedAt,
        seenAt: addedAt.addingTimeInterval(
          Double(Int.random(in: 1...min(600, number + 1), using: &generator))))
      return TrackedJob(
        key: JobKey(profile: JobAPIProfile.symbl.name, id: try JobID(id)), label: label, addedAt: addedAt,
        history: status == .scheduled ? [begun] : [begun, seen])
    }
  }

  private func batch(
    _ state: DashboardState, _ generator: inout SeededGenerator, _ now: Date
  ) -> [JobUpdate] {
    (0..<250).compactMap { _ in
      guard let key = state.jobs.keys.randomElement(using: &generator), var job = state.jobs[key] else {
        return nil
      }
      let status: JobStatus = Bool.random(using: &generator) ? .failed : .inProgress
      job.answered(job.transition(to: status, at: now), at: now)
      return .job(job)
    }
  }
}

extension UUID {
  /// A random one, the same in each run.
  fileprivate init(from generator: inout SeededGenerator) {
    let bytes = (0..<16).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
    self.init(uuid: bytes.withUnsafeBytes { $0.loadUnaligned(as: uuid_t.self) })
  }
}

import ArgumentParser
import Foundation

/// How many checks a second the whole path makes, beside a bare client and other programs.
struct PathBenchmark: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "path",
    abstract: "Checks a second: HTTP, decoding, decision, store and stream, beside other clients.")

  @OptionGroup var load: PathLoad

  @Option(help: "How often each client runs, in turn; the median counts.")
  var rounds = 3

  /// Checks, and the seconds that they took and used of the CPU.
  private struct Run {
    let checks: Double
    let seconds: Double
    let cpu: Double
    var rate: Double { checks / seconds }
    var microseconds: Double { cpu / checks * 1e6 }

    init(_ checks: Double, _ seconds: Double, _ cpu: Double) {
      (self.checks, self.seconds, self.cpu) = (checks, seconds, cpu)
    }

    /// What a contestant has printed on a line.
    init?(line: some StringProtocol) {
      let numbers = line.split(separator: " ").compactMap { Double($0) }
      guard numbers.count == 3 else { return nil }
      self.init(numbers[0], numbers[1], numbers[2])
    }

    static func - (whole: Run, part: Run) -> Run {
      Run(whole.checks - part.checks, whole.seconds - part.seconds, whole.cpu - part.cpu)
    }
  }

  private typealias Contest = (name: String, run: @Sendable () async throws -> [Run])

  private static let clientCore = 0
  private static let serverCore = 1

  func run() async throws {
    printTitle(
      "Whole path: \(load.jobs) jobs, each asked about \(load.looks) times, \(load.concurrency) in flight, client on one "
        + "core and nginx on another")
    guard ProcessInfo.processInfo.activeProcessorCount > 1 else { return print("  This needs two cores.") }
    do {
      try await ScratchFolder.whileThere { folder in
        let python = await Result { try await ExternalProgram.python(with: "aiohttp", in: folder) }
        try await Nginx.whileServing(in: folder, core: Self.serverCore) { baseURL in
          let result = await runs(of: contests(baseURL, python))
          report(result)
        }
      }
    } catch let failure as ExternalProgram.Failure {
      print("  \(failure)")
    }
  }

  /// Runs them in turn, so that what else the machine does meets them all.
  private func runs(of contests: [Contest]) async -> [(name: String, runs: [[Run]], trouble: String?)] {
    var results = contests.map { (name: $0.name, runs: [[Run]](), trouble: String?.none) }
    for _ in 0..<rounds {
      for (index, contest) in contests.enumerated() where results[index].trouble == nil {
        do { results[index].runs.append(try await contest.run()) } catch {
          results[index].trouble = "\(error)"
        }
      }
    }
    return results
  }

  private func report(_ results: [(name: String, runs: [[Run]], trouble: String?)]) {
    var table = TextTable(
      "median of \(rounds) rounds in turn", "checks/s", "of the bare client", "CPU per check")
    func rate(_ index: Int) -> Double {
      Statistics.median(results[index].runs.compactMap { $0.last?.rate }) ?? 0
    }
    func add(_ name: String, _ runs: [Run]) {
      guard let checks = Statistics.median(runs.map(\.rate)),
        let cpu = Statistics.median(runs.map(\.microseconds))
      else { return }
      table.add(name, checks.text(0), (checks / rate(1) * 100).text(0) + " %", cpu.text(1) + " µs")
    }
    for (name, runs, trouble) in results {
      if trouble != nil { table.add(name, "see below") }
      add(name, runs.compactMap(\.last))
      // The poller has told how far it was once each job had its first answer.
      guard runs.first?.count == 2 else { continue }
      add("  first answers, each one stored", runs.map { $0[0] })
      add("  later answers, none of them news", runs.map { $0[1] - $0[0] })
    }
    table.print()
    for case (let name, _, let trouble?) in results { print("  \(name): \(trouble)") }
    func cpu(_ index: Int) -> Double {
      Statistics.median(results[index].runs.compactMap { $0.last?.microseconds }) ?? 0
    }
    // Other work on the machine lengthens what is measured in time, and hardly what is measured in CPU.
    print("  by CPU per check: \((cpu(1) / cpu(0) * 100).text(0)) % of the bare client")
    printTarget("at least 60 % of the bare client", rate(0) >= 0.6 * rate(1))
    if results[3].trouble == nil { printTarget("more than aiohttp", rate(0) > rate(3)) }
  }

  private func contests(_ baseURL: String, _ python: Result<ExternalProgram, any Error>) -> [Contest] {
    let load = load
    @Sendable func swift(_ kind: Contestant.Kind) async throws -> [Run] {
      let arguments = ["contestant", kind.rawValue, baseURL] + load.arguments
      return try await ExternalProgram.itself.run(arguments, core: Self.clientCore).output
        .split(separator: "\n").compactMap { Run(line: $0) }
    }
    let url = "\(baseURL)/v1/job/\(PathLoad.prefix)"
    return [
      ("jobwatch, whole path", { try await swift(.jobwatch) }),
      ("async-http-client, bare", { try await swift(.bareClient) }),
      ("  the same, set up as ours", { try await swift(.setUpClient) }),
      (
        "Python aiohttp, JSON parsed",
        {
          let script = URL(filePath: #filePath).deletingLastPathComponent().appending(
            path: "aiohttp_client.py"
          ).path
          let numbers = [load.jobs, load.looks, load.concurrency].map(String.init)
          let arguments = [script, baseURL, PathLoad.prefix] + numbers
          let output = try await python.get().run(arguments, core: Self.clientCore).output
          return [Run(line: output.trimmingCharacters(in: .newlines))].compactMap(\.self)
        }
      ),
      (
        "curl --parallel",
        {
          let numbers = "[000000000000-\(String(format: "%012d", load.jobs - 1))]"
          let looks = Array(repeating: ["-o", "/dev/null", url + numbers], count: load.looks).joined()
          let run = try await ExternalProgram.installed("curl").run(
            ["--silent", "--parallel", "--parallel-max", "\(load.concurrency)"] + looks, core: Self.clientCore
          )
          return [Run(Double(load.checks), run.seconds, run.cpu)]
        }
      ),
      (
        "wrk",
        {
          let run = try await ExternalProgram.installed("wrk").run(
            ["-t1", "-c\(load.concurrency)", "-d3s", url + "000000000000"], core: Self.clientCore)
          guard let match = run.output.firstMatch(of: /(\d+) requests in ([\d.]+)s/),
            let requests = Double(match.1), let seconds = Double(match.2)
          else { throw ExternalProgram.Failure(description: "wrk printed no figures") }
          return [Run(requests, seconds, run.cpu)]
        }
      ),
    ]
  }

}

extension Result where Failure == any Error {
  fileprivate init(_ work: () async throws -> Success) async {
    do { self = .success(try await work()) } catch { self = .failure(error) }
  }
}

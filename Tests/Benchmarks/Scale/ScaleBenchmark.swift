import ArgumentParser
import Foundation
import JobAPI
import JobServer

/// What the dashboard takes with very many jobs.
struct ScaleBenchmark: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "scale", abstract: "The dashboard with 100000 jobs: its start, its memory, and its rest.")

  @Option(help: "How many jobs there are.")
  var jobs = 100_000

  @Option(help: "How often the dashboard is started; the median counts.")
  var rounds = 5

  @Option(help: "For how many seconds the dashboard is watched.")
  var seconds = 30.0

  private static let firstLabel = "on-top"

  private struct Stay {
    let start: Double
    /// What the start took of the CPU, which tells more than the time when the machine has other work.
    let startCPU: Double
    let resident: Double
    let cpu: Double
  }

  func run() async throws {
    printTitle("The dashboard: \(jobs) tracked jobs")
    guard FileManager.default.isExecutableFile(atPath: ExternalProgram.jobwatch.path) else {
      return print("  jobwatch is not built: 'swift build -c release' does it.")
    }
    let registry = JobRegistry()
    let ids = try (0..<jobs).map(PathLoad.id)
    for id in ids {
      await registry.add(
        id: id.rawValue, script: JobScript(queueTime: .zero, runTime: .zero, outcome: .runsForever))
    }
    try await JobServer.whileServing(
      JobServerConfiguration(token: JobServerConfiguration.demoSecret), registry
    ) {
      baseURL in
      try await ScratchFolder.whileThere { folder in
        try await report(ids, baseURL, folder)
      }
    }
  }

  private func report(_ ids: [JobID], _ baseURL: String, _ folder: String) async throws {
    let finished = try await FilledStore.make(
      "\(folder)/finished.sqlite", ids, baseURL: baseURL, .completed, firstLabel: Self.firstLabel)
    let running = try await FilledStore.make(
      "\(folder)/running.sqlite", ids, baseURL: baseURL, .inProgress, firstLabel: Self.firstLabel)
    var stays: [Stay] = []
    for _ in 0..<rounds { stays.append(try await stay(finished, baseURL, for: .zero)) }
    let start = Statistics.median(stays.map(\.start)) ?? 0
    let startCPU = Statistics.median(stays.map(\.startCPU)) ?? 0
    let rest = try await stay(finished, baseURL, for: .seconds(seconds))
    let busy = try await stay(running, baseURL, for: .seconds(seconds))

    var table = TextTable("", "all finished", "none finished")
    table.add("start to first row, median of \(rounds)", (start * 1000).text(0) + " ms", "")
    table.add("CPU until just after that", (startCPU * 1000).text(0) + " ms", "")
    table.add(
      "resident after \(seconds.text(0)) s", Self.mebibytes(rest.resident), Self.mebibytes(busy.resident))
    table.add("CPU in \(seconds.text(0)) s", rest.cpu.text(2) + " s", busy.cpu.text(2) + " s")
    table.print()
    printTarget("at most 300 ms to the first row", start <= 0.3)
    printTarget("at most 120 MiB resident", max(rest.resident, busy.resident) <= 120 * 1024 * 1024)
    printTarget("0.00 s CPU in \(seconds.text(0)) s with all finished", rest.cpu < 0.005)
  }

  private static func mebibytes(_ bytes: Double) -> String { (bytes / 1024 / 1024).text(1) + " MiB" }

  /// Starts the dashboard, and leaves it after a while.
  private func stay(_ store: String, _ baseURL: String, for time: Duration) async throws -> Stay {
    try await TerminalProgram.whileRunning(
      ExternalProgram.jobwatch.path, ["--base-url", baseURL, "--store", store],
      environment: ["JOBWATCH_TOKEN": JobServerConfiguration.demoSecret]
    ) { program in
      let process = program.process
      let start = program.started.duration(to: try await program.terminal.arrival(of: Self.firstLabel))
      let startCPU = Usage.cpu(of: process)
      if time > .zero { try await Task.sleep(for: .seconds(2)) }  // the start is over
      let cpu = Usage.cpu(of: process)
      try await Task.sleep(for: time)
      return Stay(
        start: start.inSeconds, startCPU: startCPU, resident: Usage.resident(of: process),
        cpu: Usage.cpu(of: process) - cpu)
    }
  }
}

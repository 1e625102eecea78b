import ArgumentParser
import Foundation
import JobAPI
import JobServer

/// What the dashboard takes while nothing happens.
struct IdleBenchmark: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "idle",
    abstract: "The dashboard while nothing happens: with finished jobs, and with running ones.")

  @Option(help: "How many jobs there are.")
  var jobs = 30

  @Option(help: "For how many seconds the dashboard is watched.")
  var seconds = 30.0

  private static let firstLabel = "on-top"

  private struct Rest {
    let cpu: Double
    /// Moments a second in which anything of the process ran.
    let wakeUps: Double
    let bytes: Double
  }

  func run() async throws {
    printTitle("At rest: \(jobs) jobs, \(seconds.text(0)) s")
    let registry = JobRegistry()
    let ids = try (0..<jobs).map(PathLoad.id)
    for id in ids {
      await registry.add(
        id: id.rawValue, script: JobScript(queueTime: .zero, runTime: .zero, outcome: .runsForever))
    }
    try await JobServer.whileServing(
      JobServerConfiguration(token: JobServerConfiguration.demoSecret), registry
    ) { baseURL in
      try await ScratchFolder.whileThere { folder in
        var rests: [Rest] = []
        for status in [JobStatus.completed, .inProgress] {
          let store = try await FilledStore.make(
            "\(folder)/\(status.wireName).sqlite", ids, baseURL: baseURL, status, firstLabel: Self.firstLabel)
          rests.append(try await rest(store, baseURL))
        }
        report(rests[0], rests[1])
      }
    }
  }

  private func report(_ finished: Rest, _ running: Rest) {
    var table = TextTable("", "all finished", "all running")
    func add(_ name: String, _ text: (Rest) -> String) { table.add(name, text(finished), text(running)) }
    add("CPU") { "\($0.cpu.text(2)) s" }
    add("wake-ups a second") { $0.wakeUps.text(2) }
    add("bytes to the terminal, a second") { $0.bytes.text(1) }
    table.print()
    printTarget("0.00 s CPU with all finished", finished.cpu < 0.005)
    // Beside that the Dispatch library looks after its threads once a second, in both.
    printTarget(
      "at most one wake-up a second more with ages that go on", running.wakeUps - finished.wakeUps <= 1.05)
  }

  /// Watches a dashboard that asks no questions meanwhile.
  private func rest(_ store: String, _ baseURL: String) async throws -> Rest {
    try await TerminalProgram.whileRunning(
      ExternalProgram.jobwatch.path,
      ["--base-url", baseURL, "--store", store, "--interval", "86400"],
      environment: ["JOBWATCH_TOKEN": JobServerConfiguration.demoSecret]
    ) { program in
      _ = try await program.terminal.arrival(of: Self.firstLabel)
      // Every job is asked about once, and every answer has been fresh for long enough.
      try await Task.sleep(for: .seconds(8))
      let process = program.process
      let (cpu, bytes) = (Usage.cpu(of: process), program.terminal.bytes)
      var (sleeps, wakeUps, isAwake) = (Usage.sleeps(of: process), 0, false)
      let end = ContinuousClock.now.advanced(by: .seconds(seconds))
      while ContinuousClock.now < end {
        // What one thing wakes takes less, on however many threads; it may lie on both sides of a look.
        try await Task.sleep(for: .milliseconds(10))
        let now = Usage.sleeps(of: process)
        if now != sleeps, !isAwake { wakeUps += 1 }
        (sleeps, isAwake) = (now, now != sleeps)
      }
      return Rest(
        cpu: Usage.cpu(of: process) - cpu, wakeUps: Double(wakeUps) / seconds,
        bytes: Double(program.terminal.bytes - bytes) / seconds)
    }
  }
}

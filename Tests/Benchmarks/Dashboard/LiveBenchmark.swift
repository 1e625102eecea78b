import ArgumentParser
import Foundation

/// How quickly keys are seen while very many jobs change: the whole program, with HTTP, store and screen.
struct LiveBenchmark: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "live", abstract: "Keys and CPU while jobs change: 100,000 of them, 5,000 a second.")

  @Option(help: "How many jobs there are.")
  var jobs = 100_000

  @Option(help: "How many jobs change in a second.")
  var changes = 5_000

  @Option(help: "How often the cursor is moved.")
  var moves = 200

  func run() async throws {
    printTitle("A live table: \(jobs) jobs, \(changes) changes a second")
    do {
      try await ScratchFolder.whileThere { folder in
        try await Nginx.whileServing(in: folder, core: 0) { baseURL in
          let table = WatchedTable(jobs: jobs, changesPerSecond: changes)
          report(try await table.figures(baseURL: baseURL, in: folder, moves: moves))
        }
      }
    } catch let failure as ExternalProgram.Failure {
      print("  \(failure)")
    }
  }

  private func report(_ figures: WatchedTable.Figures) {
    func milliseconds(_ percent: Double) -> Double {
      (Statistics.percentile(percent, of: figures.keyToPaint) ?? 0) * 1000
    }
    var table = TextTable("", "p50", "p99", "most")
    table.add(
      "ms from a cursor key to the terminal", milliseconds(50).text(1), milliseconds(99).text(1),
      milliseconds(100).text(1))
    table.print()
    print(
      "  \(figures.changes.text(0)) changes a second; \((figures.cpu * 100).text(0)) % of a core, \(figures.drawings.text(0)) drawings a second, "
        + "\((figures.resident / 1_048_576).text(0)) MiB")
    printTarget("p99 under 16 ms", milliseconds(99) < 16)
    printTarget("under one core at 10 drawings a second or more", figures.cpu < 1 && figures.drawings >= 10)
  }
}

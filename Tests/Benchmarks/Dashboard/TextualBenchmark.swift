import ArgumentParser
import Foundation

/// The dashboard beside a plain `DataTable` of Textual, with the same jobs and as many changes.
///
/// Textual's changes come from within its process; the dashboard's by HTTP and through its store, as always.
struct TextualBenchmark: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "textual", abstract: "10,000 jobs and 1,000 changes a second, beside Textual's DataTable.")

  @Option(help: "How many jobs there are.")
  var jobs = 10_000

  @Option(help: "How many jobs change in a second.")
  var changes = 1_000

  @Option(help: "How often the cursor is moved.")
  var moves = 150

  func run() async throws {
    printTitle("Beside Textual: \(jobs) jobs, \(changes) changes a second")
    do {
      try await ScratchFolder.whileThere { folder in
        let python = try await ExternalProgram.python(with: "textual", in: folder)
        let script = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "textual_table.py")
        let textual = try await TerminalProgram.whileRunning(
          python.path, [script.path, "\(jobs)", "\(changes)"]
        ) { program in
          try await WatchedTable.measure(program, moves: moves, down: "\u{1B}[B", up: "\u{1B}[A")
        }
        try await Nginx.whileServing(in: folder, core: 0) { baseURL in
          let table = WatchedTable(jobs: jobs, changesPerSecond: changes)
          report(try await table.figures(baseURL: baseURL, in: folder, moves: moves), textual)
        }
      }
    } catch let failure as ExternalProgram.Failure {
      print("  \(failure)")
    }
  }

  private func report(_ ours: WatchedTable.Figures, _ theirs: WatchedTable.Figures) {
    var table = TextTable("", "jobwatch", "Textual", "ratio")
    func add(_ name: String, _ ours: Double, _ theirs: Double, _ digits: Int) {
      table.add(name, ours.text(digits), theirs.text(digits), (theirs / ours).text(1))
    }
    func milliseconds(_ percent: Double, _ figures: WatchedTable.Figures) -> Double {
      (Statistics.percentile(percent, of: figures.keyToPaint) ?? 0) * 1000
    }
    add("ms to the first table", ours.firstTable * 1000, theirs.firstTable * 1000, 0)
    add("% of a core", ours.cpu * 100, theirs.cpu * 100, 1)
    add("MiB resident", ours.resident / 1_048_576, theirs.resident / 1_048_576, 1)
    add("ms from key to terminal, p50", milliseconds(50, ours), milliseconds(50, theirs), 1)
    add("ms from key to terminal, p95", milliseconds(95, ours), milliseconds(95, theirs), 1)
    table.print()
    printTarget("ten times sooner there", ours.firstTable * 10 <= theirs.firstTable)
    printTarget("a tenth of the CPU", ours.cpu * 10 <= theirs.cpu)
    printTarget("no more memory", ours.resident <= theirs.resident)
    printTarget(
      "ten times quicker at keys, p50 and p95",
      [50, 95].allSatisfy { milliseconds($0, ours) * 10 <= milliseconds($0, theirs) })
  }
}

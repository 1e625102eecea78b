import ArgumentParser
import Foundation

/// The dashboard beside a plain `DataTable` of Textual, with the same jobs and as many changes.
///
/// Both tables are fed from within their processes; beside them stands the whole program, to which the changes come by HTTP
/// and through its store.
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
        let fed = try await TerminalProgram.whileRunning(
          ExternalProgram.itself.path, ["fed-table", "\(jobs)", "\(changes)"]
        ) { program in
          try await WatchedTable.measure(program, moves: moves, down: "j", up: "k")
        }
        try await Nginx.whileServing(in: folder, core: 0) { baseURL in
          let table = WatchedTable(jobs: jobs, changesPerSecond: changes)
          report(fed, try await table.figures(baseURL: baseURL, in: folder, moves: moves), textual)
        }
      }
    } catch let failure as ExternalProgram.Failure {
      print("  \(failure)")
    }
  }

  private func report(
    _ ours: WatchedTable.Figures, _ whole: WatchedTable.Figures, _ theirs: WatchedTable.Figures
  ) {
    var table = TextTable("", "Textual", "jobwatch's table", "ratio", "all of jobwatch", "ratio")
    func add(_ name: String, _ digits: Int, _ value: (WatchedTable.Figures) -> Double) {
      let (ours, whole, theirs) = (value(ours), value(whole), value(theirs))
      table.add(
        name, theirs.text(digits), ours.text(digits), (theirs / ours).text(1), whole.text(digits),
        (theirs / whole).text(1))
    }
    func milliseconds(_ percent: Double, _ figures: WatchedTable.Figures) -> Double {
      (Statistics.percentile(percent, of: figures.keyToPaint) ?? 0) * 1000
    }
    add("ms to the first table", 0) { $0.firstTable * 1000 }
    add("% of a core", 1) { $0.cpu * 100 }
    add("MiB resident", 1) { $0.resident / 1_048_576 }
    add("ms from key to terminal, p50", 1) { milliseconds(50, $0) }
    add("ms from key to terminal, p95", 1) { milliseconds(95, $0) }
    table.print()
    printTarget("ten times sooner there", max(ours.firstTable, whole.firstTable) * 10 <= theirs.firstTable)
    printTarget("a tenth of the CPU, fed alike", ours.cpu * 10 <= theirs.cpu)
    printTarget("no more memory", max(ours.resident, whole.resident) <= theirs.resident)
    printTarget(
      "ten times quicker at keys, p50 and p95",
      [50, 95].allSatisfy {
        max(milliseconds($0, ours), milliseconds($0, whole)) * 10 <= milliseconds($0, theirs)
      })
  }
}

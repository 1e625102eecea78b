import ArgumentParser
import Foundation

/// Measures engine and dashboard. Figures that are compared come from one run, in turn, so that what else the machine does meets
/// them alike.
@main
struct Benchmarks: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Measures jobwatch: all of it, or one thing.",
    subcommands: [
      AllBenchmarks.self, PathBenchmark.self, ScheduleBenchmark.self, ScaleBenchmark.self,
      CadenceBenchmark.self, DelayBenchmark.self, FilterBenchmark.self, LiveBenchmark.self,
      IdleBenchmark.self, ScreenBenchmark.self, TextualBenchmark.self, Contestant.self, FedTable.self,
    ],
    defaultSubcommand: AllBenchmarks.self)
}

/// One benchmark after the other, each as it is by itself.
struct AllBenchmarks: AsyncParsableCommand {
  static let configuration = CommandConfiguration(commandName: "all", abstract: "Everything, the default.")

  func run() async throws {
    // In this order: what a benchmark leaves in memory counts for none of those that measure memory of this process.
    let benchmarks: [any AsyncParsableCommand.Type] = [
      ScheduleBenchmark.self, CadenceBenchmark.self, PathBenchmark.self, ScaleBenchmark.self,
      DelayBenchmark.self, FilterBenchmark.self, LiveBenchmark.self, IdleBenchmark.self,
      ScreenBenchmark.self, TextualBenchmark.self,
    ]
    for benchmark in benchmarks {
      guard var command = try benchmark.parseAsRoot([]) as? any AsyncParsableCommand else { continue }
      try await command.run()
      fflush(nil)  // also into a file, as soon as it is known
    }
  }
}

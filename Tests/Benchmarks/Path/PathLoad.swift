import ArgumentParser
import JobAPI

/// How much each contestant of ``PathBenchmark`` asks.
struct PathLoad: ParsableArguments {
  @Option(help: "How many jobs there are.")
  var jobs = 20_000

  @Option(help: "How often each job is asked about.")
  var looks = 5

  @Option(help: "How many questions are in flight at the same time.")
  var concurrency = 64

  var checks: Int { jobs * looks }

  var arguments: [String] {
    ["--jobs", "\(jobs)", "--looks", "\(looks)", "--concurrency", "\(concurrency)"]
  }

  /// The id of a job, of the form that Symbl's have.
  static func id(_ number: Int) throws -> JobID {
    let digits = "\(number)"
    return try JobID(Self.prefix + String(repeating: "0", count: 12 - digits.count) + digits)
  }

  static let prefix = "00000000-0000-4000-8000-"
}

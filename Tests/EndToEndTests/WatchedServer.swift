import Foundation
import JobServer

/// The embedded server on a loopback port, for the time of a test.
///
/// - Parameter log: is told of every request that was answered.
@discardableResult
func withServer<Value>(
  _ registry: JobRegistry, log: RequestLog = RequestLog(), _ work: (String) async throws -> Value
) async throws -> Value {
  try await JobServer.whileServing(
    .init(token: "test-token", logger: log.logger), registry, work)
}

/// A terminal with the dashboard on a server, its store in the scratch folder; ended after the work.
@discardableResult
func withDashboard<Value>(
  on baseURL: String, _ arguments: String = "", columns: Int = 100, rows: Int = 30,
  environment: [String: String] = [:], scratch: Scratch, _ work: (TmuxTerminal) async throws -> Value
) async throws -> Value {
  let terminal = try await TmuxTerminal.jobwatch(
    "--base-url \(baseURL) --interval 0.25 --store \(scratch.path)/jobs.sqlite \(arguments)",
    columns: columns, rows: rows, environment: environment.merging(["JOBWATCH_TOKEN": "test-token"]) { $1 },
    scratch: scratch)
  return try await terminal.use { terminal in
    try await terminal.wait(for: "API:")
    return try await work(terminal)
  }
}

extension JobScript {
  /// A job quick enough to be waited for, slow enough to be seen in each status.
  static func quick(_ outcome: Outcome) -> JobScript {
    JobScript(
      queueTime: .seconds(1), runTime: .seconds(1), outcome: outcome, startsWhenFirstAskedFor: true)
  }
}

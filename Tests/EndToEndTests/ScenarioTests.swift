import Foundation
import JobServer
import Subprocess
import SystemPackage
import Testing

/// Servers that a scenario tells what to do.
@Suite(.timeLimit(.minutes(2)))
struct ScenarioTests {
  /// What `serve` says on standard error of the scenario it was given.
  private func note(_ arguments: [String]) async throws -> String? {
    let served = try await Subprocess.run(
      .path(FilePath(Program.path)), arguments: Arguments(["serve", "--port", "0"] + arguments), input: .none,
      output: .discarded, error: .sequence
    ) { execution in
      var note: String?
      for try await line in execution.standardError.strings() where line.contains("Scenario") {
        note = line.trimmingCharacters(in: .newlines)
        try execution.send(signal: .terminate)
      }
      return note
    }
    return served.closureResult
  }

  @Test(
    "serve says what it has read, and the command line's time scale counts more than the scenario's",
    arguments: [([], "2.5"), (["--time-scale", "10"], "10")])
  func note(_ arguments: [String], timeScale: String) async throws {
    let scratch = try Scratch()
    let path = "\(scratch.path)/a.yaml"
    try "{jobs: [{id: a}], time_scale: 2.5}".write(toFile: path, atomically: true, encoding: .utf8)
    #expect(
      try await note(["--scenario", path] + arguments)
        == "jobwatch: Scenario \(path): 1 job by id, time scale \(timeScale).")
  }

  @Test("a scenario with a mistake is a sentence and exit code 78")
  func mistake() async throws {
    let scratch = try Scratch()
    let path = "\(scratch.path)/a.yaml"
    try "jobs:\n- id: \"\u{1B}[31m\"".write(toFile: path, atomically: true, encoding: .utf8)
    let result = try await Program.run(["serve", "--port", "0", "--scenario", path])
    #expect(result.code == 78)
    #expect(result.output.isEmpty)
    #expect(result.errors.hasPrefix("jobwatch: \(path):2: "))
    #expect(!result.errors.contains("\u{1B}"))
  }

  @Test("the dashboard follows a job by id through its faults to its end")
  func dashboard() async throws {
    let scratch = try Scratch()
    let path = "\(scratch.path)/a.yaml"
    let text = """
      jobs:
        - id: some-job
          scheduled: 0s
          in_progress: 0s
          faults: [{ requests: 1, status: 503 }, { requests: 2, wrong_id: true }]
      """
    try text.write(toFile: path, atomically: true, encoding: .utf8)
    let registry = JobRegistry(scenario: try ScenarioReader.scenario(inFile: path))
    try await withServer(registry) { baseURL in
      try await withDashboard(on: baseURL, "some-job", scratch: scratch) { terminal in
        let screen = try await terminal.wait(for: "✓ completed")
        #expect(screen.contains("some-job"))
      }
    }
    // Neither the error nor the answer about another job was taken for its end.
    #expect(await registry.requests(for: "some-job") == 2)
  }
}

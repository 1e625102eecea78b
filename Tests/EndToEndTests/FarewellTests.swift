import Foundation
import Glibc
import JobServer
import Testing

/// What is left in sight when the dashboard is closed, and the command that is run when a job ends.
@Suite(.timeLimit(.minutes(2)))
struct FarewellTests {
  /// A registry with a job that goes on and one that fails soon.
  private func registry() async -> JobRegistry {
    let registry = JobRegistry()
    await registry.add(
      id: "endless", script: JobScript(queueTime: .zero, runTime: .zero, outcome: .runsForever))
    await registry.add(id: "bad-job", script: .quick(.failed))
    return registry
  }

  @Test("leaving says what was watched and how to come back", arguments: [0, SIGTERM])
  func summary(signal: Int32) async throws {
    let scratch = try Scratch()
    try await withServer(await registry()) { baseURL in
      try await withDashboard(on: baseURL, "endless bad-job", scratch: scratch) { terminal in
        try await terminal.wait(for: "1 failed")
        try await terminal.wait(for: "1 in progress")
        if signal == 0 { try await terminal.type("q") } else { kill(try terminal.pid, signal) }
        let screen = try await terminal.wait(for: "finished")
        #expect(screen.contains("jobwatch: 2 jobs watched for "))
        #expect(screen.contains("s: 1 failed, 1 running."))
        #expect(
          screen.contains("jobwatch: run jobwatch --base-url \(baseURL) --store \(scratch.path.prefix(10))"))
        #expect(screen.description.components(separatedBy: "jobwatch: ").count == 3)
      }
    }
  }

  @Test("with nothing watched, or after a signal that leaves no time, nothing is said")
  func silence() async throws {
    let scratch = try Scratch()
    try await withServer(JobRegistry()) { baseURL in
      try await withDashboard(on: baseURL, scratch: scratch) { terminal in
        try await terminal.type("q")
        #expect(!(try await terminal.wait(for: "finished")).contains("jobwatch: "))
      }
    }
    try await withServer(await registry()) { baseURL in
      try await withDashboard(on: baseURL, "endless", scratch: Scratch()) { terminal in
        try await terminal.wait(for: "1 in progress")
        kill(try terminal.pid, SIGHUP)
        #expect(!(try await terminal.wait(for: "finished")).contains("jobwatch: "))
      }
    }
  }

  @Test("on_finish is run with the job that has ended, and its trouble is told in the footer")
  func hook() async throws {
    let scratch = try Scratch()
    let folder = "\(scratch.path)/config/jobwatch"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    // What jobwatch signs in with is no business of the command's.
    try "on_finish: [sh, -c, 'cat >\(scratch.path)/job; echo token: ${JOBWATCH_TOKEN-none} >&2; exit 1']\n"
      .write(
        toFile: "\(folder)/config.yaml", atomically: true, encoding: .utf8)
    try await withServer(await registry()) { baseURL in
      try await withDashboard(
        on: baseURL, "endless bad-job", environment: ["XDG_CONFIG_HOME": "\(scratch.path)/config"],
        scratch: scratch
      ) { terminal in
        try await terminal.wait(for: "on_finish 'sh' for bad-job failed: token: none")
        let job = try scratch.text("job")
        #expect(job.contains(#""id":"bad-job""#) && job.contains(#""status":"failed""#))
      }
    }
  }
}

import Glibc
import JobServer
import Testing

/// Law 6: what was tracked is never lost.
@Suite(.timeLimit(.minutes(2)))
struct SurvivalTests {
  @Test("tracked jobs and their history survive kill -9 and a restart")
  func killed() async throws {
    let registry = JobRegistry()
    await registry.add(id: "survivor", script: .quick(.failed))
    let scratch = try Scratch()
    try await withServer(registry) { baseURL in
      try await withDashboard(on: baseURL, "survivor", scratch: scratch) { terminal in
        try await terminal.wait(for: "✗ failed")
        kill(try terminal.pid, SIGKILL)
        try await terminal.wait(for: "finished")
      }
      let requests = await registry.requests(for: "survivor")
      try await withDashboard(on: baseURL, scratch: scratch) { terminal in
        try await terminal.wait(for: "survivor red") {
          $0.color(of: "failed", inRowOf: "survivor") == Screenshot.red
        }
        try await terminal.type("Enter")
        // On a busy machine it may never have been seen in progress.
        let screen = try await terminal.wait(for: "✗ failed, was ")
        #expect(screen.contains("◌ scheduled"))
      }
      #expect(await registry.requests(for: "survivor") == requests)
    }
  }

  @Test("a job added in the last moment is kept")
  func addedAtTheEnd() async throws {
    let scratch = try Scratch()
    try await withServer(JobRegistry()) { baseURL in
      try await withDashboard(on: baseURL, scratch: scratch) { terminal in
        try await terminal.type("a", "l", "a", "t", "e", "Enter", "q")
        try await terminal.wait(for: "exit code 0")
      }
      try await withDashboard(on: baseURL, scratch: scratch) { try await $0.wait(for: "late") }
    }
  }

  @Test("the same store shows each service its own jobs")
  func profiles() async throws {
    let registry = JobRegistry()
    await registry.add(id: "first-job", script: .quick(.completed))
    let scratch = try Scratch()
    try await withServer(registry) { baseURL in
      try await withDashboard(on: baseURL, "first-job", scratch: scratch) { terminal in
        try await terminal.wait(for: "first-job")
      }
      try await withServer(JobRegistry()) { otherURL in
        try await withDashboard(on: otherURL, scratch: scratch) { terminal in
          try await terminal.wait(for: "No jobs are tracked yet")
        }
      }
    }
  }
}

import Foundation
import Glibc
import JobServer
import JobTracking
import Testing

/// What a person sees of a store that cannot be written.
@Suite(.timeLimit(.minutes(2)))
struct UnwritableStoreTests {
  /// Has the superuser heed the permissions of files, as everybody else must.
  private var wrapper: String {
    geteuid() == 0 ? "setpriv --bounding-set=-dac_override,-dac_read_search" : ""
  }

  private func dashboard(
    on baseURL: String, store: String, scratch: Scratch, _ work: (TmuxTerminal) async throws -> Void
  ) async throws {
    let terminal = try await TmuxTerminal.jobwatch(
      "--base-url \(baseURL) --interval 0.25 --store \(store)", environment: ["JOBWATCH_TOKEN": "test-token"],
      wrapper: wrapper, scratch: scratch)
    try await terminal.use(work)
  }

  @Test("a read-only store is shown and its jobs are watched, and the header says that nothing is saved")
  func readOnly() async throws {
    let registry = JobRegistry()
    await registry.add(id: "old-job", script: .quick(.completed))
    await registry.add(id: "new-job", script: .quick(.failed))
    let scratch = try Scratch()
    let folder = "\(scratch.path)/state"
    let path = "\(folder)/jobs.sqlite"
    defer { chmod(folder, 0o700) }
    try await withServer(registry) { baseURL in
      let added = try await Program.run(
        ["add", "--base-url", baseURL, "--store", path, "old-job"], environment: ["HOME": scratch.path])
      try #require(added.code == 0, "\(added.errors)")
      let before = try Data(contentsOf: URL(filePath: path))
      try #require(chmod(path, 0o444) == 0 && chmod(folder, 0o555) == 0)
      try await dashboard(on: baseURL, store: path, scratch: scratch) { terminal in
        let screen = try await terminal.wait(for: "✓ completed")
        #expect(screen.text(0).hasPrefix("jobwatch  ! not saved"))
        #expect(screen.contains("Nothing is being saved: the job store"))
        try await terminal.type("a")
        try await terminal.type(text: "new-job")
        try await terminal.type("Enter")
        try await terminal.wait(for: "Tracking new-job.")
        try await terminal.wait(for: "✗ failed")
        try await terminal.type("q")
        try await terminal.wait(for: "exit code 0")
      }
      #expect(try scratch.text("errors").contains("cannot be written: Permission denied."))
      let words = wrapper.split(separator: " ").map(String.init)
      let check = try await Program.run(
        words + [Program.path, "store", "check", "--store", path], of: "/usr/bin/env",
        environment: ["HOME": scratch.path])
      #expect(check.code == 0, "\(check.errors)")
      #expect(check.output.contains(": 1 tracked, 0 untracked"))
      #expect(try Data(contentsOf: URL(filePath: path)) == before)
    }
  }
}

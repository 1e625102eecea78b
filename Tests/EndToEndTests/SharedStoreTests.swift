import Foundation
import Glibc
import JobServer
import JobTracking
import Testing

/// Several programs on one store, as a person has them in several terminals.
@Suite(.timeLimit(.minutes(2)))
struct SharedStoreTests {
  private let store: Scratch

  init() throws { store = try Scratch() }

  private var path: String { "\(store.path)/jobs.sqlite" }

  /// A dashboard on the store.
  private func dashboard(on baseURL: String, _ work: (TmuxTerminal) async throws -> Void) async throws {
    try await withDashboard(on: baseURL, "--store \(path)", scratch: Scratch(), work)
  }

  private func add(_ arguments: String..., on baseURL: String) async throws {
    let result = try await Program.run(
      ["add", "--base-url", baseURL, "--store", path] + arguments, environment: ["HOME": store.path])
    try #require(result.code == 0, "\(result.errors)")
  }

  private func registry(_ ids: String...) async -> JobRegistry {
    let registry = JobRegistry()
    for id in ids {
      await registry.add(
        id: id, script: JobScript(queueTime: .zero, runTime: .zero, outcome: .runsForever))
    }
    return registry
  }

  @Test("a job added in another terminal appears, and disturbs neither the cursor nor what is typed")
  func added() async throws {
    try await withServer(await registry("one", "two", "three")) { baseURL in
      try await add("two", "three", on: baseURL)
      try await dashboard(on: baseURL) { terminal in
        try await terminal.wait(for: "2 rows") { $0.contains("2 jobs") && $0.contains("in progress") }
        try await terminal.type("j", "a")
        try await terminal.type(text: "half-ty")
        try await terminal.wait(for: "Add job ids: half-ty")
        try await add("--label", "From outside", "one", on: baseURL)
        let screen = try await terminal.wait(for: "the job and the prompt") {
          $0.contains("3 jobs") && $0.contains("From outside") && $0.contains("Add job ids: half-ty")
        }
        #expect(screen.selectedRow?.contains("three") == true)
        try await terminal.type(text: "ped")
        try await terminal.wait(for: "Add job ids: half-typed")
      }
    }
  }

  @Test("what one dashboard untracks is gone in the other, and one of them asks for both")
  func two() async throws {
    let registry = await registry("one", "two")
    try await withServer(registry) { baseURL in
      try await add("one", "two", on: baseURL)
      try await dashboard(on: baseURL) { first in
        try await first.wait(for: "two asked about") { $0.text(1).contains("2 in progress") }
        try await dashboard(on: baseURL) { second in
          try await second.wait(for: "the answers of the first") {
            $0.text(1).contains("2 in progress") && $0.contains("API: ok")
          }
          try await second.type("Enter")
          try await second.wait(for: "Next check    by another jobwatch that has this store open")
          try await second.type("Escape")
          try await first.type("d")
          try await second.wait(for: "1 job ")
          kill(try first.pid, SIGKILL)
          try await first.wait(for: "finished")
          let before = await registry.requests(for: "two")
          // Nobody else is there who could ask.
          while await registry.requests(for: "two") < before + 3 { await Task.yield() }
        }
      }
    }
  }

  @Test("a damaged store is named in the dashboard and at its end, and its jobs are kept aside")
  func damaged() async throws {
    try await withServer(await registry("one")) { baseURL in
      try await add("one", on: baseURL)
      var bytes = try Data(contentsOf: URL(filePath: path))
      bytes.replaceSubrange(100..<150, with: Data(repeating: 0xFF, count: 50))
      try bytes.write(to: URL(filePath: path))
      let scratch = try Scratch()
      try await withDashboard(on: baseURL, "--store \(path)", scratch: scratch) { terminal in
        try await terminal.wait(for: "The job store was damaged. It is kept as")
        try await terminal.type("q")
        try await terminal.wait(for: "exit code 0")
        #expect(try scratch.text("errors").contains("jobs.sqlite.corrupt-"))
      }
      let kept = try FileManager.default.contentsOfDirectory(atPath: store.path).first {
        $0.hasPrefix("jobs.sqlite.corrupt-")
      }
      #expect(try Data(contentsOf: URL(filePath: "\(store.path)/\(try #require(kept))")) == bytes)
    }
  }

  @Test("a store that is deleted is told of at once, before leaving and after that, with exit code 74")
  func deleted() async throws {
    try await withServer(await registry("one")) { baseURL in
      try await add("one", on: baseURL)
      let scratch = try Scratch()
      try await withDashboard(on: baseURL, "--store \(path)", scratch: scratch) { terminal in
        try await terminal.wait(for: "in progress") { $0.text(1).contains("1 in progress") }
        try FileManager.default.removeItem(atPath: path)
        try await terminal.wait(for: "! not saved")
        try await terminal.type("q")
        try await terminal.wait(for: "while it was open; q again")
        try await terminal.type("q")
        try await terminal.wait(for: "exit code 74")
        #expect(try scratch.text("errors").contains("is not the store that was watched"))
      }
      #expect(!FileManager.default.fileExists(atPath: path))
    }
  }

  @Test("store checks, prunes and compacts, and says what")
  func upkeep() async throws {
    func run(_ arguments: String...) async throws -> Program.Result {
      try await Program.run(["store"] + arguments + ["--store", path], environment: ["HOME": store.path])
    }
    #expect(try await run("check").code == 66)
    #expect(!FileManager.default.fileExists(atPath: path))
    try await add("one", "two", on: "http://127.0.0.1:9")
    let check = try await run("check")
    #expect(check.code == 0)
    #expect(check.output == "\(path): 2 tracked, 0 untracked, 0 status changes, 0 conversations\n")
    let opened = try JobStore(path: path)
    try await opened.untrack(
      [try #require(try opened.trackedJobs(profile: "http://127.0.0.1:9").first).key], at: .distantPast)
    let trial = try await run("prune", "--older-than", "30d", "--dry-run")
    #expect(trial.output == "would remove 1 jobs, 0 status changes, 0 conversations\n")
    let pruned = try await run("prune", "--older-than", "30d")
    #expect(pruned.code == 0)
    #expect(pruned.output == "removed 1 jobs, 0 status changes, 0 conversations\n")
    #expect(try await run("check").output.contains("1 tracked, 0 untracked"))
    #expect(try await run("prune", "--older-than", "soon").code == 64)
    #expect(try await run("compact").output.contains("bytes before"))
    try Data("notes".utf8).write(to: URL(filePath: path))
    #expect(try await run("check").code == 74)
  }
}

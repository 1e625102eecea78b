import Foundation
import JobServer
import Testing

/// Title, progress, notifications, focus and clipboard, in real terminals.
@Suite(.timeLimit(.minutes(2)))
struct OutsideTheScreenTests {
  private static let focusGained = "\u{1B}[I"
  private static let focusLost = "\u{1B}[O"

  private static let endless = JobScript(queueTime: .zero, runTime: .zero, outcome: .runsForever)

  /// Two jobs that go on until a test has one of them end.
  private func registry() async -> JobRegistry {
    let registry = JobRegistry()
    for id in ["other-job", "probe"] { await registry.add(id: id, script: Self.endless) }
    return registry
  }

  private func end(_ outcome: JobScript.Outcome, in registry: JobRegistry) async {
    await registry.add(
      id: "probe", script: JobScript(queueTime: .zero, runTime: .zero, outcome: outcome))
  }

  /// Everything that the program sends to a terminal that it takes for Ghostty, from start to end; script(1) records it.
  private func sent(
    configuration: String = "", _ work: (TmuxTerminal, JobRegistry) async throws -> Void
  ) async throws -> String {
    let scratch = try Scratch()
    let folder = "\(scratch.path)/config/jobwatch"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try configuration.write(toFile: "\(folder)/config.yaml", atomically: true, encoding: .utf8)
    let registry = await registry()
    try await withServer(registry) { baseURL in
      let command =
        "\(Program.path) --base-url \(baseURL) --interval 0.25 --store \(scratch.path)/jobs.sqlite other-job probe"
      let terminal = try await TmuxTerminal(
        "script -qefc '\(command)' \(scratch.path)/sent\necho finished",
        environment: [
          "TERM": "xterm-256color", "TERM_PROGRAM": "ghostty", "JOBWATCH_TOKEN": "test-token",
          "XDG_CONFIG_HOME": "\(scratch.path)/config",
        ], scratch: scratch)
      try await terminal.use { terminal in
        try await terminal.wait(for: "2 in progress")
        try await work(terminal, registry)
        try await terminal.type("q")
        try await terminal.wait(for: "finished")
      }
    }
    return try scratch.text("sent")
  }

  @Test(
    "a person who looks elsewhere is notified of a job that ends; title and progress follow, and are taken back"
  )
  func notified() async throws {
    let sent = try await sent { terminal, registry in
      try await terminal.send(Self.focusLost)
      await end(.completed, in: registry)
      try await terminal.wait(for: "1 completed")
      // What has been gathered is told a second later.
      try await terminal.wait(for: "the notification") { _ in
        sentSoFar(terminal).contains("]777;")
      }
    }
    #expect(sent.contains("\u{1B}]777;notify;jobwatch;probe is completed\u{07}"))
    #expect(sent.contains("\u{1B}[22;2t\u{1B}]2;jobwatch: 2 of 2 unfinished\u{07}"))
    #expect(sent.contains("\u{1B}]2;jobwatch: 1 of 2 unfinished\u{07}"))
    #expect(sent.contains("\u{1B}]9;4;1;0\u{07}"))
    #expect(sent.contains("\u{1B}]9;4;1;50\u{07}"))
    let restored = try #require(sent.range(of: "\u{1B}]2;\u{07}\u{1B}[23;2t"))
    let rest = sent[restored.upperBound...]
    #expect(rest.contains("\u{1B}]9;4;0;0\u{07}"))
    #expect(!rest.contains("\u{1B}]2;"))
    #expect(sent.contains("\u{1B}[?1004h") && sent.contains("\u{1B}[?1004l"))
  }

  @Test("what is switched off in the configuration is not sent")
  func switchedOff() async throws {
    let sent = try await sent(configuration: "window_title: false\nprogress: false\nnotify: off\n") {
      terminal, registry in
      try await terminal.send(Self.focusLost)
      await end(.completed, in: registry)
      try await terminal.wait(for: "1 completed")
    }
    #expect(!sent.contains("\u{1B}]"))
  }

  @Test("the focus that comes and goes is no key, not in a prompt either")
  func focus() async throws {
    try await withServer(JobRegistry()) { baseURL in
      try await withDashboard(on: baseURL, scratch: Scratch()) { terminal in
        try await terminal.type("a")
        try await terminal.wait(for: "Add job ids:")
        try await terminal.type(text: "ab")
        try await terminal.send(Self.focusLost + Self.focusGained)
        try await terminal.send(Self.focusLost)
        try await terminal.type(text: "cd")
        let screen = try await terminal.wait(for: "Add job ids: abcd")
        #expect(!screen.contains("[I") && !screen.contains("[O"))
      }
    }
  }

  @Test("who comes back sees what has ended, and Enter goes there")
  func comingBack() async throws {
    let registry = await registry()
    try await withServer(registry) { baseURL in
      try await withDashboard(on: baseURL, "other-job probe", scratch: Scratch()) { terminal in
        try await terminal.wait(for: "2 in progress")
        try await terminal.send(Self.focusLost)
        await end(.failed, in: registry)
        try await terminal.wait(for: "1 failed")
        try await terminal.send(Self.focusGained)
        try await terminal.wait(for: "While you were away: 1 failed; Enter jumps")
        try await terminal.type("Enter")
        try await terminal.wait(for: "the line gone") { !$0.contains("While you were away") }
        try await terminal.type("y")
        try await terminal.wait(for: "Copied the id probe.")
        #expect(try await terminal.clipboard() == "probe")
        try await terminal.type("Y")
        try await terminal.wait(for: "Copied the URL \(baseURL)/v1/job/probe.")
        #expect(try await terminal.clipboard() == "\(baseURL)/v1/job/probe")
      }
    }
  }
}

/// What the program has sent so far.
private func sentSoFar(_ terminal: TmuxTerminal) -> String {
  (try? terminal.scratch.text("sent")) ?? ""
}

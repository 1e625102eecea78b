import Foundation
import JobServer
import Testing

/// How the dashboard without a screen tells a person who does not read along that a job has ended.
@Suite(.timeLimit(.minutes(2)))
struct LinearBellTests {
  private static func script(
    _ outcome: JobScript.Outcome, after time: Duration = .zero
  ) -> JobScript { JobScript(queueTime: .zero, runTime: time, outcome: outcome) }

  /// All that goes to the terminal, which script(1) records, until something is there, and a job has ended two seconds after
  /// another one: what is gathered about that one is told by then.
  private func sent(
    configuration: String = "", environment: [String: String], pipe: String = "", until wanted: String = ""
  ) async throws -> String {
    let scratch = try Scratch()
    let folder = "\(scratch.path)/config/jobwatch"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try configuration.write(toFile: "\(folder)/config.yaml", atomically: true, encoding: .utf8)
    let registry = JobRegistry()
    for id in ["good", "late"] { await registry.add(id: id, script: Self.script(.runsForever)) }
    var all = ["JOBWATCH_TOKEN": "test-token", "XDG_CONFIG_HOME": "\(scratch.path)/config"]
    all.merge(environment) { $1 }
    try await withServer(registry) { baseURL in
      let command =
        "\(Program.path) --linear --base-url \(baseURL) --interval 0.25 --store \(scratch.path)/jobs good late \(pipe)"
      let terminal = try await TmuxTerminal(
        "script -qefc '\(command)' \(scratch.path)/sent\necho finished", environment: all, scratch: scratch)
      try await terminal.use { terminal in
        try await terminal.wait(for: "good is in progress")
        try await terminal.wait(for: "late is in progress")
        await registry.add(id: "good", script: Self.script(.completed))
        try await terminal.wait(for: "good is completed")
        await registry.add(id: "late", script: Self.script(.completed, after: .seconds(2)))
        try await terminal.wait(for: "late is completed")
        // What has come may not be recorded yet, so there has to be more to come.
        var answers = 0
        while !wanted.isEmpty, !(try scratch.text("sent")).contains(wanted), answers < 2_000 {
          answers += 1
          try await terminal.type(text: "x\(answers)")
          try await terminal.type("Enter")
          try await terminal.wait(for: "'x\(answers)' is no command")
        }
        try await terminal.type("q", "Enter")
        try await terminal.wait(for: "finished")
      }
    }
    return try scratch.text("sent")
  }

  @Test("it rings the bell of a plain terminal, and nothing else that is no text")
  func bell() async throws {
    let sent = try await sent(environment: ["TERM": "dumb"], until: "\u{07}")
    #expect(sent.contains("\u{07}") && !sent.contains("\u{1B}"))
  }

  @Test("where the terminal notifies it does that, with the job's name")
  func notification() async throws {
    let wanted = "\u{1B}]777;notify;jobwatch;good is completed\u{07}"
    let sent = try await sent(
      environment: ["TERM": "xterm-256color", "TERM_PROGRAM": "ghostty"], until: wanted)
    #expect(sent.contains(wanted))
    // The other job may have been told of by then.
    let others = wanted.replacing("good", with: "late")
    #expect(!sent.replacing(wanted, with: "").replacing(others, with: "").contains("\u{1B}]"))
  }

  @Test("nothing of that goes into a pipe, or where the configuration has it off", arguments: [true, false])
  func none(isPipe: Bool) async throws {
    let sent = try await sent(
      configuration: isPipe ? "" : "notify: off\n", environment: ["TERM": "dumb"], pipe: isPipe ? "| cat" : ""
    )
    #expect(!sent.contains("\u{07}"))
  }
}

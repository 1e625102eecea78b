import Foundation
import Glibc
import JobServer
import Subprocess
import Testing

/// The dashboard without a screen.
@Suite(.timeLimit(.minutes(2)))
struct LinearTests {
  @Test("changes are lines without a control sequence, also where nothing is a terminal")
  func piped() async throws {
    let registry = JobRegistry()
    await registry.add(id: "good", script: .quick(.completed))
    let scratch = try Scratch()
    try await withServer(registry) { baseURL in
      let terminal = try await TmuxTerminal(
        """
        \(Program.path) --linear --base-url \(baseURL) --interval 0.25 --store \(scratch.path)/jobs good </dev/null \
        | tee \(scratch.path)/log & echo started
        """, environment: ["JOBWATCH_TOKEN": "test-token"], scratch: scratch)
      try await terminal.use { try await $0.wait(for: "good is completed") }
      let log = try scratch.text("log")
      #expect(log.contains("1 job: 1 not known."))
      #expect(log.contains("good is scheduled."))
      #expect(log.contains("good is completed, after "))
      let isPlain = log.unicodeScalars.allSatisfy { $0 == "\n" || (0x20..<0x7F).contains($0.value) }
      #expect(isPlain)
    }
  }

  @Test("lines typed do what keys do, with the terminal's modes and its screen left alone")
  func typed() async throws {
    let registry = JobRegistry()
    await registry.add(id: "good", script: .quick(.completed))
    await registry.add(id: "bad", script: .quick(.failed))
    try await withServer(registry) { baseURL in
      let scratch = try Scratch()
      let terminal = try await TmuxTerminal.jobwatch(
        "--linear --base-url \(baseURL) --interval 0.25 --store \(scratch.path)/jobs good",
        environment: ["JOBWATCH_TOKEN": "test-token"], scratch: scratch)
      try await terminal.use { terminal in
        try await terminal.wait(for: "good is completed")
        #expect(try await terminal.modes() == "alternate 0, cursor 1\n")
        try await terminal.type("a", "Enter")
        try await terminal.wait(for: "Job ids:")
        try await terminal.type(text: "bad good")
        try await terminal.type("Enter")
        try await terminal.wait(for: "good was tracked already.")
        try await terminal.wait(for: "bad is failed")
        try await terminal.type("r", "Enter")
        try await terminal.wait(for: "bad is still failed.")
        try await terminal.type(text: ":detail bad")
        try await terminal.type("Enter")
        try await terminal.wait(for: "Response: 200 in ")
        try await terminal.type(text: "L good")
        try await terminal.type("Enter")
        try await terminal.wait(for: "Label of good, or - for none:")
        try await terminal.type(text: "call 12")
        try await terminal.type("Enter")
        try await terminal.wait(for: "call 12 (good): label written")
        try await terminal.type(text: ":export csv \(scratch.path)/jobs.csv")
        try await terminal.type("Enter")
        try await terminal.wait(for: "2 jobs")
        try await terminal.type("q", "Enter")
        let screen = try await terminal.wait(for: "finished")
        #expect(screen.contains("exit code 0"))
        #expect(screen.contains("2 jobs watched"))
        #expect(try scratch.text("after") == scratch.text("before"))
      }
    }
  }

  @Test("a terminal that cannot move its cursor is told so, and told in lines")
  func dumb() async throws {
    let scratch = try Scratch()
    let terminal = try await TmuxTerminal.jobwatch(
      "demo", environment: ["TERM": "dumb", "TMPDIR": scratch.path], scratch: scratch)
    try await terminal.use { terminal in
      try await terminal.wait(for: "10 jobs: ")
      #expect(try scratch.text("errors").contains("'dumb' (TERM) cannot move its cursor"))
      try await terminal.type("C-d")
      try await terminal.wait(for: "exit code 0")
    }
  }

  @Test("what happens while something is asked for has lines of its own, and the question stands below them")
  func question() async throws {
    let registry = JobRegistry()
    await registry.add(id: "good", script: .quick(.completed))
    try await withServer(registry) { baseURL in
      let scratch = try Scratch()
      let terminal = try await TmuxTerminal.jobwatch(
        "--linear --base-url \(baseURL) --interval 0.25 --store \(scratch.path)/jobs",
        environment: ["JOBWATCH_TOKEN": "test-token"], scratch: scratch)
      try await terminal.use { terminal in
        try await terminal.wait(for: "No jobs are tracked yet")
        try await terminal.type("a", "Enter")
        try await terminal.wait(for: "Job ids:")
        let added = try await Program.run(
          ["add", "--base-url", baseURL, "--store", "\(scratch.path)/jobs", "good"],
          environment: ["HOME": scratch.path])
        try #require(added.code == 0, "\(added.errors)")
        let screen = try await terminal.wait(for: "good is completed")
        let lines = screen.rows.map { String($0.map(\.character)).trimmingCharacters(in: .whitespaces) }
        #expect(!lines.contains { $0.hasPrefix("Job ids: ") })
        #expect(lines.last { !$0.isEmpty } == "Job ids:")
        // A line is whole.
        #expect(lines.contains { $0.hasSuffix("good is tracked.") && !$0.contains("Job ids") })
      }
    }
  }

  @Test("signals end it as they end others, after a summary", arguments: [SIGINT, SIGTERM])
  func signals(_ number: Int32) async throws {
    let scratch = try Scratch()
    let result = try await Program.run(
      ["demo", "--linear"], environment: ["TMPDIR": scratch.path], endingWith: Signal(rawValue: number)
    ) { line in
      #expect(line.contains("jobwatch on http://127.0.0.1:"))
    }
    #expect(result.code == 128 + number)
    #expect(result.output.contains("watched for"))
    #expect(result.errors.isEmpty)
  }

  @Test("it ends when nobody reads any more, as other filters do")
  func closedPipe() async throws {
    let scratch = try Scratch()
    let terminal = try await TmuxTerminal(
      "bash -c '\(Program.path) demo --linear </dev/null | head -n 1; echo \"codes ${PIPESTATUS[*]}\"'",
      environment: ["TMPDIR": scratch.path], scratch: scratch)
    try await terminal.use { terminal in
      let screen = try await terminal.wait(for: "codes ")
      #expect(screen.contains("codes 141 0"))
    }
  }

  @Test("without a token it says how to sign in, and ends")
  func noToken() async throws {
    let scratch = try Scratch()
    let result = try await Program.run(["--linear"], environment: ["HOME": scratch.path])
    #expect(result.code == 77)
    #expect(result.errors.contains("jobwatch login"))
  }
}

import JobServer
import Testing

/// What the project is for: open a terminal, add a job with a keypress, watch it turn green or red.
@Suite(.timeLimit(.minutes(2)))
struct MainJobTests {
  @Test("a job added by keypress goes yellow, cyan and green, another one red")
  func greenAndRed() async throws {
    let registry = JobRegistry()
    await registry.add(id: "good-job", script: .quick(.completed))
    await registry.add(id: "bad-job", script: .quick(.failed))
    try await withServer(registry) { baseURL in
      try await withDashboard(on: baseURL, scratch: Scratch()) { terminal in
        try await terminal.wait(for: "No jobs are tracked yet")
        try await terminal.type("a")
        try await terminal.wait(for: "Add job ids:")
        try await terminal.type(text: "good-job")
        try await terminal.type("Enter")
        try await terminal.wait(for: "good-job yellow") {
          $0.color(of: "scheduled", inRowOf: "good-job") == Screenshot.yellow
        }
        try await terminal.wait(for: "good-job cyan") {
          $0.color(of: "in progress", inRowOf: "good-job") == Screenshot.cyan
        }
        try await terminal.wait(for: "good-job green") {
          $0.color(of: "completed", inRowOf: "good-job") == Screenshot.green
        }
        try await terminal.type("a")
        try await terminal.type(text: "bad-job")
        try await terminal.type("Enter")
        let screen = try await terminal.wait(for: "bad-job red") {
          $0.color(of: "failed", inRowOf: "bad-job") == Screenshot.red
        }
        #expect(screen.color(of: "completed", inRowOf: "good-job") == Screenshot.green)
        #expect(screen.text(1).contains("✓ 1 completed") && screen.text(1).contains("✗ 1 failed"))
      }
    }
  }

  @Test("a finished job is not asked about again, unless somebody wants it")
  func finishedJobsRest() async throws {
    let registry = JobRegistry()
    await registry.add(id: "done", script: JobScript(queueTime: .zero, runTime: .zero, outcome: .completed))
    await registry.add(
      id: "long", script: JobScript(queueTime: .zero, runTime: .zero, outcome: .runsForever))
    try await withServer(registry) { baseURL in
      try await withDashboard(on: baseURL, "done long", scratch: Scratch()) { terminal in
        try await terminal.wait(for: "✓ completed")
        // While the other one is asked about three more times, this one is left alone.
        let before = await registry.requests(for: "long")
        while await registry.requests(for: "long") < before + 3 {
          try await terminal.type("R")
        }
        #expect(await registry.requests(for: "done") == 1)
        // The cursor is on it.
        try await terminal.type("r")
        try await terminal.wait(for: "done is still completed.")
        #expect(await registry.requests(for: "done") == 2)
      }
    }
  }

  @Test("in a prompt, Alt with a letter and unknown control sequences are neither Esc nor commands")
  func altKeys() async throws {
    try await withServer(JobRegistry()) { baseURL in
      try await withDashboard(on: baseURL, "kept", scratch: Scratch()) { terminal in
        try await terminal.wait(for: "kept")
        try await terminal.type("a")
        try await terminal.wait(for: "Add job ids:")
        try await terminal.type(text: "one two")
        try await terminal.type("M-b", "M-u")
        try await terminal.type(text: "\u{1B}[1;9Z\u{1B}[25;7~\u{1B}[1~\u{1B}[C")
        try await terminal.type("M-d")
        try await terminal.type(text: "three")
        let screen = try await terminal.wait(for: "Add job ids: othree two")
        #expect(screen.contains("kept"))
      }
    }
  }

  @Test("a locale that is not UTF-8 loses nothing of what is typed or pasted")
  func asciiLocale() async throws {
    let registry = JobRegistry()
    await registry.add(id: "Prüfung-é", script: .quick(.completed))
    await registry.add(id: "会議", script: .quick(.failed))
    try await withServer(registry) { baseURL in
      let locale = ["LANG": "C"]
      try await withDashboard(on: baseURL, environment: locale, scratch: Scratch()) { terminal in
        try await terminal.type("a")
        try await terminal.wait(for: "Add job ids:")
        try await terminal.type(text: "Prüfung-é ")
        try await terminal.paste("会議")
        try await terminal.wait(for: "Add job ids: Pr?fung-? ????")
        try await terminal.type("Enter")
        try await terminal.wait(for: "both ended") { $0.contains("+ completed") && $0.contains("x failed") }
      }
    }
  }

  @Test("a pasted list is one batch, and duplicates are said, not added")
  func pastedList() async throws {
    let registry = JobRegistry()
    for number in 1...12 { await registry.add(id: "job-\(number)", script: .quick(.completed)) }
    try await withServer(registry) { baseURL in
      try await withDashboard(on: baseURL, scratch: Scratch()) { terminal in
        try await terminal.type("a")
        try await terminal.wait(for: "Add job ids:")
        try await terminal.paste((1...12).map { "job-\($0)" }.joined(separator: "\n"))
        try await terminal.wait(for: "job-12")
        try await terminal.type("Enter")
        try await terminal.wait(for: "Tracking 12 more jobs.")
        try await terminal.type("a")
        try await terminal.type(text: "job-3")
        try await terminal.type("Enter")
        let screen = try await terminal.wait(for: "job-3 was tracked already.")
        #expect(screen.contains("12 jobs"))
        #expect(screen.selectedRow?.contains("job-3") == true)
      }
    }
  }

  @Test("a paste of ten thousand ids is taken whole", .timeLimit(.minutes(1)))
  func largePaste() async throws {
    try await withServer(JobRegistry()) { baseURL in
      try await withDashboard(on: baseURL, scratch: Scratch()) { terminal in
        try await terminal.type("a")
        try await terminal.wait(for: "Add job ids:")
        try await terminal.paste((1...10_000).map { "job-\($0)" }.joined(separator: "\n"))
        try await terminal.wait(for: "job-10000")
        try await terminal.type("Enter")
        try await terminal.wait(for: "Tracking 10000 more jobs.")
        try await terminal.wait(for: "10000 jobs")
      }
    }
  }

  @Test("A submits a text and its job is tracked; untracking and undo keep the history")
  func submitUntrackUndo() async throws {
    let registry = JobRegistry(textScript: .quick(.completed))
    try await withServer(registry) { baseURL in
      try await withDashboard(on: baseURL, scratch: Scratch()) { terminal in
        try await terminal.type("A")
        try await terminal.wait(for: "Submit text, file or URL:")
        try await terminal.type(text: "Hello, is this on?")
        try await terminal.type("Enter")
        try await terminal.wait(for: "the job green") {
          $0.color(of: "completed", inRowOf: "Hello, is this on?") == Screenshot.green
        }
        try await terminal.type("d")
        try await terminal.wait(for: "No jobs are tracked yet")
        try await terminal.type("u")
        try await terminal.wait(for: "the job green again") {
          $0.color(of: "completed", inRowOf: "Hello, is this on?") == Screenshot.green
        }
        try await terminal.type("Enter", "Enter")
        try await terminal.wait(for: "its history on the whole screen") {
          $0.contains("History") && $0.contains("Conversation") && $0.contains("was in progress")
        }
      }
    }
  }

  @Test("an API that goes away leaves the status as it was, with the trouble beside it")
  func offline() async throws {
    let registry = JobRegistry()
    await registry.add(
      id: "long", script: JobScript(queueTime: .zero, runTime: .zero, outcome: .runsForever))
    let scratch = try Scratch()
    let terminal = try await withServer(registry) { baseURL in
      let terminal = try await TmuxTerminal.jobwatch(
        "--base-url \(baseURL) --interval 0.25 --store \(scratch.path)/jobs.sqlite long",
        environment: ["JOBWATCH_TOKEN": "test-token"], scratch: scratch)
      try await terminal.use(staysOpen: true) { try await $0.wait(for: "▸ in progress") }
      return terminal
    }
    // The server is gone now.
    try await terminal.use { terminal in
      let screen = try await terminal.wait(for: "! refused")
      #expect(screen.color(of: "in progress", inRowOf: "long") == Screenshot.cyan)
      #expect(!screen.contains("✗ failed"))
      #expect(screen.text(0).contains("API: ! refused"))
    }
  }
}

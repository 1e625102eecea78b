import JobServer
import Testing

/// Sizes of the terminal, live.
@Suite(.timeLimit(.minutes(2)))
struct SizeTests {
  @Test("columns stay in line whatever the ids are written in, and so they do when they change places")
  func wideCharacters() async throws {
    let ids = [
      "plain", "会議の録音", "한국어", "e\u{301}te\u{301}", "👩‍👩‍👧‍👦", "🇩🇪🇯🇵", "❤️x", "1️⃣2", "👍🏽x", "हिन्दी", "ภาษาไทย", "עברית",
    ]
    let registry = JobRegistry()
    for id in ids {
      await registry.add(id: id, script: JobScript(queueTime: .zero, runTime: .zero, outcome: .completed))
    }
    try await withServer(registry) { baseURL in
      try await withDashboard(on: baseURL, ids.map { "'\($0)'" }.joined(separator: " "), scratch: Scratch()) {
        terminal in
        for keys in [[], ["s"], ["S"], ["j", "j", "j"], ["C-l"]] {
          for key in keys { try await terminal.type(key) }
          let screen = try await terminal.wait(for: "all jobs completed") { screen in
            screen.rows.indices.count { screen.text($0).contains("✓ completed") } == ids.count
          }
          // The times at the right end begin in the same column of the terminal.
          let columns = screen.rows.indices.map(screen.text).filter { $0.contains("✓ completed") }
            .map { line in columnWidth(of: line.prefix(upTo: line.lastIndex(of: " ") ?? line.endIndex)) }
          #expect(Set(columns).count == 1, "\(screen)")
          for id in ["会議の録音", "한국어", "🇩🇪🇯🇵", "ภาษาไทย", "עברית"] { #expect(screen.contains(id)) }
        }
      }
    }
  }

  @Test("resizing is live, down to a sentence when there is no room")
  func resizing() async throws {
    let registry = JobRegistry()
    await registry.add(id: "some-job", script: .quick(.completed))
    try await withServer(registry) { baseURL in
      try await withDashboard(on: baseURL, "some-job", columns: 120, rows: 40, scratch: Scratch()) {
        terminal in
        try await terminal.wait(for: "CHECKED")
        try await terminal.resize(columns: 40, rows: 10)
        let small = try await terminal.wait(for: "the small table") {
          $0.contains("some-job") && !$0.contains("CHECKED")
        }
        #expect(small.contains("IN STATUS"))
        try await terminal.resize(columns: 30, rows: 5)
        try await terminal.wait(for: "Too small")
        try await terminal.resize(columns: 80, rows: 24)
        let large = try await terminal.wait(for: "the large table") {
          $0.contains("CHECKED") && $0.text(23).contains("quit")
        }
        #expect(large.contains("some-job"))
      }
    }
  }

  @Test("a storm of sizes, with keys in between, ends in the table that fits the last one")
  func storm() async throws {
    let scratch = try Scratch()
    let terminal = try await TmuxTerminal.jobwatch(
      "demo", environment: ["TMPDIR": scratch.path], scratch: scratch)
    try await terminal.use { terminal in
      try await terminal.wait(for: "10 jobs")
      for step in 1...60 {
        try await terminal.resize(columns: 1 + step * 37 % 200, rows: 1 + step * 13 % 60)
        try await terminal.type(["j", "G", "k", "g"][step % 4])
      }
      try await terminal.resize(columns: 90, rows: 26)
      let screen = try await terminal.wait(for: "the table of the last size") { screen in
        screen.rows.count >= 26 && screen.text(25).contains("quit") && screen.contains("Weekly sales call")
          && screen.text(2).contains("CHECKED")
      }
      #expect(screen.selectedRow != nil)
      try await terminal.type("q")
      try await terminal.wait(for: "exit code 0")
      try await terminal.wait(for: "finished")
      #expect(try scratch.text("after").contains("rows 26; columns 90"))
    }
  }

  @Test("a size that changed while the program was stopped is taken when it goes on")
  func stopped() async throws {
    try await TmuxTerminal.withDemoInShell(try Scratch()) { terminal in
      try await terminal.type("C-z")
      try await terminal.wait(for: "Stopped")
      try await terminal.resize(columns: 70, rows: 18)
      try await terminal.type("fg", "Enter")
      try await terminal.wait(for: "the table of the new size") {
        $0.contains("10 jobs") && $0.rows.count >= 18 && $0.text(17).contains("quit")
      }
      try await terminal.type("q")
      try await terminal.wait(for: "watched for")
    }
  }
}

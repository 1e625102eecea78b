import Foundation
import JobServer
import Testing

/// What a terminal is told of a theme's colours.
@Suite(.timeLimit(.minutes(2)))
struct ThemeTests {
  /// A way to ask for colours, and what comes of it.
  struct Look: Sendable, CustomTestStringConvertible {
    let testDescription: String
    var options = ""
    var environment: [String: String] = [:]
    var configuration = ""
    /// Of `completed`, as ``Screenshot`` has it.
    let green: Int?
    let red: Int?
    var paper: Int?

    static let all = [
      Look(testDescription: "by default", green: 2, red: 1),
      Look(testDescription: "dark", options: "--theme dark", green: 113, red: 203),
      Look(testDescription: "light", options: "--theme light", green: 22, red: 124),
      Look(
        testDescription: "high-contrast", options: "--theme high-contrast", green: 46, red: 210, paper: 16),
      Look(testDescription: "deuteranopia", options: "--theme deuteranopia", green: 69, red: 208),
      Look(testDescription: "none", options: "--theme none", green: nil, red: nil),
      Look(testDescription: "NO_COLOR", environment: ["NO_COLOR": "1"], green: nil, red: nil),
      Look(testDescription: "the configuration", configuration: "theme: dark", green: 113, red: 203),
      Look(
        testDescription: "the option before the configuration", options: "--theme none",
        configuration: "theme: dark", green: nil, red: nil),
      Look(
        testDescription: "eight colours", options: "--theme deuteranopia",
        environment: ["TERM": "xterm-color"],
        green: 4, red: 3),
      Look(
        testDescription: "sixteen colours", options: "--theme dark", environment: ["TERM": "xterm-16color"],
        green: 10, red: 9),
      Look(
        testDescription: "direct colours", options: "--theme dark", environment: ["TERM": "xterm-direct"],
        green: 1 << 24 | 0x87D75F, red: 1 << 24 | 0xFF7D75),
      Look(
        testDescription: "COLORTERM", options: "--theme dark", environment: ["COLORTERM": "truecolor"],
        green: 1 << 24 | 0x87D75F, red: 1 << 24 | 0xFF7D75),
      Look(
        testDescription: "COLORTERM, xterm", options: "--theme high-contrast",
        environment: ["COLORTERM": "24bit", "TERM": "xterm-256color"],
        green: 1 << 24 | 0x00FF00, red: 1 << 24 | 0xFF8787, paper: 1 << 24 | 0x000008),
      Look(
        testDescription: "COLORTERM, by default", environment: ["COLORTERM": "truecolor"], green: 2, red: 1),
      Look(
        testDescription: "COLORTERM where terminfo knows of sixteen colours", options: "--theme dark",
        environment: ["COLORTERM": "truecolor", "TERM": "xterm-16color"], green: 10, red: 9),
      Look(
        testDescription: "tmux's word for it in terminfo", options: "--theme dark",
        environment: ["TERM": "with-tc"], green: 1 << 24 | 0x87D75F, red: 1 << 24 | 0xFF7D75),
      Look(
        testDescription: "own colours", configuration: "theme: {base: dark, failed: '#fe0201'}", green: 113,
        red: 196),
      Look(
        testDescription: "own colours, as they are", environment: ["COLORTERM": "truecolor"],
        configuration: "theme: {base: light, failed: '#fe0201', background: '#fafafa', text: '#101010'}",
        green: 1 << 24 | 0x006312, red: 1 << 24 | 0xFE0201, paper: 1 << 24 | 0xFAFAFA),
      Look(
        testDescription: "direct colours, by default", environment: ["TERM": "xterm-direct"], green: 2, red: 1
      ),
      Look(
        testDescription: "no colours in the terminal", options: "--theme dark",
        environment: ["TERM": "vt100"],
        green: nil, red: nil),
    ]
  }

  @Test("each theme has its colours, and every status its mark and word", arguments: Look.all)
  func looks(_ look: Look) async throws {
    let scratch = try Scratch()
    try await Terminfo.install(in: scratch)
    try FileManager.default.createDirectory(
      atPath: "\(scratch.path)/.config/jobwatch", withIntermediateDirectories: true)
    try look.configuration.write(
      toFile: "\(scratch.path)/.config/jobwatch/config.yaml", atomically: true, encoding: .utf8)
    let environment = ["TMPDIR": scratch.path, "TERMINFO_DIRS": "\(scratch.path)/terminfo:"]
    let terminal = try await TmuxTerminal.jobwatch(
      "demo \(look.options)", environment: environment.merging(look.environment) { $1 }, scratch: scratch)
    try await terminal.use { terminal in
      let screen = try await terminal.wait(for: "jobs that have ended") {
        $0.row(of: "✓ completed") != nil && $0.row(of: "✗ failed") != nil
      }
      // In the header, where no cursor bar is.
      #expect(screen.color(of: "completed", inRowOf: "jobs ") == look.green)
      #expect(screen.color(of: "failed", inRowOf: "jobs ") == look.red)
      #expect(screen.selectedRow != nil)
      // tmux does not tell the background of what was erased.
      let background = screen.rows[1].first { $0.character != " " }?.background
      #expect(background == look.paper)
    }
  }

  /// Starts the dashboard on two jobs that have ended, waits for them, and works with it.
  private func withJobs(
    _ arguments: String = "", _ environment: [String: String] = [:], scratch: Scratch,
    _ work: (TmuxTerminal) async throws -> Void
  ) async throws {
    let registry = JobRegistry()
    await registry.add(id: "bad", script: JobScript(queueTime: .zero, runTime: .zero, outcome: .failed))
    await registry.add(id: "good", script: JobScript(queueTime: .zero, runTime: .zero, outcome: .completed))
    try await withServer(registry) { baseURL in
      try await withDashboard(
        on: baseURL, "bad good \(arguments)", environment: environment, scratch: scratch
      ) { terminal in
        try await terminal.wait(for: "✓ 1 completed   ✗ 1 failed")
        try await work(terminal)
      }
    }
  }

  /// What is written above the footer, and whatever colour there is anywhere.
  private func look(_ screen: Screenshot) -> String {
    let colors = screen.rows.joined().flatMap { [$0.color, $0.background].compactMap(\.self) }
    return screen.rows.dropLast(3).indices.map(screen.text).joined(separator: "\n") + "\(colors)"
  }

  @Test(
    "T changes the colours of what is on the screen, and leaves nothing behind",
    arguments: [
      [:], ["COLORTERM": "truecolor"],
    ])
  func next(environment: [String: String]) async throws {
    try await withJobs("--theme none", environment, scratch: Scratch()) { terminal in
      let before = try await terminal.wait(for: "no colours") {
        $0.color(of: "failed", inRowOf: "✓ 1") == nil && $0.contains("bad")
      }
      for (theme, isPainted) in [
        ("terminal", false), ("dark", false), ("light", false), ("high-contrast", true),
        ("deuteranopia", false), ("deuteranopia-light", false), ("none", false),
      ] {
        try await terminal.type("T")
        let screen = try await terminal.wait(for: "Theme \(theme).")
        #expect((screen.color(of: "failed", inRowOf: "✓ 1") != nil) == (theme != "none"))
        let papers = Set(screen.rows.joined().filter { !$0.isReverse }.map(\.background))
        #expect(papers.count == 1)
        #expect((papers != [nil]) == isPainted, "\(theme)")
        if theme == "none" { #expect(look(screen) == look(before)) }
      }
    }
  }

  @Test("the theme that was chosen is there again at the next start, unless something else is said")
  func remembered() async throws {
    let scratch = try Scratch()
    try await withJobs(scratch: scratch) { terminal in
      try await terminal.type(":")
      try await terminal.type(text: "theme li")
      try await terminal.type("Tab", "Enter")
      try await terminal.wait(for: "Theme light.") { $0.color(of: "failed", inRowOf: "✓ 1") == 124 }
      try await terminal.type("q")
      try await terminal.wait(for: "exit code 0")
    }
    for (arguments, environment, color) in [
      ("", [:], 124), ("--theme dark", [:], 203), ("", ["NO_COLOR": "1"], nil),
    ] as [(String, [String: String], Int?)] {
      try await withJobs(arguments, environment, scratch: scratch) { terminal in
        let screen = try await terminal.wait(for: "✗ 1 failed")
        #expect(screen.color(of: "failed", inRowOf: "✓ 1") == color)
        try await terminal.type("q")
        try await terminal.wait(for: "exit code 0")
      }
    }
  }

  @Test("colours that are hard to read are said at the start, and wrong ones end it")
  func ownColours() async throws {
    let scratch = try Scratch()
    let folder = "\(scratch.path)/.config/jobwatch"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try "theme: {base: dark, failed: '#400000'}".write(
      toFile: "\(folder)/config.yaml", atomically: true, encoding: .utf8)
    try await withJobs(scratch: scratch) { terminal in
      try await terminal.wait(for: "Hard to read for its little contrast: failed 1.0; 4.5 is enough.")
      try await terminal.type("j")
      try await terminal.wait(for: "the sentence to go") { !$0.contains("Hard to read") }
    }
    try "theme: {failed: rosy}".write(toFile: "\(folder)/config.yaml", atomically: true, encoding: .utf8)
    let terminal = try await TmuxTerminal.jobwatch("demo", showsErrors: true, scratch: scratch)
    try await terminal.use { terminal in
      let screen = try await terminal.wait(for: "exit code 78")
      let text = screen.description.replacing("\n", with: "")
      #expect(text.contains("config.yaml:1: failed must be a colour in quotes"))
    }
  }

  @Test("a theme that does not exist is a sentence that names those that do")
  func unknown() async throws {
    let result = try await Program.run(["demo", "--theme", "pink"])
    #expect(result.code == 64)
    #expect(result.errors.contains("high-contrast"))
  }
}

/// Descriptions of terminals that this machine may not have, as ncurses has them.
enum Terminfo {
  private static let source = """
    xterm-16color|xterm with 16 colors,
    \tcolors#16, pairs#256,
    \tsetab=\\E[%?%p1%{8}%<%t%p1%{40}%+%e%p1%{92}%+%;%dm,
    \tsetaf=\\E[%?%p1%{8}%<%t%p1%{30}%+%e%p1%{82}%+%;%dm,
    \tuse=xterm-256color,
    xterm-direct|xterm with direct color,
    \tRGB, colors#0x1000000, pairs#0x7FFF, ccc@, initc@, oc@,
    \tsetab=\\E[%?%p1%{8}%<%t4%p1%d%e48\\:2\\:\\:%p1%{65536}%/%d\\:%p1%{256}%/%{255}%&%d\\:%p1%{255}%&%d%;m,
    \tsetaf=\\E[%?%p1%{8}%<%t3%p1%d%e38\\:2\\:\\:%p1%{65536}%/%d\\:%p1%{256}%/%{255}%&%d\\:%p1%{255}%&%d%;m,
    \tuse=xterm-256color,
    with-tc|xterm with tmux's extension,
    \tTc, use=xterm-256color,
    plain|a terminal that shows nothing but text,
    \trev@, smso@, rmso@, sgr@, smul@, rmul@, bold@, blink@, use=vt100,

    """

  /// Compiles them into the folder `terminfo`.
  static func install(in scratch: Scratch) async throws {
    let file = "\(scratch.path)/terminfo.src"
    try source.write(toFile: file, atomically: true, encoding: .utf8)
    let result = try await Program.run(["-x", "-o", "\(scratch.path)/terminfo", file], of: "/usr/bin/tic")
    try #require(result.code == 0, "tic: \(result.errors)")
  }
}

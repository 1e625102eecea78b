import Foundation
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
        green: 1 << 24 | 0x87D75F, red: 1 << 24 | 0xFF5F5F),
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

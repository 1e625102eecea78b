import Curses
import Foundation
import Testing

/// Descriptions of terminals that are handed back to ncurses, as its own `infocmp` reads them.
@MainActor
@Suite(.serialized) struct TerminalDescriptionTests {
  /// A description, one capability a line.
  private func capabilities(
    _ terminal: String, _ description: TerminalDescription? = nil
  ) throws -> Set<String> {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/infocmp")
    process.arguments = ["-x", "-1", terminal]
    var environment = ProcessInfo.processInfo.environment
    environment["TERMINFO"] = description.map { "hex:\($0.hexadecimal)" }
    process.environment = environment
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let text = String(decoding: try output.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
    process.waitUntilExit()
    try #require(process.terminationStatus == 0)
    let lines = text.split(separator: "\n").filter { !$0.hasPrefix("#") }
    return Set(lines.map { $0.trimmingCharacters(in: .whitespaces) })
  }

  private nonisolated static let terminals = [
    "xterm-256color", "tmux-256color", "screen-256color", "linux", "vt100", "dumb",
  ]

  @Test("what is read and written again says the same", arguments: terminals)
  func roundTrip(terminal: String) throws {
    let description = try #require(TerminalDescription(named: terminal))
    let (before, after) = (try capabilities(terminal), try capabilities(terminal, description))
    // Numbers over 32767 are cut to that in what can be read, and setupterm puts in how large the terminal is.
    let others = before.symmetricDifference(after).filter { line in
      !["pairs#", "lines#", "cols#"].contains { line.hasPrefix($0) }
    }
    #expect(others.sorted() == [])
  }

  @Test(
    "direct colours change what sets colours, and nothing else",
    arguments: ["xterm-256color", "tmux-256color", "screen-256color"])
  func direct(terminal: String) throws {
    let description = try #require(TerminalDescription(named: terminal)?.withDirectColors)
    let (before, after) = (try capabilities(terminal), try capabilities(terminal, description))
    let parts = #"38;2;%p1%{65536}%/%d;%p1%{256}%/%{255}%&%d;%p1%{255}%&%d%;m"#
    #expect(
      after.subtracting(before) == [
        "RGB,", "colors#0x1000000,", "pairs#0x7fff,", #"setaf=\E[%?%p1%{8}%<%t3%p1%d%e"# + parts + ",",
        #"setab=\E[%?%p1%{8}%<%t4%p1%d%e4"# + parts.dropFirst() + ",",
      ])
    let changed = before.subtracting(after).map { $0.prefix { !"#=".contains($0) } }
    #expect(Set(changed) == ["colors", "pairs", "setaf", "setab"])
  }

  @Test("a terminal of fewer than 256 colours gets none", arguments: ["xterm", "linux", "vt100", "dumb"])
  func few(terminal: String) throws {
    let description = try #require(TerminalDescription(named: terminal))
    #expect(description.withDirectColors == nil)
  }

  @Test("a terminal that is not known has no description")
  func unknown() { #expect(TerminalDescription(named: "no-such-terminal") == nil) }
}

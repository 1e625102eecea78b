import Curses
import Foundation
import Subprocess
import Testing

/// Descriptions of terminals that are handed back to ncurses, as its own `infocmp` reads them.
@MainActor
@Suite(.serialized) struct TerminalDescriptionTests {
  /// A description, one capability a line.
  private func capabilities(
    _ terminal: String, _ description: TerminalDescription? = nil
  ) async throws -> Set<String> {
    let hexadecimal = description.map { "hex:\($0.hexadecimal)" }
    let result = try await run(
      .path("/usr/bin/infocmp"), arguments: ["-x", "-1", terminal],
      environment: .inherit.updating(["TERMINFO": hexadecimal]),
      output: .string(limit: 1 << 20), error: .discarded)
    try #require(result.terminationStatus.isSuccess)
    let lines = result.standardOutput.split(separator: "\n").filter { !$0.hasPrefix("#") }
    return Set(lines.map { $0.trimmingCharacters(in: .whitespaces) })
  }

  private nonisolated static let terminals = [
    "xterm-256color", "tmux-256color", "screen-256color", "linux", "vt100", "dumb",
  ]

  @Test("what is read and written again says the same", arguments: terminals)
  func roundTrip(terminal: String) async throws {
    let description = try #require(TerminalDescription(named: terminal))
    let (before, after) = (try await capabilities(terminal), try await capabilities(terminal, description))
    // Numbers over 32767 are cut to that in what can be read, and setupterm puts in how large the terminal is.
    let others = before.symmetricDifference(after).filter { line in
      !["pairs#", "lines#", "cols#"].contains { line.hasPrefix($0) }
    }
    #expect(others.sorted() == [])
  }

  @Test(
    "direct colours change what sets colours, and nothing else",
    arguments: ["xterm-256color", "tmux-256color", "screen-256color"])
  func direct(terminal: String) async throws {
    let description = try #require(TerminalDescription(named: terminal)?.withDirectColors)
    let (before, after) = (try await capabilities(terminal), try await capabilities(terminal, description))
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

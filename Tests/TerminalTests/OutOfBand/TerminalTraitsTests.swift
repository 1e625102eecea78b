import Terminal
import Testing

/// What is known of a terminal from its environment.
@Suite struct TerminalTraitsTests {
  private func traits(_ environment: [String: String]) -> TerminalTraits {
    TerminalTraits(environment: ["TERM": "xterm-256color"].merging(environment) { $1 }, isUTF8: true)
  }

  @Test(
    "each terminal is notified in its own way",
    arguments: [
      (["TERM": "xterm-kitty"], TerminalTraits.NotificationCommand.osc99), (["KITTY_WINDOW_ID": "1"], .osc99),
      (["TERM": "xterm-ghostty"], .osc777), (["TERM_PROGRAM": "ghostty"], .osc777),
      (["TERM": "foot"], .osc777),
      (["TERM": "foot-extra"], .osc777), (["TERM": "rxvt-unicode-256color"], .osc777),
      (["VTE_VERSION": "6800"], .osc777), (["TERM_PROGRAM": "iTerm.app"], .osc9),
      (["TERM_PROGRAM": "WezTerm"], .osc9), (["LC_TERMINAL": "iTerm2"], .osc9), (["WT_SESSION": "x"], .osc9),
      ([:], nil), (["TERM_PROGRAM": "Apple_Terminal"], nil), (["TERM": "xterm"], nil),
      (["TERM": "linux", "KITTY_WINDOW_ID": "1"], nil),
    ])
  func notification(environment: [String: String], expected: TerminalTraits.NotificationCommand?) {
    #expect(traits(environment).notification == expected)
  }

  @Test("a terminal that was started from another one is taken for itself")
  func nested() {
    #expect(traits(["TERM_PROGRAM": "WezTerm", "KITTY_WINDOW_ID": "1"]).notification == .osc9)
    #expect(traits(["TERM": "xterm-kitty", "VTE_VERSION": "7000"]).notification == .osc99)
  }

  @Test(
    "progress is shown only where OSC 9;4 is known to mean that",
    arguments: [
      (["WT_SESSION": "x"], true), (["ConEmuANSI": "ON"], true), (["ConEmuANSI": "OFF"], false),
      (["TERM_PROGRAM": "ghostty"], true),
      (["TERM_PROGRAM": "WezTerm", "TERM_PROGRAM_VERSION": "20250909-000000-abcdef"], true),
      (["TERM_PROGRAM": "WezTerm", "TERM_PROGRAM_VERSION": "20240203-110809-5046fc22"], false),
      (["TERM_PROGRAM": "WezTerm"], false),
      (["TERM_PROGRAM": "iTerm.app", "TERM_FEATURES": "T3CwLrMSc7UUw9Ts3BFGsGoSyHNoSxP"], true),
      (["TERM_PROGRAM": "iTerm.app", "TERM_FEATURES": "T3CwLrMSc7Pf"], false),
      (["VTE_VERSION": "8001"], true),
      (["VTE_VERSION": "7600"], false), (["TERM": "xterm-kitty"], false), ([:], false),
      (["TERM_PROGRAM": "ghostty", "TMUX": "/tmp/x,1,0"], false),
      (["TERM": "linux", "WT_SESSION": "x"], false),
    ])
  func progress(environment: [String: String], expected: Bool) {
    #expect(traits(environment).showsProgress == expected)
  }

  @Test(
    "consoles and hardware are sent no commands, which they would print",
    arguments: ["linux", "linux-16color", "vt100", "vt220", "dumb", "ansi", "eterm-color", ""])
  func plain(term: String) {
    let traits = traits(["TERM": term, "TERM_PROGRAM": "ghostty"])
    #expect(!traits.takesCommands)
    #expect(traits.title("x").isEmpty && traits.titleSaved.isEmpty && traits.titleRestored.isEmpty)
    #expect(traits.progress(nil).isEmpty)
    #expect(traits.notification("x", as: .auto) == "\u{07}")
    #expect(throws: ClipboardError.notThere) { try traits.copying("x") }
  }

  @Test("names that only begin alike are no hardware", arguments: ["vte-256color", "xterm", "linuxish"])
  func notPlain(term: String) { #expect(traits(["TERM": term]).takesCommands) }

  @Test(
    "multiplexers are known by their variables, or through ssh by TERM",
    arguments: [
      (["TMUX": "/tmp/x,1,0"], TerminalTraits.Multiplexer.tmux), (["TERM": "tmux-256color"], .tmux),
      (["TMUX": "/tmp/x,1,0", "TERM": "screen-256color"], .tmux), (["STY": "1.x"], .screen),
      (["TERM": "screen"], .screen), ([:], nil),
    ])
  func multiplexer(environment: [String: String], expected: TerminalTraits.Multiplexer?) {
    #expect(traits(environment).multiplexer == expected)
  }
}

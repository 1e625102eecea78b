/// Why no dashboard can be drawn here.
package enum TerminalError: Error, Hashable, CustomStringConvertible {
  case notATerminal
  case noTerminalType
  case unknownTerminalType(String)
  case cannotMoveCursor(String)
  case setUp(String)

  package var description: String {
    switch self {
    case .notATerminal:
      "The dashboard needs a terminal on standard input and output; run it in one, without a pipe or "
        + "redirection, or with --linear, which tells changes in lines."
    case .noTerminalType:
      "TERM is not set, so the terminal's abilities are unknown; set it, for instance: TERM=xterm-256color."
    case .unknownTerminalType(let name):
      "The terminal type '\(name)' (TERM) is not known on this machine; install ncurses-term, or set "
        + "TERM=xterm-256color."
    case .cannotMoveCursor(let name):
      "A terminal of type '\(name)' (TERM) cannot move its cursor, so changes are told in lines (--linear)."
    case .setUp(let reason):
      "The terminal could not be set up: \(reason)."
    }
  }
}

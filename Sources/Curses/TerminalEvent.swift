import Terminal

/// What reaches the program from its terminal.
package enum TerminalEvent: Hashable, Sendable {
  case keys([Key])
  case resized(Size)
  /// The window has got the keyboard's attention, or lost it. Many terminals never say so.
  case focusChanged(isFocused: Bool)
  /// A signal that ends a process, such as SIGTERM or SIGHUP: the program is to end, and then to die of that signal.
  case endRequested(signal: Int32)
  /// SIGTSTP from outside.
  case suspendRequested
  /// The terminal is gone: nothing can be read or shown any more.
  case lost
}

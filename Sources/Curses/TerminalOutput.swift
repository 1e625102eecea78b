import Glibc

/// Control sequences written beside ncurses, to the descriptor it uses.
enum TerminalOutput {
  /// Writes all of the text. A terminal that is gone cannot be told so: the loss shows on the input side.
  static func write(_ text: String) {
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty {
      let count = bytes.withUnsafeBytes { Glibc.write(STDOUT_FILENO, $0.baseAddress, $0.count) }
      if count > 0 { bytes = bytes.dropFirst(count) } else if errno != EINTR { return }
    }
  }
}

import CNcurses

/// Gives the terminal back when the process crashes: a Swift trap, a segmentation fault, an abort.
///
/// The C state behind it is one per Swift file, so only this file may touch it.
@MainActor
enum CrashRescue {
  /// Remembers the terminal's present modes, and what undoes everything that the session switches on.
  ///
  /// Call it once the terminal's type is loaded and before its modes are changed.
  ///
  /// - Parameter undoing: what is to be sent besides, for what is not on the screen.
  static func arm(descriptor: Int32, undoing: String) throws(TerminalError) {
    let endings = ["sgr0", "cnorm", "rmkx", "rmcup"].compactMap(capability)
    var text =
      ControlSequence.endSynchronizedUpdate + ControlSequence.bracketedPasteOff
      + ControlSequence.focusReportsOff + ControlSequence.mouseOff
      + undoing + endings.joined()
    if capability("rmcup") == nil { text += "\r\n" }
    let armed = text.withCString { cn_rescue_arm(descriptor, $0, text.utf8.count) }
    guard armed == OK else { throw .setUp("its modes cannot be read") }
  }

  static func disarm() { cn_rescue_disarm() }

  /// A terminfo string without its padding (`$<5>`), which only hardware terminals need.
  private static func capability(_ name: String) -> String? {
    guard let text = cn_capability(name) else { return nil }
    var kept = ""
    var isPadding = false
    for character in String(cString: text) {
      if isPadding {
        isPadding = character != ">"
      } else if character == "<", kept.last == "$" {
        kept.removeLast()
        isPadding = true
      } else {
        kept.append(character)
      }
    }
    return kept
  }
}

/// Control sequences that terminfo has no names for.
enum ControlSequence {
  /// The terminal shows nothing until the update ends, so that no half frame is seen; others ignore it.
  static let beginSynchronizedUpdate = "\u{1B}[?2026h"
  static let endSynchronizedUpdate = "\u{1B}[?2026l"
  /// Pasted text comes between two marks, so that it is not taken for key presses.
  static let bracketedPasteOn = "\u{1B}[?2004h"
  static let bracketedPasteOff = "\u{1B}[?2004l"
  static let pasteBegins = "\u{1B}[200~"
  static let pasteEnds = "\u{1B}[201~"
  /// The terminal says when its window gets the keyboard's attention, and when it loses it (xterm's mode 1004).
  static let focusReportsOn = "\u{1B}[?1004h"
  static let focusReportsOff = "\u{1B}[?1004l"
  static let focusGained = "\u{1B}[I"
  static let focusLost = "\u{1B}[O"
  /// The terminal reports buttons and the wheel (xterm's mode 1000), as numbers in decimal (1006).
  static let mouseOn = "\u{1B}[?1000h\u{1B}[?1006h"
  static let mouseOff = "\u{1B}[?1006l\u{1B}[?1000l"
  static let mouseReport = "\u{1B}[<"
  /// From terminals that have not heard of mode 1006.
  static let olderMouseReport = "\u{1B}[M"
}

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
}

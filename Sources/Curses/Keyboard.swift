import CNcurses
import Terminal

/// Turns what ncurses reads into ``Key`` values.
@MainActor
struct Keyboard {
  /// The longest paste taken as one, in characters; a longer one arrives in parts.
  private static let longestPaste = 1 << 20

  // Key codes of our own, above those of ncurses (KEY_MAX).
  private static let pasteBegins: Int32 = 0x1000
  private static let pasteEnds: Int32 = 0x1001
  private static let focusGained: Int32 = 0x1002
  private static let focusLost: Int32 = 0x1003
  private static let mouseReport: Int32 = 0x1004
  private static let olderMouseReport: Int32 = 0x1005
  private static let pasteEndMark = Array(ControlSequence.pasteEnds.unicodeScalars)

  /// What has come of a paste so far; nil while none is under way.
  private var paste: [Unicode.Scalar]?
  /// Whether the last that came of a paste is ^C.
  private var isInterrupted = false
  private var decoder = TypedUTF8()
  /// What the terminal said of its focus since ``takeFocus()``, which is no key; nil when nothing.
  private var focus: Bool?

  /// Whether the terminal was asked to report its mouse.
  var isMouseOn = false
  /// What the mouse did, as far as it has come; nil while no report is under way.
  private var report: MouseReportReader?
  /// How much of the beginning of a report has been taken for keys, because it came so late after its Esc.
  private var lateReport = LateReport.none

  private enum LateReport { case none, escape, bracket }

  /// Declares the keys that terminfo does not know; call it after `newterm`.
  static func declareKeys() {
    define_key(ControlSequence.pasteBegins, pasteBegins)
    define_key(ControlSequence.pasteEnds, pasteEnds)
    define_key(ControlSequence.focusGained, focusGained)
    define_key(ControlSequence.focusLost, focusLost)
    // ncurses would look for the rest itself, and leave it to be typed when it comes late.
    define_key(nil, KEY_MOUSE)
    define_key(ControlSequence.mouseReport, mouseReport)
    if key_defined(ControlSequence.olderMouseReport) == 0 {
      define_key(ControlSequence.olderMouseReport, olderMouseReport)
    }
    for (sequence, code) in commonKeys where key_defined(sequence) == 0 { define_key(sequence, code) }
  }

  /// What terminals send for the cursor keys whatever terminfo says of them, in either cursor key mode.
  private static let commonKeys = [
    ("\u{1B}[A", KEY_UP), ("\u{1B}[B", KEY_DOWN), ("\u{1B}[C", KEY_RIGHT), ("\u{1B}[D", KEY_LEFT),
    ("\u{1B}OA", KEY_UP), ("\u{1B}OB", KEY_DOWN), ("\u{1B}OC", KEY_RIGHT), ("\u{1B}OD", KEY_LEFT),
    ("\u{1B}[H", KEY_HOME), ("\u{1B}[F", KEY_END), ("\u{1B}OH", KEY_HOME), ("\u{1B}OF", KEY_END),
    ("\u{1B}[1~", KEY_HOME), ("\u{1B}[4~", KEY_END), ("\u{1B}[3~", KEY_DC), ("\u{1B}[5~", KEY_PPAGE),
    ("\u{1B}[6~", KEY_NPAGE),
  ]

  /// Everything typed since the last call; never waits longer than the escape delay.
  mutating func drain() -> [Key] {
    var keys: [Key] = []
    while let input = read() {
      isInterrupted = false
      switch input {
      case .scalar(let scalar): character(scalar, into: &keys)
      case .function(let code): function(code, into: &keys)
      }
    }
    // ^C gets through, even if the end of a paste never comes; one with more behind it is a part of the paste.
    if isInterrupted {
      isInterrupted = false
      paste?.removeLast()
      endPaste(into: &keys)
      keys.append(.control("c"))
    }
    return keys
  }

  private enum Input {
    case scalar(Unicode.Scalar)
    case function(Int32)
  }

  /// The next thing typed, if there is one; within the escape delay, where there is one.
  ///
  /// Read by bytes: ncurses' own reading of characters drops up to a line after a byte that is no UTF-8.
  private mutating func read() -> Input? {
    if let scalar = decoder.next() { return .scalar(scalar) }
    while case let code = wgetch(cn_stdscr()), code != ERR {
      guard code <= 0xFF else {
        decoder = TypedUTF8()
        return .function(code)
      }
      decoder.take(UInt8(code))
      if let scalar = decoder.next() { return .scalar(scalar) }
    }
    return nil
  }

  /// Whether the window is focused, if the terminal has said so since the last call.
  mutating func takeFocus() -> Bool? {
    defer { focus = nil }
    return focus
  }

  private mutating func character(_ scalar: Unicode.Scalar, into keys: inout [Key]) {
    if takesForMouse(scalar, into: &keys) { return }
    guard paste != nil else {
      if scalar == "\u{1B}" { escape(into: &keys) } else { keys.append(Self.key(of: scalar)) }
      return
    }
    isInterrupted = scalar == "\u{03}"
    paste?.append(scalar)
    if scalar == "~", paste?.suffix(Self.pasteEndMark.count) == Self.pasteEndMark[...] {
      // The mark came in two parts, so that ncurses did not know it for a key.
      paste?.removeLast(Self.pasteEndMark.count)
      endPaste(into: &keys)
    } else if let length = paste?.count, length >= Self.longestPaste {
      endPaste(into: &keys)
      paste = []
    }
  }

  /// Whether a character belongs to what the terminal says of its mouse.
  private mutating func takesForMouse(_ scalar: Unicode.Scalar, into keys: inout [Key]) -> Bool {
    switch (lateReport, scalar) {
    case (.escape, "["):
      lateReport = .bracket
      return true
    case (.bracket, "<"):
      lateReport = .none
      report = MouseReportReader(.sgr)
      return true
    case (.bracket, _):
      keys.append(.character("["))
      fallthrough
    default: lateReport = .none
    }
    switch report?.take(scalar) {
    case .unfinished: return true
    case .event(let event):
      report = nil
      if let event, paste == nil { keys.append(.mouse(event)) }
      return true
    case .broken:
      report = nil
      return false
    case nil: return false
    }
  }

  /// What follows an Esc within the escape delay belongs to it: the character of an Alt key, or a control sequence
  /// that terminfo does not name, which is no key here.
  private mutating func escape(into keys: inout [Key]) {
    switch read() {
    case .scalar(let next) where next.value < 0x20:
      keys.append(.escape)
      character(next, into: &keys)
    case .scalar(let next):
      let isSkipped =
        switch next {
        case "[", "O": skipSequence(after: next)
        case "P", "]", "^", "_", "X": skipString()
        default: false
        }
      if !isSkipped { keys.append(.alt(Character(next))) }
    case .function(let code):
      keys.append(.escape)
      function(code, into: &keys)
    case nil:
      keys.append(.escape)
      if isMouseOn { lateReport = .escape }
    }
  }

  /// Reads a control sequence (ECMA-48, 5.4: parameters, then a final byte) to its end.
  ///
  /// - Returns: false when nothing follows, so that it was no sequence.
  private mutating func skipSequence(after introducer: Unicode.Scalar) -> Bool {
    var isAnyRead = false
    while case .scalar(let scalar) = read() {
      isAnyRead = true
      if introducer == "O" || (0x40...0x7E).contains(scalar.value) { break }
    }
    return isAnyRead
  }

  /// Reads a control string, such as what a terminal answers when somebody has asked it something (ECMA-48, 5.6), to the
  /// end that stands behind it.
  ///
  /// - Returns: false when nothing follows, so that it was no string.
  private mutating func skipString() -> Bool {
    var last: Unicode.Scalar?
    while case .scalar(let scalar) = read() {
      if scalar == "\u{07}" || (last == "\u{1B}" && scalar == "\\") { return true }
      last = scalar
    }
    return last != nil
  }

  private mutating func function(_ code: Int32, into keys: inout [Key]) {
    (report, lateReport) = (nil, .none)
    switch code {
    case Self.mouseReport: report = MouseReportReader(.sgr)
    case Self.olderMouseReport: report = MouseReportReader(.x10)
    case Self.pasteBegins: paste = []
    case Self.pasteEnds: endPaste(into: &keys)
    case Self.focusGained: focus = true
    case Self.focusLost: focus = false
    default:
      if paste == nil, let key = Self.functionKey(code) { keys.append(key) }
    }
  }

  private mutating func endPaste(into keys: inout [Key]) {
    if let paste, !paste.isEmpty {
      var text = String.UnicodeScalarView()
      text.append(contentsOf: paste)
      keys.append(.paste(String(text)))
    }
    paste = nil
  }

  private static func key(of scalar: Unicode.Scalar) -> Key {
    switch scalar.value {
    case 0x0D, 0x0A: .enter
    case 0x09: .tab
    case 0x1B: .escape
    case 0x08, 0x7F: .backspace
    case 0x00: .control(" ")
    case 0x01...0x1A: .control(Character(Unicode.Scalar(UInt8(scalar.value) + 0x60)))
    default: .character(Character(scalar))
    }
  }

  private static func functionKey(_ code: Int32) -> Key? {
    switch code {
    case KEY_UP: .up
    case KEY_DOWN: .down
    case KEY_LEFT: .left
    case KEY_RIGHT: .right
    case KEY_HOME: .home
    case KEY_END: .end
    case KEY_PPAGE: .pageUp
    case KEY_NPAGE: .pageDown
    case KEY_ENTER: .enter
    case KEY_BACKSPACE: .backspace
    case KEY_DC: .delete
    case KEY_BTAB: .backTab
    case KEY_F0 + 1...KEY_F0 + 12: .function(Int(code - KEY_F0))
    default: nil
    }
  }
}

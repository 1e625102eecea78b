import Foundation

/// What to send to a terminal for things that are not on its screen.
///
/// Commands end with BEL: it has been understood for longest, and needs no escape where one is sent inside another.
extension TerminalTraits {
  /// The longest title, and the longest sentence of a notification, in columns.
  private static let longestText = 160

  // MARK: Title

  /// Has the terminal remember its title; to be sent before the first ``title(_:)``.
  package var titleSaved: String { titleCommand("\u{1B}[22;2t") }

  package func title(_ text: String) -> String { titleCommand("\u{1B}]2;\(safe(text))\u{07}") }

  /// Brings the remembered title back. A terminal that remembers none makes one of its own, as for an empty one.
  package var titleRestored: String { titleCommand("\u{1B}]2;\u{07}") + titleCommand("\u{1B}[23;2t") }

  /// tmux has titles of its own, and a stack of them; what screen would do with one outlasts the program.
  private func titleCommand(_ sequence: String) -> String {
    guard takesCommands else { return "" }
    return multiplexer == .screen ? passedOn(sequence) : sequence
  }

  // MARK: Progress

  /// Shows progress, or with nil takes it away (ConEmu's `OSC 9;4`).
  package func progress(_ progress: WindowProgress?) -> String {
    guard showsProgress else { return "" }
    guard let progress else { return "\u{1B}]9;4;0;0\u{07}" }
    return "\u{1B}]9;4;\(progress.hasFailures ? 2 : 1);\(progress.percent)\u{07}"
  }

  // MARK: Notification

  /// Notifies in the way that is set.
  package func notification(_ sentence: String, as setting: WindowSignals.Notification) -> String {
    switch setting {
    case .off: return ""
    case .bell: return "\u{07}"
    case .auto, .sets:
      guard let command = notificationCommand(safe(sentence)) else { return "\u{07}" }
      return passedOn(command) + (isNotificationDoubtful ? "\u{07}" : "")
    }
  }

  private func notificationCommand(_ text: String) -> String? {
    switch notification {
    case .osc9: "\u{1B}]9;jobwatch: \(text)\u{07}"
    case .osc99:
      // The identifier makes a later notification take the place of an earlier one.
      "\u{1B}]99;i=jobwatch:d=0:p=title;jobwatch\u{07}\u{1B}]99;i=jobwatch:p=body;\(text)\u{07}"
    case .osc777:
      // A semicolon would begin another argument.
      "\u{1B}]777;notify;jobwatch;\(text.replacing(";", with: ","))\u{07}"
    case nil: nil
    }
  }

  // MARK: Clipboard

  /// The largest text that is sent to the clipboard, in bytes of UTF-8; some terminals cut off more than 100,000
  /// characters of Base64.
  package static let largestCopy = 72 << 10

  /// Puts a text into the clipboard of the terminal (`OSC 52`), and so of the machine that a person sits at.
  ///
  /// - Throws: ``ClipboardError`` when it is too large, or the terminal has no such command.
  package func copying(_ text: String) throws(ClipboardError) -> String {
    guard takesCommands else { throw .notThere }
    let bytes = text.utf8.count
    guard bytes <= Self.largestCopy else { throw .tooLarge(bytes: bytes) }
    let command = "\u{1B}]52;c;\(Data(text.utf8).base64EncodedString())\u{07}"
    // tmux takes it itself with `set-clipboard on`, and passes it on with `allow-passthrough on`; either is enough.
    return multiplexer == .tmux ? command + passedOn(command) : passedOn(command)
  }

  // MARK: Through multiplexers

  /// The longest part of a sequence that screen passes on at a time, in bytes; older ones take no more than 256.
  private static let longestScreenPart = 240

  /// A sequence for the terminal that a multiplexer runs in.
  private func passedOn(_ sequence: String) -> String {
    switch multiplexer {
    case nil: return sequence
    case .tmux:
      return "\u{1B}Ptmux;\(sequence.replacing("\u{1B}", with: "\u{1B}\u{1B}"))\u{1B}\\"
    case .screen:
      let bytes = Array(sequence.utf8)
      return stride(from: 0, to: bytes.count, by: Self.longestScreenPart).reduce(into: [UInt8]()) {
        all, start in
        all +=
          Array("\u{1B}P".utf8) + bytes[start..<min(start + Self.longestScreenPart, bytes.count)]
          + Array("\u{1B}\\".utf8)
      }.text
    }
  }

  /// A text that cannot end the command that it is in, nor be anything but text.
  private func safe(_ text: String) -> String {
    let glyphs = Glyph.glyphs(of: text).fitted(to: Self.longestText, ellipsis: isUTF8 ? "…" : "~")
    return glyphs.map { isUTF8 || $0.text.utf8.allSatisfy { $0 < 0x80 } ? $0.text : "?" }.joined()
  }
}

extension [UInt8] {
  fileprivate var text: String { String(decoding: self, as: UTF8.self) }
}

/// Why nothing was put into the clipboard.
package enum ClipboardError: Error, Hashable, CustomStringConvertible {
  case tooLarge(bytes: Int)
  case notThere

  package var description: String {
    switch self {
    case .tooLarge(let bytes):
      "Not copied: \((bytes + 1_023) >> 10) KiB are more than the \(TerminalTraits.largestCopy >> 10) KiB that "
        + "terminals take; copy fewer jobs."
    case .notThere: "Not copied: a terminal of this type (TERM) has no clipboard that a program can reach."
    }
  }
}

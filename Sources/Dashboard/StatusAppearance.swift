import Foundation
import JobAPI
import JobTracking
import Terminal

/// The marks a terminal can show.
package enum GlyphSet: Sendable {
  /// Marks that are one column wide everywhere and have no emoji form.
  case unicode
  /// For locales that are not UTF-8.
  case ascii
  /// For what is read out: words only.
  case words

  var ellipsis: String { self == .unicode ? "…" : "~" }
  var rule: String { self == .unicode ? "─" : "-" }

  /// Beside the title of the column that the table is sorted by: up from the smallest at the top, down when reversed.
  func sortArrow(isReversed: Bool) -> String {
    switch self {
    case .unicode: isReversed ? "↓" : "↑"
    case .ascii, .words: isReversed ? "v" : "^"
    }
  }

  /// Keys as people write them, arrows in words where there is no other way.
  func keyLabel(_ label: String) -> String {
    self == .unicode
      ? label
      : label.replacingOccurrences(of: "↓", with: "Down").replacingOccurrences(of: "↑", with: "Up")
        .replacingOccurrences(of: "←", with: "Lft").replacingOccurrences(of: "→", with: "Rgt")
  }
}

/// What else there is to be seen, by what it means. The ``Theme`` decides about the colours.
extension Style {
  /// The titles of columns and pages, names, and keys.
  static let heading = Style(.heading, .bold)
  /// What is beside the point: rules, offers, counts of nothing.
  static let faint = Style(nil, .dim)
  /// Trouble, which is never a verdict and so never red.
  static let warning = Style(.warning, .bold)
  /// The part of a text that is wrong.
  static let mistake = Style(.warning, [.bold, .underline])
  /// What is under way, and what can be typed.
  static let accent = Style(.accent)
  /// All is well.
  static let fine = Style(.completed)
  /// Slower than usual.
  static let slow = Style(.warning)

  /// This style under the cursor.
  var selected: Style { adding(.reverse) }
}

/// How a status looks: always a mark and a word besides the colour, so that it reads the same without colour.
struct StatusAppearance {
  let mark: String
  let word: String
  let style: Style

  init(_ status: JobStatus?, _ glyphs: GlyphSet) {
    let isUnicode = glyphs == .unicode
    let (mark, word, style): (String, String, Style)
    switch status {
    case .scheduled: (mark, word, style) = (isUnicode ? "◌" : ".", "scheduled", Style(.scheduled))
    case .inProgress: (mark, word, style) = (isUnicode ? "▸" : ">", "in progress", Style(.running))
    case .completed: (mark, word, style) = (isUnicode ? "✓" : "+", "completed", Style(.completed))
    case .failed: (mark, word, style) = (isUnicode ? "✗" : "x", "failed", Style(.failed, .bold))
    case .unrecognized(let unknown):
      (mark, word, style) = ("?", unknown.allSatisfy(\.isWhitespace) ? "(blank)" : unknown, Style(.unknown))
    case nil: (mark, word, style) = ("-", "not known", .plain)
    }
    (self.mark, self.word, self.style) = (glyphs == .words ? "" : mark, word, style)
  }

  var text: String { mark.isEmpty ? word : "\(mark) \(word)" }
}

extension PollHealth {
  /// What is wrong in at most nine columns, if anything is.
  var shortName: String? {
    if case .notKnownYet = self { return "not yet" }
    return error?.shortName
  }
}

extension JobAnomaly {
  /// What is odd in at most nine columns.
  var shortName: String {
    switch self {
    case .cameBack: "came back"
    case .wentBack: "went back"
    case .flaps: "flaps"
    }
  }
}

extension JobAPIError {
  /// What is wrong in at most nine columns.
  var shortName: String {
    switch self {
    case .unknownHost: "no host"
    case .refused: "refused"
    case .unreachable: "offline"
    case .tls(.notSpoken): "no TLS"
    case .tls: "TLS"
    case .notHTTP: "no HTTP"
    case .reset: "reset"
    case .truncated: "cut short"
    case .timedOut: "timeout"
    case .unauthorized: "no access"
    case .noToken: "no token"
    case .notFound: "not found"
    case .rateLimited: "HTTP 429"
    case .serverError(let status, _, _), .unexpected(let status, _): "HTTP \(status)"
    case .redirected: "redirect"
    case .empty: "empty"
    case .webPage: "web page"
    case .encoded: "encoded"
    case .notUTF8: "no text"
    case .tooLarge: "too large"
    case .malformed: "garbled"
    case .noStatus: "no status"
    case .otherJob: "wrong id"
    }
  }
}

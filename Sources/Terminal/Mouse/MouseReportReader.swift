/// Reads what a terminal reports of its mouse, however it is cut into pieces, so that none of it is taken for keys.
package struct MouseReportReader: Sendable {
  package enum Form: Hashable, Sendable {
    /// What follows `ESC [ <`: button, column and row as numbers, then `M`, or `m` for a button that goes up (xterm's mode 1006).
    case sgr
    /// What follows `ESC [ M`: three characters, each a number and 32 (mode 1000 of terminals without 1006).
    case x10
  }

  package enum Outcome: Hashable, Sendable {
    case unfinished
    /// The report is whole; nil when it is of no use here.
    case event(MouseEvent?)
    /// This character does not belong to it, nor does what came before make a report.
    case broken
  }

  /// The longest report: three numbers of five digits with their separators.
  private static let longest = 17

  private let form: Form
  private var text = ""

  package init(_ form: Form) { self.form = form }

  package mutating func take(_ scalar: Unicode.Scalar) -> Outcome {
    switch form {
    case .sgr:
      switch scalar {
      case "0"..."9", ";":
        guard text.count < Self.longest else { return .broken }
        text.unicodeScalars.append(scalar)
        return .unfinished
      case "M", "m": return .event(scalar == "M" ? event : nil)
      default: return .broken
      }
    case .x10:
      guard scalar.value >= 32 else { return .broken }
      text.unicodeScalars.append(scalar)
      return text.unicodeScalars.count < 3 ? .unfinished : .event(event)
    }
  }

  private var event: MouseEvent? {
    let numbers =
      form == .sgr
      ? text.split(separator: ";", omittingEmptySubsequences: false).map { Int($0) ?? -1 }
      : text.unicodeScalars.map { Int($0.value) - 32 }
    guard numbers.count == 3 else { return nil }
    return MouseEvent(button: numbers[0], column: numbers[1], row: numbers[2])
  }
}

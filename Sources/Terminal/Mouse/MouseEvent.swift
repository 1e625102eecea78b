/// One thing done with the mouse, at a cell of the screen.
package struct MouseEvent: Hashable, Sendable {
  package enum Kind: Hashable, Sendable {
    /// The left button went down.
    case press
    /// The wheel was turned by a notch.
    case wheelUp
    case wheelDown
  }

  package let kind: Kind
  package let position: Position

  package init(_ kind: Kind, at position: Position) {
    self.kind = kind
    self.position = position
  }

  /// What a terminal says of a button.
  ///
  /// - Parameters:
  ///   - button: as xterm numbers them: 0 is the left one, 64 and 65 are the wheel. Held keys and motion are higher bits; what is
  ///     not plain is no event here.
  ///   - column, row: from 1.
  init?(button: Int, column: Int, row: Int) {
    switch button {
    case 0: kind = .press
    case 64: kind = .wheelUp
    case 65: kind = .wheelDown
    default: return nil
    }
    guard column > 0, row > 0 else { return nil }
    position = Position(column: column - 1, row: row - 1)
  }
}

/// One thing done at the keyboard.
package enum Key: Hashable, Sendable {
  case character(Character)
  /// Control with a letter, in lower case.
  case control(Character)
  /// Alt (Meta) with a character: terminals send it as Esc with the character right behind.
  case alt(Character)
  case enter
  case escape
  case backspace
  case delete
  case tab
  case backTab
  case up
  case down
  case left
  case right
  case home
  case end
  case pageUp
  case pageDown
  case function(Int)
  /// No key, but among them in its order.
  case mouse(MouseEvent)
  /// A bracketed paste, as it came: it may hold newlines and control characters.
  case paste(String)
}

extension Key {
  /// Whether the key puts something into a line that is typed.
  package var isTyped: Bool {
    switch self {
    case .character, .paste: true
    default: false
    }
  }
}

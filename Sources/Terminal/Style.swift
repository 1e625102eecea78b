/// A colour by what it means. How it looks is decided by the ``Theme``.
package enum Color: Sendable, CaseIterable {
  /// The statuses of jobs; what has ended well, or ended badly, is coloured as these too.
  case scheduled, running, completed, failed, unknown
  /// Trouble, which is never a verdict, and what is slower than it should be.
  case warning
  /// What is under way, and what can be typed.
  case accent
  /// Titles, names, and keys.
  case heading
}

/// How a cell is drawn.
package struct Style: Hashable, Sendable {
  /// Attributes besides colour; a terminal that lacks one leaves it out.
  package struct Attributes: OptionSet, Hashable, Sendable {
    package let rawValue: UInt8

    package init(rawValue: UInt8) { self.rawValue = rawValue }

    package static let bold = Attributes(rawValue: 1)
    package static let dim = Attributes(rawValue: 2)
    package static let reverse = Attributes(rawValue: 4)
    package static let underline = Attributes(rawValue: 8)
  }

  /// The text's colour; nil is that of ordinary text.
  package var color: Color?
  package var attributes: Attributes

  package init(_ color: Color? = nil, _ attributes: Attributes = []) {
    self.color = color
    self.attributes = attributes
  }

  package static let plain = Style()

  /// This style with more attributes.
  package func adding(_ more: Attributes) -> Style { Style(color, attributes.union(more)) }
}

/// What one cell (or two side by side) of a terminal shows: a spacing character with its combining marks.
///
/// Glyphs come only from ``glyphs(of:)``, so nothing that is shown can hold a control character.
package struct Glyph: Hashable, Sendable {
  package let text: String
  /// Columns taken: 1, or 2 for East Asian wide characters and emoji.
  package let width: Int

  private init(text: String, width: Int) {
    self.text = text
    self.width = width
  }

  package static let blank = Glyph(text: " ", width: 1)

  /// The most combining marks kept on one character; ncurses holds five code points a cell.
  private static let mostMarks = 4

  /// Turns any text, however hostile, into what a terminal may be given.
  ///
  /// Control, format and separator characters, escape sequences and bidirectional overrides among them, and what nobody
  /// would see, become visible escapes such as `\e` or `\u{202e}`. An emoji sequence is reduced to its first emoji: terminals do
  /// not agree on the width of the whole.
  package static func glyphs(of text: String) -> [Glyph] {
    // Among printable ASCII alone nothing combines, so bytes are characters: most texts by far, and much quicker.
    if isPrintableASCII(text) { return text.utf8.map(glyph(ofASCII:)) }
    var glyphs: [Glyph] = []
    glyphs.reserveCapacity(text.utf8.count)
    for character in text {
      if let byte = character.utf8.first, character.utf8.count == 1, printableASCII.contains(byte) {
        glyphs.append(glyph(ofASCII: byte))
      } else {
        append(character.unicodeScalars, to: &glyphs)
      }
    }
    return glyphs
  }

  private static let printableASCII: ClosedRange<UInt8> = 0x20...0x7E

  static func isPrintableASCII(_ text: String) -> Bool {
    text.utf8.allSatisfy(printableASCII.contains)
  }

  private static func glyph(ofASCII byte: UInt8) -> Glyph {
    Glyph(text: String(Unicode.Scalar(byte)), width: 1)
  }

  private static func append(_ cluster: Character.UnicodeScalarView, to glyphs: inout [Glyph]) {
    var pending = ""
    var width = 0
    var marks = 0
    var joined = false
    func flush() {
      if !pending.isEmpty { glyphs.append(Glyph(text: pending, width: width)) }
      pending = ""
      marks = 0
    }
    cluster.forEachRole { scalar, role in
      switch role {
      case .mark:
        if pending.isEmpty { (pending, width) = (" ", 1) }
        if marks < mostMarks { pending.unicodeScalars.append(scalar) }
        marks += 1
      case .joiner: joined = joined || scalar == "\u{200D}"
      case .modifier where !pending.isEmpty: break
      case .hidden:
        flush()
        glyphs += scalar.spelledOut.map { Glyph(text: String($0), width: 1) }
      case .spacing, .modifier:
        guard !joined || !scalar.properties.isEmoji else { return }
        flush()
        pending.unicodeScalars.append(scalar)
        width = EastAsianWidth.isWide(scalar) ? 2 : 1
      }
    }
    flush()
  }
}

extension String {
  /// This text with everything made visible that a terminal might act on.
  package var printable: String { Glyph.glyphs(of: self).map(\.text).joined() }

  /// How many columns the text takes when it is shown.
  package var columns: Int {
    Glyph.isPrintableASCII(self) ? utf8.count : Glyph.glyphs(of: self).columns
  }
}

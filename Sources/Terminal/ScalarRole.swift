/// What a code point does where it stands in a text: screens and files alike go by it.
enum ScalarRole {
  case spacing
  /// Drawn over the character before it.
  case mark
  /// Takes no column, and belongs where it stands: it makes one emoji of several, or is part of how a script is written.
  case joiner
  /// A skin tone: two columns alone, none after an emoji.
  case modifier
  /// Nobody would see it, or a terminal or an editor would act on it: control and format characters, escape sequences and
  /// bidirectional overrides among them, and whatever else takes no room where nothing calls for it.
  case hidden

  /// - Parameters:
  ///   - base: the last spacing code point of the same character.
  ///   - before: the code point before it, of the same character.
  ///   - after: the one behind it.
  fileprivate init(
    _ scalar: Unicode.Scalar, base: Unicode.Scalar?, before: Unicode.Scalar?, after: Unicode.Scalar?
  ) {
    switch scalar.value {
    case 0x200C, 0x200D:
      // Where scripts need them, by RFC 5892, A.1 and A.2, and in emoji.
      let isInScript = before?.properties.canonicalCombiningClass == .virama
      let isInEmoji = scalar.value == 0x200D && base?.isPicture == true && after?.isPicture == true
      self = isInScript || isInEmoji ? .joiner : .hidden
    case 0xFE00...0xFE0F: self = base?.hasVariants == true ? .joiner : .hidden
    // Ideographic variants, as in Japanese names.
    case 0xE0100...0xE01EF: self = base?.properties.isIdeographic == true ? .mark : .hidden
    // Flags such as that of Scotland are a black flag with a word in tags.
    case 0xE0020...0xE007F: self = base == "\u{1F3F4}" ? .joiner : .hidden
    // Fillers in place of letters.
    case 0x115F, 0x1160, 0x3164, 0xFFA0: self = .hidden
    case 0x1161...0x11FF, 0xD7B0...0xD7C6, 0xD7CB...0xD7FB: self = .mark
    case 0x1F3FB...0x1F3FF: self = .modifier
    default:
      switch scalar.properties.generalCategory {
      case .nonspacingMark, .enclosingMark:
        self = scalar.properties.isDefaultIgnorableCodePoint ? .hidden : .mark
      case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .unassigned: self = .hidden
      default: self = .spacing
      }
    }
  }
}

extension Character.UnicodeScalarView {
  /// Goes through the code points of one character with what each of them does.
  func forEachRole(_ body: (Unicode.Scalar, ScalarRole) -> Void) {
    var base: Unicode.Scalar?
    var before: Unicode.Scalar?
    var index = startIndex
    while index < endIndex {
      let scalar = self[index]
      formIndex(after: &index)
      let role = ScalarRole(scalar, base: base, before: before, after: index < endIndex ? self[index] : nil)
      body(scalar, role)
      switch role {
      case .spacing: base = scalar
      case .hidden: base = nil
      case .mark, .joiner, .modifier: break
      }
      before = scalar
    }
  }
}

extension Unicode.Scalar {
  /// Whether it is an emoji by itself, as digits are not.
  fileprivate var isPicture: Bool { !isASCII && properties.isEmoji }

  /// Whether a variation selector behind it may mean something.
  fileprivate var hasVariants: Bool {
    properties.isEmoji || properties.isIdeographic || properties.generalCategory == .mathSymbol
  }

  /// How a code point is written that is not to be seen, or not to be obeyed: `\e`, `\u{202e}`.
  var spelledOut: String {
    switch self {
    case "\u{1B}": "\\e"
    case "\u{07}": "\\a"
    case "\u{08}": "\\b"
    case "\t": "\\t"
    case "\n": "\\n"
    case "\r": "\\r"
    case "\0": "\\0"
    default: "\\u{\(String(value, radix: 16))}"
    }
  }
}

extension String {
  /// This text with everything spelled out that nobody would see in it, or that a terminal or an editor might act on, as
  /// ``printable`` has it, and everything else whole: emoji and scripts as they were written. It is one line.
  package var visible: String {
    if Glyph.isPrintableASCII(self) { return self }
    var text = ""
    text.reserveCapacity(utf8.count)
    for character in self {
      character.unicodeScalars.forEachRole { scalar, role in
        if case .hidden = role { text += scalar.spelledOut } else { text.unicodeScalars.append(scalar) }
      }
    }
    return text
  }
}

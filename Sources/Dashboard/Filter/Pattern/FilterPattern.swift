/// A regular expression of a filter: literals, `.`, classes such as `[a-z]`, `\d` `\w` `\s` and their opposites, groups,
/// `|`, `*` `+` `?` `{2,5}`, `^` and `$`. What needs going back, such as `\1` or `(?=…)`, is not in it, so that no
/// pattern takes longer than in the length of the text: see ``PatternMatcher``.
package struct FilterPattern: Hashable, Sendable {
  /// As it was typed, without the slashes.
  package let source: String
  let node: PatternNode

  /// - Throws: ``PatternMistake`` with a sentence.
  package init(_ source: String) throws(PatternMistake) {
    var parser = PatternParser(source)
    node = try parser.pattern()
    self.source = source
  }

  package static func == (left: FilterPattern, right: FilterPattern) -> Bool { left.source == right.source }

  package func hash(into hasher: inout Hasher) { hasher.combine(source) }
}

/// Why a text is no pattern.
package struct PatternMistake: Error, Hashable, Sendable {
  /// A sentence for people that says what to do.
  package let sentence: String
}

/// A part of a pattern.
indirect enum PatternNode: Sendable {
  case scalar(PatternClass)
  case start
  case end
  case sequence([PatternNode])
  case choice([PatternNode])
  /// `most` nil: as often as there is text.
  case repeated(PatternNode, least: Int, most: Int?)
}

/// A set of Unicode scalars, as ranges of their values.
struct PatternClass: Hashable, Sendable {
  var ranges: [ClosedRange<UInt32>] = []
  var isNegated = false

  func contains(_ scalar: UInt32) -> Bool { ranges.contains { $0.contains(scalar) } != isNegated }

  /// Texts are searched in lower case, so upper case means lower case here.
  mutating func insert(_ range: ClosedRange<UInt32>) {
    ranges.append(range)
    let upper: ClosedRange<UInt32> = 0x41...0x5A
    if range.overlaps(upper) {
      let part = range.clamped(to: upper)
      ranges.append(part.lowerBound + 0x20...part.upperBound + 0x20)
    }
  }

  mutating func insert(_ scalar: Unicode.Scalar) {
    for lower in String(scalar).lowercased().unicodeScalars.prefix(1) { insert(lower.value...lower.value) }
  }

  static let any = PatternClass(ranges: [], isNegated: true)
  static let digit = PatternClass(ranges: [0x30...0x39])
  static let space = PatternClass(ranges: [
    0x09...0x0D, 0x20...0x20, 0xA0...0xA0, 0x2000...0x200A, 0x3000...0x3000,
  ])
  /// Letters of ASCII, digits, `_`, and everything beyond ASCII but blanks.
  static let word = PatternClass(
    ranges: [0x30...0x39, 0x5F...0x5F, 0x61...0x7A, 0xA1...0x1FFF, 0x200B...0x2FFF, 0x3001...0x10FFFF])

  var opposite: PatternClass { PatternClass(ranges: ranges, isNegated: !isNegated) }
}

extension FilterPattern {
  /// Whether the pattern occurs in a text, without regard to case.
  package func occurs(in text: String) -> Bool {
    var text = FilterText.folded(text)
    return text.withUTF8(PatternMatcher(self).matches)
  }
}

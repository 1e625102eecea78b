import Terminal
import TestTools
import Testing

/// What holds for every text there is.
@Suite struct GlyphPropertyTests {
  /// The first thing about a glyph that must not be, if anything.
  private static func fault(in glyph: Glyph) -> String? {
    guard glyph.width == 1 || glyph.width == 2 else { return "width \(glyph.width)" }
    let scalars = glyph.text.unicodeScalars
    guard (1...5).contains(scalars.count) else { return "\(scalars.count) code points" }
    for scalar in scalars {
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .unassigned:
        return "U+\(String(scalar.value, radix: 16)) in it"
      default: break
      }
    }
    return nil
  }

  private static func expectSound(_ text: String) {
    for glyph in Glyph.glyphs(of: text) {
      if let fault = fault(in: glyph) {
        Issue.record("\(text.unicodeScalars.map { String($0.value, radix: 16) }) gives a glyph with \(fault)")
        return
      }
    }
  }

  @Test("no code point of planes 0 and 1, alone or after a letter, gives a glyph that a terminal acts on")
  func everyScalar() {
    for scalar in (UInt32(0)...0x1_FFFF).lazy.compactMap(Unicode.Scalar.init) {
      Self.expectSound(String(Character(scalar)))
      Self.expectSound("a\(Character(scalar))")
    }
  }

  @Test("no code point of planes 0 and 1 vanishes when it stands alone")
  func everyScalarIsSeen() {
    let unseen = (UInt32(0)...0x1_FFFF).lazy.compactMap(Unicode.Scalar.init)
      .filter { Glyph.glyphs(of: String(Character($0))).isEmpty }
    #expect(unseen.isEmpty)
  }

  @Test("no random text gives a glyph that a terminal acts on", arguments: 1...8 as ClosedRange<UInt64>)
  func randomText(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    for _ in 0..<400 { Self.expectSound(Self.text(&generator)) }
  }

  /// A text rich in what is hard: controls, marks, joiners, emoji, jamo, and anything at all.
  private static func text(_ generator: inout SeededGenerator) -> String {
    var text = String.UnicodeScalarView()
    for _ in 0..<Int.random(in: 0...24, using: &generator) {
      let ranges: [ClosedRange<UInt32>] = [
        0x00...0x9F, 0x20...0x7E, 0x300...0x36F, 0x900...0x963, 0x1100...0x11FF, 0x2000...0x206F,
        0xFE00...0xFE0F, 0x1F1E6...0x1F1FF, 0x1F3FB...0x1F3FF, 0x1F400...0x1F64F, 0x200D...0x200D,
        0xE0000...0xE01EF, 0...0x10FFFF,
      ]
      let range = ranges[Int.random(in: ranges.indices, using: &generator)]
      if let scalar = Unicode.Scalar(UInt32.random(in: range, using: &generator)) { text.append(scalar) }
    }
    return String(text)
  }
}

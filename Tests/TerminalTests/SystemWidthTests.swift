#if canImport(Glibc)
  import Glibc
  import Terminal
  import Testing

  /// ncurses places what it draws by the C library's idea of widths, so ours has to be the same.
  @Suite struct SystemWidthTests {
    /// Where glibc and this package differ on purpose, or where glibc is known to be of another opinion.
    private static let exceptions: [ClosedRange<UInt32>] = [
      // A spacing mark that glibc 2.36 counts among the nonspacing ones.
      0x1171E...0x1171E,
      // Hangul medial vowels and finals of the extended block: of no width within a syllable, see GlyphTests.
      0xD7B0...0xD7FB,
      // Fillers in place of letters: there is nothing to be seen of them, so they are spelled out.
      0x115F...0x1160, 0x3164...0x3164, 0xFFA0...0xFFA0,
    ]

    @Test("a spacing character is as wide as the C library says")
    func spacingCharacters() throws {
      let differing = try Self.withUTF8Widths { systemWidth in
        Self.spacingScalars.filter { scalar in
          let expected = systemWidth(scalar)
          // Less than 0: a character of a later Unicode version than the C library knows.
          guard expected >= 0, !Self.exceptions.contains(where: { $0.contains(scalar.value) }) else {
            return false
          }
          return Glyph.glyphs(of: String(Character(scalar))).map(\.width) != [expected]
        }
      }
      #expect(differing.map { String($0.value, radix: 16) } == [])
    }

    @Test("what is kept as a mark takes no column by the C library either")
    func marks() throws {
      let spacing = try Self.withUTF8Widths { systemWidth in
        (UInt32(0x300)...0x1_FFFF).compactMap(Unicode.Scalar.init).filter { scalar in
          let isMark = [.nonspacingMark, .enclosingMark].contains(scalar.properties.generalCategory)
          return isMark && systemWidth(scalar) > 0
        }
      }
      #expect(spacing.map { String($0.value, radix: 16) } == [])
    }

    @Test(
      "a text takes as many columns as the C library gives to what is sent of it",
      arguments: [
        "会議の録音", "ｶﾀｶﾅ", "한국어", "ภาษาไทย", "हिन्दी", "עברית", "العربية", "Zoe\u{308}",
        "a\u{300}\u{301}\u{302}\u{303}\u{304}b",
        "👩‍👩‍👧‍👦 family", "🏳️‍🌈", "🇩🇪🇯🇵", "🇩", "❤️ love", "❤", "1️⃣ #️⃣", "👍🏽", "🏽", "☎︎", "✓✗◔▸◌", "…", "–", "\u{200D}x",
        "\u{FE0F}x",
        "\u{1100}\u{1161}\u{11A8}", "\u{AC00}\u{11A8}", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "\u{301}alone", "क्षि", "ﷺ", "𝒳", "\u{AD}",
        "\u{200B}", "\u{2060}",
      ])
    func wholeTexts(text: String) throws {
      let glyphs = Glyph.glyphs(of: text)
      let widths = try Self.withUTF8Widths { systemWidth in
        glyphs.map { glyph in glyph.text.unicodeScalars.reduce(0) { $0 + systemWidth($1) } }
      }
      #expect(widths == glyphs.map(\.width))
      // Terminals do not agree on what these make of the emoji before them.
      let isSimple = glyphs.allSatisfy { glyph in
        glyph.text.unicodeScalars.allSatisfy { $0 != "\u{200D}" && !(0xFE00...0xFE0F).contains($0.value) }
      }
      #expect(isSimple)
      // ncurses holds so many in a cell.
      #expect(glyphs.allSatisfy { $0.text.unicodeScalars.count <= 5 })
    }

    /// Characters that stand in a cell of their own.
    private static var spacingScalars: [Unicode.Scalar] {
      (UInt32(0x20)...0x3_FFFF).compactMap(Unicode.Scalar.init).filter { scalar in
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .unassigned: false
        case .nonspacingMark, .enclosingMark: false
        // Jamo vowels and finals are spacing by category but are drawn into the syllable before them.
        default: !(0x1160...0x11FF).contains(scalar.value)
        }
      }
    }

    /// Runs `body` in a UTF-8 locale of this thread alone, whatever the locale of the test run.
    private static func withUTF8Widths<Result>(_ body: ((Unicode.Scalar) -> Int) -> Result) throws -> Result {
      // The Glibc module leaves out what only X/Open declares.
      typealias CharacterWidth = @convention(c) (wchar_t) -> Int32
      let symbol = try #require(dlsym(nil, "wcwidth"))
      let wcwidth = unsafeBitCast(symbol, to: CharacterWidth.self)
      let locale = try #require(newlocale(1 << LC_CTYPE, "C.UTF-8", nil))
      let previous = uselocale(locale)
      defer {
        uselocale(previous)
        freelocale(locale)
      }
      return body { Int(wcwidth(wchar_t($0.value))) }
    }
  }
#endif

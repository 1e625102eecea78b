import Curses
import Testing

/// Characters made of typed bytes.
@Suite struct TypedUTF8Tests {
  private func typed(_ bytes: [UInt8]) -> String {
    var decoder = TypedUTF8()
    var text = String.UnicodeScalarView()
    for byte in bytes {
      decoder.take(byte)
      while let scalar = decoder.next() { text.append(scalar) }
    }
    return String(text)
  }

  @Test(
    "what is UTF-8 comes as it is, however it is cut",
    arguments: ["d", "\u{3}", "é会議👩‍💻", "\u{10FFFF}\u{FEFF}"])
  func valid(text: String) { #expect(typed(Array(text.utf8)) == text) }

  @Test(
    "what is none becomes a sign for that, and what follows is not lost",
    arguments: [
      ([0xFF], "\u{FFFD}"), ([0xE9, 0x20], "\u{FFFD} "), ([0xE2, 0x82, 0x64], "\u{FFFD}d"),
      ([0x80, 0xC3, 0xA9], "\u{FFFD}é"), ([0xC0, 0xAF], "\u{FFFD}\u{FFFD}"),
      ([0xED, 0xA0, 0x80], "\u{FFFD}"),
      ([0xFF, 0xFE, 0x61, 0x0A], "\u{FFFD}\u{FFFD}a\n"),
    ] as [([UInt8], String)])
  func invalid(bytes: [UInt8], text: String) {
    #expect(typed(bytes + [0x7A]) == text + "z")
  }
}

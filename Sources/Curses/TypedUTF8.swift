/// Makes characters of the bytes that are typed, one after the other. What is no UTF-8 becomes U+FFFD, and takes nothing of
/// what follows with it.
package struct TypedUTF8 {
  private var bytes: [UInt8] = []

  package init() {}

  package mutating func take(_ byte: UInt8) { bytes.append(byte) }

  /// The next character, once it is there whole.
  package mutating func next() -> Unicode.Scalar? {
    guard let first = bytes.first else { return nil }
    let length = Self.length(after: first)
    let rest = bytes.dropFirst().prefix(length - 1)
    let following = rest.prefix { $0 & 0xC0 == 0x80 }.count
    if following == rest.count, bytes.count < length { return nil }
    defer { bytes.removeFirst(following + 1) }
    guard following == length - 1 else { return "\u{FFFD}" }
    // Also made of too many bytes, or beyond what there is: then the decoder puts in more than one of its own.
    let scalars = String(decoding: bytes.prefix(length), as: UTF8.self).unicodeScalars
    return scalars.count == 1 ? scalars.first : "\u{FFFD}"
  }

  private static func length(after first: UInt8) -> Int {
    switch first {
    case 0xC2...0xDF: 2
    case 0xE0...0xEF: 3
    case 0xF0...0xF4: 4
    default: 1
    }
  }
}

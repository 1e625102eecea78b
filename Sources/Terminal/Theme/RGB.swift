/// A colour by its parts in sRGB, as displays and web pages have it.
package struct RGB: Hashable, Sendable {
  package let red: UInt8
  package let green: UInt8
  package let blue: UInt8

  /// - Parameter hex: `0xRRGGBB`; what is above is left out.
  package init(_ hex: UInt32) {
    red = UInt8(truncatingIfNeeded: hex >> 16)
    green = UInt8(truncatingIfNeeded: hex >> 8)
    blue = UInt8(truncatingIfNeeded: hex)
  }

  /// Reads `#rrggbb` or `#rgb`, as web pages write colours; nil for anything else.
  package init?(_ text: String) {
    let digits = text.dropFirst()
    guard text.first == "#", digits.allSatisfy(\.isHexDigit), digits.count == 6 || digits.count == 3,
      let hex = UInt32(digits.count == 6 ? String(digits) : digits.map { "\($0)\($0)" }.joined(), radix: 16)
    else { return nil }
    self.init(hex)
  }

  /// `0xRRGGBB`
  package var hex: Int { Int(red) << 16 | Int(green) << 8 | Int(blue) }

  /// Its number on a terminal of direct colours: ``hex``, but for eight shades of black, whose numbers are those of the person's
  /// own colours. The nearest other one is taken, which looks the same.
  package var direct: Int { max(hex, 8) }

  /// The nearest of the 240 colours that all terminals of 256 colours share; the 16 before them are the person's own.
  package var indexed: Int {
    let cube = [red, green, blue].map(Self.nearestLevel)
    let inCube = 16 + 36 * cube[0] + 6 * cube[1] + cube[2]
    let average = (Int(red) + Int(green) + Int(blue)) / 3
    let gray = 232 + min(max(0, (average - 3) / 10), 23)
    return [inCube, gray].min { distance(to: Self(indexed: $0)) < distance(to: Self(indexed: $1)) } ?? inCube
  }

  /// The colour of a number from 16 to 255, as xterm has set them.
  package init(indexed: Int) {
    guard indexed < 232 else {
      let level = UInt32(8 + 10 * (indexed - 232))
      self.init(level << 16 | level << 8 | level)
      return
    }
    let parts = [(indexed - 16) / 36, (indexed - 16) / 6 % 6, (indexed - 16) % 6].map {
      UInt32(Self.levels[$0])
    }
    self.init(parts[0] << 16 | parts[1] << 8 | parts[2])
  }

  private static let levels: [UInt8] = [0, 95, 135, 175, 215, 255]

  private static func nearestLevel(_ part: UInt8) -> Int {
    levels.indices.min { abs(Int(levels[$0]) - Int(part)) < abs(Int(levels[$1]) - Int(part)) } ?? 0
  }

  private func distance(to other: RGB) -> Int {
    zip([red, green, blue], [other.red, other.green, other.blue])
      .reduce(0) { $0 + (Int($1.0) - Int($1.1)) * (Int($1.0) - Int($1.1)) }
  }
}

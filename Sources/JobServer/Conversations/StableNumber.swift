/// Ids that are the same whenever they are asked for, because they follow from what they stand for.
enum StableNumber {
  /// A number of 16 digits, as the API's ids are, by FNV-1a over the parts.
  static func of(_ parts: String...) -> String {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in parts.joined(separator: "\u{1F}").utf8 {
      hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3
    }
    return "\(smallest + hash % (largest - smallest))"
  }

  /// Numbers from here to ``largest`` have 16 digits, and JavaScript can hold them.
  static let smallest: UInt64 = 1_000_000_000_000_000
  static let largest: UInt64 = 9_007_199_254_740_991
}

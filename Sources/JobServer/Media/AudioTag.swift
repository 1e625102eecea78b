/// The tags that stand before, between and behind the frames of MPEG audio: ID3v1, ID3v2 and APE.
enum AudioTag {
  /// How many bytes it takes to tell one and its length.
  static let headerLength = 32

  /// The length of the tag at the first readable byte; nil when there is none.
  static func length(_ bytes: SkippingBuffer) -> Int? {
    let mark = bytes.text(at: 0)
    if mark.hasPrefix("ID3"), (2...4).contains(bytes.integer(at: 3, as: UInt8.self)) {
      return 10 + lengthOfID3(bytes)
    }
    if mark.hasPrefix("TAG") { return 128 }
    if mark == "APET", bytes.text(at: 4) == "AGEX" {
      return 32 + Int(bytes.integer(at: 12, endianness: .little))
    }
    return nil
  }

  /// ID3v2.4, 3.1: four times seven bits, and perhaps a footer. Some programs write eight bits.
  private static func lengthOfID3(_ bytes: SkippingBuffer) -> Int {
    let bits = Int(bytes.integer(at: 6))
    let isPlain = bits & 0x8080_8080 != 0
    let sevens = [24, 16, 8, 0].reduce(0) { $0 << 7 | bits >> $1 & 0x7F }
    let hasFooter = bytes.integer(at: 5, as: UInt8.self) & 0x10 != 0
    return (isPlain ? bits : sevens) + (hasFooter ? 10 : 0)
  }
}

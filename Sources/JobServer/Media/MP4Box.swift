/// A box of an MP4 file (ISO/IEC 14496-12, 4.2), of which the beginning has come.
struct MP4Box {
  /// What the next bytes are.
  enum Next {
    case box(MP4Box)
    /// More bytes have to come before it can be told.
    case incomplete
    /// There is no box any more in the one around it.
    case nothing
  }

  /// How many bytes of its content are looked at: no number that is read lies behind them.
  private static let lookedAt = 32

  let type: String
  /// How long it is with its header, and no longer than the box around it has room.
  let length: Int
  let headerLength: Int
  /// Whether it goes on to the end of the one around it.
  let isOpenEnded: Bool
  private let bytes: SkippingBuffer

  /// The box at the first readable byte.
  ///
  /// - Parameter room: how many bytes are left in the box around it.
  static func next(_ bytes: SkippingBuffer, room: Int) -> Next {
    guard room >= 8 else { return .nothing }
    guard bytes.readable >= 8 else { return .incomplete }
    let short: UInt32 = bytes.integer(at: 0)
    let isLong = short == 1
    let header = isLong ? 16 : 8
    guard room >= header else { return .nothing }
    guard bytes.readable >= header else { return .incomplete }
    let length = isLong ? bytes.integer(at: 8, as: UInt64.self) : UInt64(short)
    let type = bytes.text(at: 4)
    guard length == 0 || length >= header, type.allSatisfy(\.isASCII) else { return .nothing }
    let box = MP4Box(
      type: type, length: length == 0 ? room : Int(min(length, UInt64(room))), headerLength: header,
      isOpenEnded: length == 0 || length > room, bytes: bytes)
    return .box(box)
  }

  var contentLength: Int { length - headerLength }
  /// Whether so much of the content has come as is looked at.
  var isReadable: Bool { bytes.readable >= headerLength + min(contentLength, Self.lookedAt) }

  /// The first byte of the content of many boxes, which says how wide their numbers are.
  var isWide: Bool { number(at: 0).map { $0 >> 24 == 1 } ?? false }
  /// What follows it.
  var flags: UInt32 { (number(at: 0) ?? 0) & 0xFF_FFFF }

  /// A number of the content; nil behind its end.
  func number<Number: FixedWidthInteger>(at offset: Int, as type: Number.Type = UInt32.self) -> Number? {
    guard offset + Number.bitWidth / 8 <= min(contentLength, Self.lookedAt) else { return nil }
    return bytes.integer(at: headerLength + offset, as: type)
  }
}

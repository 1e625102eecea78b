import CNcurses
import Glibc

/// What terminfo knows of a terminal, to be changed and handed back to ncurses.
///
/// Since 6.1 ncurses keeps what it has read to itself: `cur_term` leads to a copy, and writing there changes nothing. But it takes
/// a whole description in place of the one that it would find; see `cn_new_terminal`.
package struct TerminalDescription {
  /// Capabilities, in the order of their names.
  private struct Capabilities {
    var booleans: [Bool]
    /// Negative where there is none.
    var numbers: [Int32]
    /// Nil where there is none.
    var strings: [[UInt8]?]
  }

  private let names: [UInt8]
  private var standard: Capabilities
  /// Those that terminfo itself does not know, and their names: first of the booleans, then of numbers and of strings.
  private var extended: Capabilities
  private var extendedNames: [[UInt8]]

  /// The one of a terminal type; nil when terminfo does not know it.
  package init?(named name: String) {
    var problem: Int32 = 0
    guard setupterm(name, STDOUT_FILENO, &problem) == OK else { return nil }
    self.init()
  }

  /// The one that `setupterm` has read last; nil when there is none.
  package init?() {
    guard let read = cn_description()?.pointee else { return nil }
    names = Self.bytes(read.term_names) ?? []
    let booleans = (0..<Int(read.num_Booleans)).map { read.Booleans[$0] > 0 }
    let numbers = (0..<Int(read.num_Numbers)).map { max(-1, Int32(read.Numbers[$0])) }
    let strings = (0..<Int(read.num_Strings)).map { Self.bytes(read.Strings[$0]) }
    let (moreBooleans, moreNumbers, moreStrings) =
      (Int(read.ext_Booleans), Int(read.ext_Numbers), Int(read.ext_Strings))
    standard = Capabilities(
      booleans: booleans.dropLast(moreBooleans), numbers: numbers.dropLast(moreNumbers),
      strings: strings.dropLast(moreStrings))
    extended = Capabilities(
      booleans: booleans.suffix(moreBooleans), numbers: numbers.suffix(moreNumbers),
      strings: strings.suffix(moreStrings))
    extendedNames = (0..<moreBooleans + moreNumbers + moreStrings).map {
      Self.bytes(read.ext_Names[$0]) ?? []
    }
  }

  /// The bytes of a C string; nil for none, and for what a description has cancelled.
  private static func bytes(_ text: UnsafeMutablePointer<CChar>?) -> [UInt8]? {
    guard let text, Int(bitPattern: text) != -1 else { return nil }
    return UnsafeBufferPointer(start: text, count: strlen(text)).map(UInt8.init(bitPattern:))
  }

  /// The same terminal with colours by their numbers `0xRRGGBB` in place of 256, as `xterm-direct` has them; the first eight
  /// numbers stay those of the person's own colours.
  ///
  /// - Returns: nil when the terminal has fewer than 256 colours, or such numbers of its own.
  package var withDirectColors: TerminalDescription? {
    let rgb = Array("RGB".utf8)
    guard standard.numbers[Int(cn_place_of_colors())] >= 256, !extendedNames.contains(rgb) else { return nil }
    var changed = self
    changed.standard.numbers[Int(cn_place_of_colors())] = 1 << 24
    changed.standard.numbers[Int(cn_place_of_pairs())] = 0x7FFF
    changed.standard.strings[Int(cn_place_of_setaf())] = Self.setting("3")
    changed.standard.strings[Int(cn_place_of_setab())] = Self.setting("4")
    changed.extendedNames.insert(rgb, at: extended.booleans.count)
    changed.extended.booleans.append(true)
    return changed
  }

  /// Whether it says by the name that tmux has given it that the terminal has direct colours.
  package var isTrueColor: Bool {
    zip(extendedNames, extended.booleans).contains { $0 == Array("Tc".utf8) && $1 }
  }

  /// SGR 30 to 37 or 40 to 47 for the numbers below 8, else 38;2 or 48;2 with red, green and blue.
  private static func setting(_ digit: String) -> [UInt8] {
    let blue = "%p1%{255}%&%d"
    let green = "%p1%{256}%/%{255}%&%d"
    let red = "%p1%{65536}%/%d"
    return Array("\u{1B}[%?%p1%{8}%<%t\(digit)%p1%d%e\(digit)8;2;\(red);\(green);\(blue)%;m".utf8)
  }

  /// As `tic` writes it, with numbers of 32 bits (term(5)).
  package var compiled: [UInt8] {
    let (offsets, table) = Self.table(of: standard.strings)
    var bytes: [UInt8] = []
    bytes.add(shorts: [
      0o1036, names.count + 1, standard.booleans.count, standard.numbers.count, offsets.count, table.count,
    ])
    bytes += names + [0]
    bytes += standard.booleans.map { $0 ? 1 : 0 }
    bytes.padToEven()
    bytes.add(numbers: standard.numbers)
    bytes.add(shorts: offsets)
    bytes += table
    bytes.padToEven()
    guard !extendedNames.isEmpty else { return bytes }
    let (moreOffsets, moreTable) = Self.table(of: extended.strings)
    let (nameOffsets, nameTable) = Self.table(of: extendedNames)
    bytes.add(shorts: [
      extended.booleans.count, extended.numbers.count, extended.strings.count,
      extended.strings.count { $0 != nil } + extendedNames.count, moreTable.count + nameTable.count,
    ])
    bytes += extended.booleans.map { $0 ? 1 : 0 }
    bytes.padToEven()
    bytes.add(numbers: extended.numbers)
    bytes.add(shorts: moreOffsets + nameOffsets)
    bytes += moreTable + nameTable
    return bytes
  }

  /// ``compiled`` in hexadecimal digits.
  package var hexadecimal: String {
    let digits = Array("0123456789ABCDEF".utf8)
    return String(decoding: compiled.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }

  /// Strings one after the other, each with a zero at its end, and where each one begins; -1 where there is none.
  private static func table(of strings: [[UInt8]?]) -> (offsets: [Int], bytes: [UInt8]) {
    var bytes: [UInt8] = []
    let offsets = strings.map { string in
      guard let string else { return -1 }
      defer { bytes += string + [0] }
      return bytes.count
    }
    return (offsets, bytes)
  }
}

extension [UInt8] {
  fileprivate mutating func add(shorts: [Int]) {
    for number in shorts {
      self += [UInt8(truncatingIfNeeded: number), UInt8(truncatingIfNeeded: number >> 8)]
    }
  }

  fileprivate mutating func add(numbers: [Int32]) {
    for number in numbers { self += (0..<4).map { UInt8(truncatingIfNeeded: number >> ($0 * 8)) } }
  }

  fileprivate mutating func padToEven() {
    if !count.isMultiple(of: 2) { append(0) }
  }
}

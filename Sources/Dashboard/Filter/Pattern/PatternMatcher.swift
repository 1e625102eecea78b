/// Finds a pattern in texts, in one pass over each, whatever the pattern: all ways in which it may be going on are kept as
/// one set of places in it, a bit each, which moves over the text (Glushkov 1961; bit-parallel as in Navarro and Raffinot,
/// "Flexible Pattern Matching in Strings").
///
/// A person waits for it at each key, over a hundred thousand jobs. `Regex` takes half a second for that, and has no end in
/// sight over `(a+)+b`.
struct PatternMatcher: Sendable {
  /// By place, the places that may come next.
  private var follow: [UInt64] = []
  /// The places that may come first at the beginning of a text, and elsewhere in it.
  private let firstAtStart: UInt64
  private let first: UInt64
  /// The places behind which the pattern is complete, anywhere and at the end of a text.
  private var last: UInt64 = 0
  private var lastAtEnd: UInt64 = 0
  /// Whether it is complete without any place: anywhere, at the start or the end of a text, in an empty one.
  private let matchesAlways: Bool
  private let matchesAtEnd: Bool
  private let matchesEmpty: Bool
  /// The places that take each scalar of ASCII.
  private var takersOfASCII: [UInt64]
  private let classes: [PatternClass]

  init(_ pattern: FilterPattern) {
    var program = PatternProgram()
    let entry = program.compile(pattern.node, next: program.match)
    let anywhere = program.reach(entry)
    let atStart = program.reach(entry, isAtStart: true)
    (first, firstAtStart) = (anywhere.places, atStart.places)
    matchesAlways = anywhere.isComplete || atStart.isComplete
    matchesAtEnd = program.reach(entry, isAtEnd: true).isComplete
    matchesEmpty = program.reach(entry, isAtStart: true, isAtEnd: true).isComplete
    classes = program.places.map(\.scalars)
    for (place, next) in program.places.map(\.next).enumerated() {
      let reach = program.reach(next)
      follow.append(reach.places)
      if reach.isComplete { last |= 1 << UInt64(place) }
      if program.reach(next, isAtEnd: true).isComplete { lastAtEnd |= 1 << UInt64(place) }
    }
    takersOfASCII = []
    takersOfASCII = (0..<0x80).map { takers(of: $0) }
  }

  /// Whether the pattern occurs in a text of UTF-8, folded as ``FilterText`` does.
  ///
  /// Complexity: O(n) in the text; for each scalar at most in ``PatternProgram/mostPlaces``.
  func matches(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    if matchesAlways || matchesAtEnd { return true }
    guard !text.isEmpty else { return matchesEmpty }
    return takersOfASCII.withUnsafeBufferPointer { takersOfASCII in
      follow.withUnsafeBufferPointer { follow in
        var state = firstAtStart
        var taken: UInt64 = 0
        var index = 0
        while index < text.count {
          let byte = text[index]
          if byte < 0x80 {
            taken = state & takersOfASCII[Int(byte)]
            index += 1
          } else {
            let (scalar, length) = Self.scalar(text, at: index)
            taken = state & takers(of: scalar)
            index += length
          }
          if taken & last != 0 { return true }
          state = first
          var left = taken
          while left != 0 {
            state |= follow[left.trailingZeroBitCount]
            left &= left - 1
          }
        }
        return taken & lastAtEnd != 0
      }
    }
  }

  private func takers(of scalar: UInt32) -> UInt64 {
    classes.indices.reduce(0) { $0 | (classes[$1].contains(scalar) ? 1 << UInt64($1) : 0) }
  }

  private static func scalar(_ text: UnsafeBufferPointer<UInt8>, at index: Int) -> (UInt32, length: Int) {
    let byte = text[index]
    let length = byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4
    guard index + length <= text.count else { return (0xFFFD, text.count - index) }
    var scalar = UInt32(byte) & (0x7F >> UInt32(length))
    for offset in 1..<length { scalar = scalar << 6 | UInt32(text[index + offset]) & 0x3F }
    return (scalar, length)
  }
}

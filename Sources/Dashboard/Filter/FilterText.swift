import Foundation
import JobTracking

/// Texts as a filter compares them: without regard to case.
enum FilterText {
  /// A text in lower case; what Unicode counts as the same character is written in one way.
  static func folded(_ text: String) -> String {
    text.utf8.allSatisfy { $0 < 0x80 }
      ? text.lowercased() : text.precomposedStringWithCanonicalMapping.lowercased()
  }

  static func contains(_ needle: [UInt8], in text: String) -> Bool {
    var text = folded(text)
    return text.withUTF8 { contains(needle, in: $0) }
  }

  /// Whether bytes occur among others. Complexity: O(n) for texts as people write them; O(nm) at worst.
  static func contains(_ needle: [UInt8], in bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    needle.withUnsafeBufferPointer { needle in
      guard let first = needle.first, let needleStart = needle.baseAddress else { return true }
      guard var start = bytes.baseAddress, bytes.count >= needle.count else { return false }
      var left = bytes.count - needle.count + 1
      // The C library looks at many bytes at the same time.
      while left > 0, let found = memchr(start, Int32(first), left) {
        let candidate = found.assumingMemoryBound(to: UInt8.self)
        if memcmp(candidate, needleStart, needle.count) == 0 { return true }
        left -= candidate - UnsafeMutablePointer(mutating: start) + 1
        start = UnsafePointer(candidate + 1)
      }
      return false
    }
  }
}

/// The labels and ids of many jobs, folded and one after the other, so that all of them are searched quickly.
struct FilterTexts: Sendable {
  /// Where the texts of one job are: label, ``separator``, id.
  struct Place: Sendable {
    fileprivate let start: UInt32
    fileprivate let labelEnd: UInt32
    fileprivate let end: UInt32

    /// Of a job whose texts nobody has asked for.
    static let nowhere = Place(start: 0, labelEnd: 0, end: 0)

    var label: Range<Int> { Int(start)..<Int(labelEnd) }
    var id: Range<Int> { Int(labelEnd) + 1..<Int(end) }
    var both: Range<Int> { Int(start)..<Int(end) }
  }

  /// No byte of UTF-8, so that nothing that is looked for reaches from one text into the next.
  private static let separator: UInt8 = 0xFF

  private(set) var bytes: [UInt8] = []

  /// Whether there is room for more. The texts of jobs that are gone stay until everything is built anew.
  var isFull: Bool { bytes.count > 1 << 30 }

  mutating func add(_ job: TrackedJob) -> Place {
    let start = UInt32(bytes.count)
    add(job.label)
    let labelEnd = UInt32(bytes.count)
    bytes.append(Self.separator)
    add(job.key.id.rawValue)
    return Place(start: start, labelEnd: labelEnd, end: UInt32(bytes.count))
  }

  private mutating func add(_ text: String) {
    let start = bytes.count
    var text = text
    let isASCII = text.withUTF8 { utf8 in
      var isASCII = true
      for byte in utf8 {
        isASCII = isASCII && byte < 0x80
        bytes.append((0x41...0x5A).contains(byte) ? byte | 0x20 : byte)
      }
      return isASCII
    }
    guard !isASCII else { return }
    bytes.removeLast(bytes.count - start)
    bytes.append(contentsOf: FilterText.folded(text).utf8)
  }
}

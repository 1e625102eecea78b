/// The id of one job, as the service gave it: an opaque string that fits one URL path segment.
package struct JobID: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// The longest id accepted, in bytes of UTF-8.
  package static let longest = 256

  package let rawValue: String

  /// Accepts an id that can be asked about.
  ///
  /// - Throws: ``JobIDError`` for an empty id, one longer than ``longest`` bytes, one with blanks or control
  ///   characters in it, and `.` or `..`, which a URL path would swallow.
  package init(_ text: String) throws(JobIDError) {
    guard !text.isEmpty else { throw .empty }
    let length = text.utf8.count
    guard length <= Self.longest else { throw .tooLong(bytes: length) }
    // Visible ASCII needs no look into the tables of Unicode.
    guard
      text.utf8.allSatisfy({ (0x21...0x7E).contains($0) })
        || text.unicodeScalars.allSatisfy({ !$0.properties.isWhitespace && !Self.isControl($0) })
    else {
      throw .unprintable(text)
    }
    guard text != ".", text != ".." else { throw .dots(text) }
    rawValue = text
  }

  package var description: String { rawValue }

  // Opaque, so compared byte by byte: to `String` two spellings of `é` are the same, to the service they are not.
  package static func == (left: JobID, right: JobID) -> Bool {
    left.rawValue.hasSameBytes(as: right.rawValue)
  }

  package static func < (left: JobID, right: JobID) -> Bool {
    left.rawValue.utf8.lexicographicallyPrecedes(right.rawValue.utf8)
  }

  private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .lineSeparator, .paragraphSeparator: true
    default: false
    }
  }
}

extension String {
  /// Whether two texts are the same byte by byte in UTF-8, as not all are that `==` takes for the same.
  func hasSameBytes(as other: String) -> Bool {
    let (mine, others) = (utf8.span, other.utf8.span)
    return mine.count == others.count && mine.indices.allSatisfy { mine[$0] == others[$0] }
  }
}

/// Why a text is no job id.
package enum JobIDError: Error, Hashable, CustomStringConvertible {
  case empty
  case tooLong(bytes: Int)
  case unprintable(String)
  case dots(String)

  /// A sentence for people; the text in it may hold anything, so it is to be sanitised before it is shown.
  package var description: String {
    switch self {
    case .empty:
      "A job id cannot be empty; give the id that the service answered when the job was made."
    case .tooLong(let bytes):
      "A job id of \(bytes) bytes is too long (at most \(JobID.longest)); check what was pasted."
    case .unprintable(let text):
      "'\(text.prefix(40))' is no job id: it holds a blank or a control character; copy the id alone."
    case .dots(let text):
      "'\(text)' is no job id; give the id that the service answered when the job was made."
    }
  }
}

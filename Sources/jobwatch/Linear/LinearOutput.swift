import Foundation
import Glibc
import Terminal

/// Standard output, line by line.
struct LinearOutput {
  enum Problem: Error {
    /// The pipe has no reader any more, or the terminal is gone.
    case nobodyReads
    case cannotWrite(String)
  }

  private let isASCII: Bool

  /// - Parameter isASCII: whether only ASCII is written, even if the locale is UTF-8.
  init(isASCII: Bool) {
    setlocale(LC_CTYPE, "")
    self.isASCII = isASCII || String(cString: nl_langinfo(Int32(CODESET))) != "UTF-8"
    signal(SIGPIPE, SIG_IGN)  // told by write, so that everything else can be put away
  }

  /// A text without what a terminal might act on, and without what the locale has no characters for.
  func plain(_ text: String) -> String {
    let text = text.printable
    return isASCII ? String(text.map { $0.isASCII ? $0 : "?" }) : text
  }

  func write(_ text: String) throws(Problem) {
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty {
      let count = bytes.withUnsafeBytes { Glibc.write(STDOUT_FILENO, $0.baseAddress, $0.count) }
      guard count <= 0 else {
        bytes = bytes.dropFirst(count)
        continue
      }
      switch errno {
      case EINTR: continue
      case EPIPE, EIO: throw .nobodyReads
      default: throw .cannotWrite(String(cString: strerror(errno)))
      }
    }
  }
}

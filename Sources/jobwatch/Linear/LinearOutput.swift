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
  private let traits: TerminalTraits
  private let notification: WindowSignals.Notification

  /// - Parameters:
  ///   - isASCII: whether only ASCII is written, even if the locale is UTF-8.
  ///   - notification: how a person is told that jobs have ended, where standard output is a terminal.
  ///   - environment: of the process; it says which terminal that is.
  init(isASCII: Bool, notification: WindowSignals.Notification, environment: [String: String]) {
    setlocale(LC_CTYPE, "")
    self.isASCII = isASCII || String(cString: nl_langinfo(Int32(CODESET))) != "UTF-8"
    traits = TerminalTraits(environment: environment, isUTF8: !self.isASCII)
    // In a pipe or a file a bell is a control character like any other.
    self.notification = isatty(STDOUT_FILENO) == 1 ? notification : .off
    signal(SIGPIPE, SIG_IGN)  // told by write, so that everything else can be put away
  }

  /// A text without what a terminal might act on, and without what the locale has no characters for.
  func plain(_ text: String) -> String {
    let text = text.printable
    return isASCII ? String(text.map { $0.isASCII ? $0 : "?" }) : text
  }

  /// Whether there are notifications of jobs that end.
  var notifies: Bool { notification != .off && notification != .sets }

  /// Whether there are notifications of sets of jobs that were waited for.
  var notifiesOfSets: Bool { notification != .off }

  /// Rings the bell, or has the terminal notify where it is known to; prints nothing.
  func notify(_ sentence: String) throws(Problem) {
    try write(traits.notification(sentence, as: notification))
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

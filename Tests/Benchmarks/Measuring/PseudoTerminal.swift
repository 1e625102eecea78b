import Foundation
import Synchronization

/// A terminal without a screen, and when which bytes came to it.
final class PseudoTerminal: Sendable {
  /// TIOCSPTLCK and TIOCGPTN, see ioctl_tty(2); their macros are not for Swift to read.
  private static let lock: UInt = 0x4004_5431
  private static let getNumber: UInt = 0x8004_5430

  private let controller: Int32
  /// What a program has as its terminal.
  let descriptor: Int32
  private let seen = Mutex((text: [UInt8](), arrivals: [(end: Int, instant: ContinuousClock.Instant)]()))

  init(columns: UInt16, rows: UInt16) throws {
    controller = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
    var (isLocked, number): (Int32, Int32) = (0, 0)
    guard controller >= 0, ioctl(controller, Self.lock, &isLocked) == 0,
      ioctl(controller, Self.getNumber, &number) == 0,
      case let descriptor = open("/dev/pts/\(number)", O_RDWR | O_NOCTTY | O_CLOEXEC), descriptor >= 0
    else {
      throw ExternalProgram.Failure(description: "no pseudo-terminal: \(String(cString: strerror(errno)))")
    }
    self.descriptor = descriptor
    var size = winsize(ws_row: rows, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
    _ = ioctl(descriptor, UInt(TIOCSWINSZ), &size)
    // Reading blocks, so it has a thread of its own; it ends with the last descriptor of the terminal.
    Thread.detachNewThread { [controller] in
      while self.readMore() {}
      close(controller)
    }
  }

  /// Lets go of the terminal; programs that have it still keep it.
  func closeDescriptor() { close(descriptor) }

  private func readMore() -> Bool {
    var bytes = [UInt8](repeating: 0, count: 1 << 16)
    let count = read(controller, &bytes, bytes.count)
    guard count > 0 else { return false }
    let now = ContinuousClock.now
    seen.withLock {
      $0.text += bytes.prefix(count)
      $0.arrivals.append(($0.text.count, now))
    }
    return true
  }

  /// How many bytes have come so far.
  var bytes: Int { seen.withLock { $0.text.count } }

  /// Types, as a person does.
  func type(_ text: String) {
    _ = Array(text.utf8).withUnsafeBytes { write(controller, $0.baseAddress, $0.count) }
  }

  /// When a text was there whole, once it is.
  ///
  /// - Parameter start: the number of bytes after which it is looked for.
  /// - Throws: ``ExternalProgram/Failure`` when it does not come within 30 s, `CancellationError`.
  func arrival(of text: String, after start: Int = 0) async throws -> ContinuousClock.Instant {
    let deadline = ContinuousClock.now.advanced(by: .seconds(30))
    while ContinuousClock.now < deadline {
      if let instant = instant(of: text, after: start) { return instant }
      try await Task.sleep(for: .milliseconds(5))
    }
    throw ExternalProgram.Failure(description: "'\(text)' did not come to the terminal")
  }

  private func instant(of text: String, after start: Int) -> ContinuousClock.Instant? {
    seen.withLock { seen in
      guard let range = seen.text[start...].firstRange(of: Array(text.utf8)) else { return nil }
      return seen.arrivals.first { $0.end >= range.upperBound }?.instant
    }
  }

  /// How often something was drawn, taking bytes that came within 2 ms of each other for one drawing.
  func drawings(since instant: ContinuousClock.Instant) -> Int {
    seen.withLock { seen in
      let instants = seen.arrivals.map(\.instant).filter { $0 >= instant }
      return zip(instants, instants.dropFirst()).count { $0.duration(to: $1) > .milliseconds(2) } + 1
    }
  }

  /// The bytes that have come after so many.
  func text(after start: Int) -> [UInt8] { seen.withLock { Array($0.text[start...]) } }
}

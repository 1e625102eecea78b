import Glibc

/// Tells which of the processes that share a store are alive.
///
/// Each holds a lock on one byte of a file beside the store; which byte is its number. The kernel lets go of it however
/// the process ends, `kill -9` included, so that no process id has to be trusted and nothing expires.
final class StorePresence: Sendable {
  /// This process, as the store knows it; 1 or more.
  let number: Int64
  private let descriptor: Int32

  /// Joins those that share a store; nil where the file system has no such locks.
  init?(storePath: String) {
    descriptor = open(storePath + "-watchers", O_CREAT | O_RDWR | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { return nil }
    for _ in 1...8 {
      // The file stays empty: a byte need not be there to be locked.
      let number = Int64.random(in: 1..<Int64.max)
      var lock = Self.lock(from: number, bytes: 1)
      if fcntl(descriptor, Self.setLock, &lock) == 0 {
        self.number = number
        return
      }
    }
    close(descriptor)
    return nil
  }

  deinit { close(descriptor) }

  /// Whether any other process shares the store.
  var hasOthers: Bool { isLocked(from: 0, bytes: 0) }

  /// The numbers of the other processes.
  ///
  /// Complexity: O(n) system calls for n of them
  var others: Set<Int64> {
    var numbers: Set<Int64> = []
    var ranges = [Int64(0)..<Int64.max]
    while let range = ranges.popLast() {
      // The kernel names one that is in the way, whichever.
      guard !range.isEmpty, let number = locked(in: range) else { continue }
      numbers.insert(number)
      ranges += [range.lowerBound..<number, number + 1..<range.upperBound]
    }
    return numbers
  }

  /// A byte that is locked by somebody else.
  private func locked(in range: Range<Int64>) -> Int64? {
    var lock = Self.lock(from: range.lowerBound, bytes: Int64(range.count))
    guard fcntl(descriptor, Self.getLock, &lock) == 0, lock.l_type != Int16(F_UNLCK),
      range.contains(Int64(lock.l_start))
    else { return nil }
    return Int64(lock.l_start)
  }

  func isAlive(_ number: Int64) -> Bool { number == self.number || isLocked(from: number, bytes: 1) }

  /// Whether any byte is locked by somebody else.
  private func isLocked(from start: Int64, bytes: Int64) -> Bool {
    var lock = Self.lock(from: start, bytes: bytes)
    return fcntl(descriptor, Self.getLock, &lock) == 0 && lock.l_type != Int16(F_UNLCK)
  }

  private static func lock(from start: Int64, bytes: Int64) -> flock {
    flock(l_type: Int16(F_WRLCK), l_whence: Int16(SEEK_SET), l_start: Int(start), l_len: Int(bytes), l_pid: 0)
  }

  // F_OFD_GETLK and F_OFD_SETLK of fcntl(2): locks of the open file, not of the process, so that closing the same file
  // elsewhere in the process does not drop them. The C library's header hides them from Swift.
  private static let getLock: Int32 = 36
  private static let setLock: Int32 = 37
}

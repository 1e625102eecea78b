import Foundation
import Glibc

/// Tells when somebody may have changed a store. Where the system tells it, nothing wakes while nothing is written.
enum StoreWatch {
  /// For how long nothing is heard of after a change, in seconds: a commit is many writes, and whoever writes a lot would wake
  /// itself all the time. What comes meanwhile is heard of at the end.
  private static let pause = 0.05

  /// An element for each burst of changes, from the moment of the call on.
  static func changes(of path: String) -> AsyncStream<Void> {
    let file = URL(filePath: path).resolvingSymlinksInPath().path
    return changesTold(of: file) ?? changesSeen(of: file)
  }

  /// What the system tells; nil where it cannot, or where this user's programs watch as much already as they may:
  /// 128 instances of inotify in all, unless `fs.inotify.max_user_instances` says otherwise.
  ///
  /// Two things are watched by inotify(7): the write-ahead log, which every commit is written to first, and the
  /// attributes of the store's file, which ``ring(_:)`` changes once a commit can be read, and with it whether it is
  /// deleted or moved. The log goes away with the last connection only, so it is there as long as whoever calls this
  /// has read from the store.
  private static func changesTold(of file: String) -> AsyncStream<Void>? {
    let descriptor = inotify_init1(Int32(IN_NONBLOCK) | Int32(IN_CLOEXEC))
    guard descriptor >= 0 else { return nil }
    guard inotify_add_watch(descriptor, file, UInt32(IN_ATTRIB) | UInt32(IN_MOVE_SELF)) >= 0,
      inotify_add_watch(descriptor, file + "-wal", UInt32(IN_MODIFY)) >= 0
    else {
      close(descriptor)
      return nil
    }
    let (stream, continuation) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
    // Sent to where the stream ends only to be cancelled, which any thread may do (dispatch_source_cancel(3)).
    nonisolated(unsafe) let source = DispatchSource.makeReadSource(fileDescriptor: descriptor)
    source.setEventHandler {
      // What has happened does not matter, only that something has.
      var events = [UInt8](repeating: 0, count: 4096)
      while read(descriptor, &events, events.count) > 0 {}
      continuation.yield()
      source.suspend()
      DispatchQueue.global().asyncAfter(deadline: .now() + pause) { source.resume() }
    }
    source.setCancelHandler { close(descriptor) }
    continuation.onTermination = { _ in source.cancel() }
    source.activate()
    return stream
  }

  /// What can be seen by looking at the same two things, every second.
  static func changesSeen(of file: String) -> AsyncStream<Void> {
    let (stream, continuation) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
    let before = Stamps(file)
    let looking = Task {
      var last = before
      // Cancelled together with the stream.
      while (try? await Task.sleep(for: .seconds(1))) != nil {
        let now = Stamps(file)
        if now != last { continuation.yield() }
        last = now
      }
    }
    continuation.onTermination = { _ in looking.cancel() }
    return stream
  }

  /// What a change leaves at the store's file and at its log; nil for what is not there.
  private struct Stamps: Equatable {
    private let file, log: [Int]?

    init(_ path: String) { (file, log) = (Self.stamp(path), Self.stamp(path + "-wal")) }

    private static func stamp(_ path: String) -> [Int]? {
      var status = stat()
      guard stat(path, &status) == 0 else { return nil }
      return [
        Int(status.st_ino), Int(status.st_size), status.st_mtim.tv_sec, status.st_mtim.tv_nsec,
        status.st_ctim.tv_sec,
        status.st_ctim.tv_nsec,
      ]
    }
  }

  /// Tells the others that a change can be read by now. The log alone would not: it is written before that.
  static func ring(_ path: String) {
    // Nobody hears of it where the file is gone or cannot be written; the log is watched as well.
    _ = utimensat(AT_FDCWD, path, nil, 0)
  }
}

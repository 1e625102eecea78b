/// Why tracked jobs cannot be kept or read.
package enum JobStoreError: Error, Hashable, CustomStringConvertible {
  case cannotCreateFolder(path: String, reason: String)
  case cannotOpen(path: String, reason: String)
  /// What is in the store is shown, and nothing is kept.
  case unwritable(path: String, reason: String)
  case newerVersion(path: String)
  /// SQLite finds that the file is not as it has written it.
  case damaged(path: String, reason: String)
  /// The file that is open is not under its name any more.
  case gone(path: String)
  case cannotRead(reason: String)
  case cannotWrite(reason: String)

  package var description: String {
    switch self {
    case .cannotCreateFolder(let path, let reason):
      "The folder \(path) for the job store cannot be made: \(reason). Choose another file with --store."
    case .cannotOpen(let path, let reason):
      "The job store \(path) cannot be opened: \(reason). It was left as it is; choose another with --store."
    case .unwritable(let path, let reason):
      "Nothing is being saved: the job store \(path) cannot be written: \(reason). Mend that and start jobwatch again, "
        + "or choose another file with --store."
    case .newerVersion(let path):
      "The job store \(path) was written by a newer jobwatch; it was left as it is. Update jobwatch, or choose "
        + "another file with --store."
    case .damaged(let path, let reason):
      "The job store \(path) is damaged: \(reason). Changes are not being saved; started again, jobwatch puts it "
        + "aside and begins a new one."
    case .gone(let path):
      "Changes are not being saved: \(path) was deleted, moved or replaced while it was open. Put it back before you "
        + "quit, and nothing is lost."
    case .cannotRead(let reason): "The job store cannot be read: \(reason)."
    case .cannotWrite(let reason): "Changes are not being saved: \(reason)."
    }
  }

  /// What is in the way, as a part of a sentence.
  package var reason: String {
    switch self {
    case .cannotCreateFolder(_, let reason), .cannotOpen(_, let reason), .unwritable(_, let reason),
      .damaged(_, let reason), .cannotRead(let reason), .cannotWrite(let reason):
      reason
    case .newerVersion: "a newer jobwatch has written the store"
    case .gone: "the job store was deleted, moved or replaced while it was open"
    }
  }
}

import Dashboard
import Foundation
import Glibc

/// Writes what is exported to the file that a person has named.
enum ExportFile {
  /// - Returns: what to tell the dashboard.
  static func write(_ order: ExportOrder) -> DashboardEvent {
    let path = HomeFolder.expandingTilde(in: order.path)
    do throws(Trouble) {
      try write(Data(order.text.utf8), to: path, replaces: order.replaces)
      return .done(order.sentence)
    } catch {
      return .commandFailed(error.sentence(about: order.path), command: order.command)
    }
  }

  private enum Trouble: Error {
    case isThere
    /// A device, a pipe or a socket is there.
    case isNoFile
    case other(Int32)

    func sentence(about path: String) -> String {
      switch self {
      case .isThere: "\(path) is there already; export! replaces it."
      case .isNoFile: "\(path) is a device, a pipe or a socket, which an export would replace; name a file."
      case .other(EISDIR): "\(path) is a folder; name a file in it."
      case .other(ENOENT): "\(path) has no folder to be in; make it first, or name another one."
      case .other(let code): "\(path) cannot be written: \(String(cString: strerror(code)))."
      }
    }
  }

  /// Labels are nobody else's business, so the file is its owner's alone. It is whole or not there: what is new takes its name
  /// only once all of it is written.
  private static func write(_ data: Data, to path: String, replaces: Bool) throws(Trouble) {
    var status = stat()
    if stat(path, &status) == 0 {
      switch status.st_mode & S_IFMT {
      case S_IFREG: break
      case S_IFDIR: throw .other(EISDIR)
      default: throw .isNoFile
      }
      guard replaces else { throw .isThere }
    }
    if path.hasSuffix("/") { throw .other(EISDIR) }
    // A link stays one: what it leads to is replaced.
    let file = replaces ? URL(filePath: path).resolvingSymlinksInPath().path : path
    let draft = "\(file).\(UUID().uuidString).part"
    let descriptor = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw .other(errno) }
    defer { unlink(draft) }  // in vain when it has its name
    let failure = fill(descriptor, with: data)
    let closed = close(descriptor)
    if let failure { throw .other(failure) }
    guard closed == 0 else { throw .other(errno) }
    if replaces {
      guard rename(draft, file) == 0 else { throw .other(errno) }
    } else if link(draft, file) != 0 {
      if errno == EEXIST { throw .isThere }
      // A file system without links.
      guard errno == EPERM || errno == ENOTSUP, rename(draft, file) == 0 else { throw .other(errno) }
    }
  }

  /// - Returns: the number of the error; nil when all of it is written.
  private static func fill(_ descriptor: Int32, with data: Data) -> Int32? {
    var rest = data[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return errno }
      rest = rest.dropFirst(count)
    }
    return nil
  }
}

import Foundation
import Glibc

/// A folder of its own under the system's temporary one, readable by this user only.
struct TemporaryFolder {
  let path: String

  init(prefix: String) throws(Failure) {
    let parent = ProcessInfo.processInfo.environment["TMPDIR"].flatMap { $0.isEmpty ? nil : $0 } ?? "/tmp"
    var template = Array("\(parent)/\(prefix).XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else {
      throw Failure(
        .cannotWrite, "No temporary folder can be made in \(parent); set TMPDIR to one that can be written.")
    }
    path = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
  }

  /// Removes the folder with what is in it. What cannot be removed is left to the system's own cleaning.
  func remove() { try? FileManager.default.removeItem(atPath: path) }
}

import Foundation
import Glibc
import JobAPI
import Yams

/// `credentials.yaml`: what `jobwatch login` keeps, by base URL, readable by nobody else.
struct CredentialsFile: Hashable, Sendable {
  let path: String

  init(environment: [String: String]) { path = Configuration.folder(environment) + "/credentials.yaml" }

  /// The credentials for a service; nil when there are none.
  ///
  /// - Throws: ``Failure`` when others can read the file, or it is not as ``keep(_:for:)`` writes it.
  func credentials(for profile: JobAPIProfile) throws(Failure) -> AppCredentials? {
    try all()[profile.baseURL]
  }

  /// Keeps credentials for a service, in place of the ones that were there.
  func keep(_ credentials: AppCredentials, for profile: JobAPIProfile) throws(Failure) {
    var all = try all()
    all[profile.baseURL] = credentials
    try write(all)
  }

  /// Forgets the credentials for a service.
  ///
  /// - Returns: whether there were any.
  func forget(_ profile: JobAPIProfile) throws(Failure) -> Bool {
    var all = try all()
    guard all.removeValue(forKey: profile.baseURL) != nil else { return false }
    guard all.isEmpty else {
      try write(all)
      return true
    }
    guard unlink(path) == 0 else {
      throw Failure(.cannotWrite, "\(path) cannot be removed; remove it by hand.")
    }
    return true
  }

  private func all() throws(Failure) -> [String: AppCredentials] {
    var status = stat()
    guard stat(path, &status) == 0 else { return [:] }
    guard status.st_mode & 0o077 == 0 else {
      throw Failure(
        .configuration, "Others can read or write \(path), and it holds a secret; run: chmod 600 \(path)")
    }
    guard let text = try SettingsFile.text(at: path) else { return [:] }
    var all: [String: AppCredentials] = [:]
    for (key, value) in try SettingsFile.entries(of: text, path: path) {
      guard
        let credentials = AppCredentials(
          id: value["app_id"]?.string ?? "", secret: value["app_secret"]?.string ?? "")
      else {
        throw Failure(
          .configuration,
          "\(path):\(key.line): app_id or app_secret is missing; jobwatch login writes them anew.")
      }
      all[key.text] = credentials
    }
    return all
  }

  /// Writes the whole file beside the old one, which then goes: there is never half a file.
  private func write(_ all: [String: AppCredentials]) throws(Failure) {
    let entries = all.mapValues { credentials in
      credentials.withSecret { ["app_id": credentials.id, "app_secret": $0] }
    }
    let temporary = "\(path).\(getpid())"
    do {
      let text =
        "# Written by jobwatch login; jobwatch logout removes it.\n"
        + (try Yams.dump(object: entries, sortKeys: true))
      try FileManager.default.createDirectory(
        at: URL(filePath: path).deletingLastPathComponent(), withIntermediateDirectories: true,
        attributes: [.posixPermissions: 0o700])
      let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
      guard descriptor >= 0 else { throw POSIXError(.EACCES) }
      let file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
      try file.write(contentsOf: Data(text.utf8))
      try file.synchronize()
      guard rename(temporary, path) == 0 else { throw POSIXError(.EACCES) }
    } catch {
      unlink(temporary)
      throw Failure(
        .cannotWrite, "\(path) cannot be written; see the permissions of its folder, and free space.")
    }
  }
}

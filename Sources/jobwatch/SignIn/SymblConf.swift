import Foundation
import JobAPI

/// The credentials file of Symbl's Python SDK: `./symbl.conf` or `~/symbl.conf`, INI, `[credentials]` with `app_id` and
/// `app_secret`.
enum SymblConf {
  /// The credentials of the first of the files that is there, with its path.
  static func credentials(
    in folders: [String]
  ) throws(Failure) -> (AppCredentials, path: String)? {
    for folder in folders {
      let path = "\(folder)/symbl.conf"
      guard let text = try SettingsFile.text(at: path) else { continue }
      guard let credentials = credentials(in: text) else {
        throw Failure(
          .configuration,
          "\(path) holds no app_id and app_secret under [credentials]; mend it, or use jobwatch login.")
      }
      return (credentials, path)
    }
    return nil
  }

  /// Reads the text of such a file as Python's configparser does: keys in any case, `=` or `:`, `#` or `;` before
  /// comments.
  static func credentials(in text: String) -> AppCredentials? {
    var section = ""
    var values: [String: String] = [:]
    for line in text.split(whereSeparator: \.isNewline).map({ $0.trimmingCharacters(in: .whitespaces) }) {
      if line.hasPrefix("["), let end = line.firstIndex(of: "]") {
        section = String(line[line.index(after: line.startIndex)..<end])
      } else if section == "credentials", !line.hasPrefix("#"), !line.hasPrefix(";"),
        let separator = line.firstIndex(where: { $0 == "=" || $0 == ":" })
      {
        let key = line[..<separator].trimmingCharacters(in: .whitespaces).lowercased()
        values[key] = line[line.index(after: separator)...].trimmingCharacters(in: .whitespaces)
      }
    }
    return AppCredentials(id: values["app_id"] ?? "", secret: values["app_secret"] ?? "")
  }
}

import Dashboard
import Foundation
import JobTracking

/// The file that remembers how a person wants the table. All dashboards share it: each one reads it at its start, and the last
/// one that changes something is remembered.
struct PreferencesFile: Sendable {
  let path: String

  /// `view.json` in the folder where the store is by default.
  init(environment: [String: String]) {
    let folder = URL(filePath: JobStore.defaultPath(environment: environment)).deletingLastPathComponent()
    path = folder.appending(path: "view.json").path(percentEncoded: false)
  }

  /// What is remembered, or a sentence about what keeps it from being read; then nothing is written either, so that nothing
  /// is lost.
  static func read(_ file: PreferencesFile?) -> (ViewPreferences, trouble: String?) {
    guard let file else { return (ViewPreferences(), nil) }
    do {
      let data = try Data(contentsOf: URL(filePath: file.path))
      return (try JSONDecoder().decode(ViewPreferences.self, from: data), nil)
    } catch CocoaError.fileReadNoSuchFile, CocoaError.fileNoSuchFile {
      return (ViewPreferences(), nil)
    } catch {
      return (
        ViewPreferences(),
        "\(file.path) cannot be read; until it is mended or removed no sorting, columns or theme are remembered."
      )
    }
  }

  /// Replaces the file as a whole.
  func write(_ preferences: ViewPreferences) throws(PreferencesNotKept) {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
    do {
      let url = URL(filePath: path)
      try FileManager.default.createDirectory(
        at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try encoder.encode(preferences).write(to: url, options: .atomic)
    } catch {
      throw PreferencesNotKept(path: path)
    }
  }
}

/// The file could not be written.
struct PreferencesNotKept: Error, CustomStringConvertible {
  let path: String

  var description: String {
    "Sorting, columns and theme are not remembered: \(path) cannot be written; see its permissions and the disk."
  }
}

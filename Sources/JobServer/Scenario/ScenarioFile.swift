import Foundation

/// Reads the text of a scenario from a file, a pipe included.
enum ScenarioFile {
  /// The longest file taken, in bytes.
  static let longest = 1 << 20

  /// - Throws: ``ScenarioError`` for what cannot be read, is longer than ``longest``, or is no UTF-8.
  static func text(at path: String) throws(ScenarioError) -> String {
    guard let file = FileHandle(forReadingAtPath: path) else {
      throw ScenarioError(
        file: path, line: nil, message: "This file cannot be opened; give the path of a scenario.")
    }
    var data = Data()
    do {
      // Not to its end: there are files without one.
      while data.count <= longest, let piece = try file.read(upToCount: longest + 1 - data.count),
        !piece.isEmpty
      {
        data += piece
      }
    } catch {
      throw ScenarioError(
        file: path, line: nil, message: "This cannot be read as a file; give the path of a scenario.")
    }
    guard data.count <= longest else {
      throw ScenarioError(file: path, line: nil, message: "This is more than 1 MiB; a scenario is shorter.")
    }
    guard let text = String(data: data, encoding: .utf8) else {
      throw ScenarioError(file: path, line: nil, message: "This is not UTF-8 text; save it as such.")
    }
    return text
  }
}

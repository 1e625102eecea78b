import Foundation

/// The files that a path may be meant to name.
enum PathCompletion {
  /// How many are looked for.
  private static let most = 200

  /// What a path may go on to, sorted, as it would stand when typed whole; folders end with a slash.
  ///
  /// Hidden files are there for whoever starts them with their dot. Names that cannot be typed, with control characters or
  /// bytes that are no UTF-8, are left out.
  static func candidates(for text: String) -> [String] {
    if text == "~" { return ["~/"] }
    let cut = text.lastIndex(of: "/").map(text.index(after:)) ?? text.startIndex
    let (folder, start) = (String(text[..<cut]), text[cut...])
    let path = folder.isEmpty ? "." : HomeFolder.expandingTilde(in: folder)
    // A folder that cannot be read has no candidates.
    let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
    return names.filter {
      $0.hasPrefix(start) && (start.hasPrefix(".") || !$0.hasPrefix(".")) && canBeTyped($0)
    }
    .sorted()
    .prefix(most)
    .map { name in
      let isFolder = (try? URL(filePath: "\(path)/\(name)").resourceValues(forKeys: [.isDirectoryKey]))?
        .isDirectory
      return folder + name + (isFolder == true ? "/" : "")
    }
  }

  private static func canBeTyped(_ name: String) -> Bool {
    name.unicodeScalars.allSatisfy { $0 != "\u{FFFD}" && $0.properties.generalCategory != .control }
  }
}

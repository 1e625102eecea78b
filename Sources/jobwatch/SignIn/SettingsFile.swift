import Foundation
import Yams

/// Reads the YAML files that people write or that hold what they have told us.
enum SettingsFile {
  /// A key with the line it stands in.
  struct Key {
    let text: String
    let line: Int
  }

  /// The text of a file; nil when there is none.
  static func text(at path: String) throws(Failure) -> String? {
    do {
      return try String(contentsOf: URL(filePath: path), encoding: .utf8)
    } catch CocoaError.fileReadNoSuchFile, CocoaError.fileNoSuchFile {
      return nil
    } catch {
      throw Failure(.configuration, "\(path) cannot be read; see its permissions, and that it is UTF-8.")
    }
  }

  /// The keys and values of a YAML file's only mapping; none for an empty file.
  static func entries(of text: String, path: String) throws(Failure) -> [(Key, Node)] {
    let root: Node?
    do {
      root = try Yams.compose(yaml: text)
    } catch let error as YamlError {
      throw Failure(
        .configuration, "\(path)\(place(of: error)): this is not YAML; see the lines above it too.")
    } catch {
      throw Failure(.configuration, "\(path): this is not YAML.")
    }
    guard let root, root.null == nil else { return [] }
    return try entries(of: root, path: path)
  }

  /// The keys and values of a mapping.
  static func entries(of node: Node, path: String) throws(Failure) -> [(Key, Node)] {
    guard let mapping = node.mapping else {
      throw Failure(.configuration, "\(path):\(line(of: node)): there must be 'key: value' lines here.")
    }
    var entries: [(Key, Node)] = []
    for (key, value) in mapping {
      guard let name = key.scalar?.string else {
        throw Failure(.configuration, "\(path):\(line(of: key)): a key must be a plain word.")
      }
      entries.append((Key(text: name, line: line(of: key)), value))
    }
    return entries
  }

  private static func line(of node: Node) -> Int { node.mark?.line ?? 1 }

  // What the parser says besides quotes the file, and there may be a secret in that.
  private static func place(of error: YamlError) -> String {
    switch error {
    case .scanner(_, _, let mark, _), .parser(_, _, let mark, _), .composer(_, _, let mark, _):
      ":\(mark.line)"
    case .duplicatedKeysInMapping(_, let context): ":\(context.mark.line)"
    default: ""
    }
  }
}

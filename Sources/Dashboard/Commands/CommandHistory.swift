/// What was typed into the command line, the latest last.
package struct CommandHistory: Hashable, Sendable {
  /// How many are kept.
  package static let most = 100

  package private(set) var lines: [String]

  package init(_ lines: [String] = []) { self.lines = lines.suffix(Self.most) }

  /// Keeps a line; what was typed several times is there once, where it was typed last.
  mutating func add(_ line: String) {
    lines.removeAll { $0 == line }
    lines.append(line)
    if lines.count > Self.most { lines.removeFirst() }
  }

  /// The nearest line before or behind a place that begins so; nil when there is none.
  func place(from place: Int, older: Bool, beginning start: String) -> Int? {
    let places = older ? Array((0..<place).reversed()) : Array(lines.indices.dropFirst(place + 1))
    return places.first { lines[$0].hasPrefix(start) }
  }

  /// Whether a line may be written to the disk. A text or a URL that is submitted is for the service alone, and so is an
  /// address that may hold a secret; what begins with a blank is not to be kept, as in shells.
  package static func isKept(_ line: String) -> Bool {
    guard line.first?.isWhitespace != true, line.count <= 1000 else { return false }
    guard !line.contains("://"), let command = try? CommandSyntax.named(CommandParts(line).name) else {
      return false
    }
    return command.argument != .submission && !line.contains(where: \.isNewline)
  }
}

/// Where in the history the line comes from that is in the prompt.
struct Recall: Hashable, Sendable {
  let place: Int
  /// What was typed before.
  let typed: String
}

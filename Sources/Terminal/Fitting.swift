/// Which part of a text that is too long gives way.
package enum Truncation: Sendable {
  case end
  /// Keeps both ends, as suits ids that differ in either.
  case middle
}

extension [Glyph] {
  /// Columns taken in all.
  package var columns: Int { reduce(0) { $0 + $1.width } }

  /// As much of the text as fits in `width` columns, with `ellipsis` (one column) where some was left out.
  package func fitted(to width: Int, truncation: Truncation = .end, ellipsis: String = "…") -> [Glyph] {
    guard width > 0 else { return [] }
    guard columns > width else { return self }
    let mark = Glyph.glyphs(of: ellipsis)
    let room = width - mark.columns
    switch truncation {
    case .end:
      return Array(prefix(columns: room)) + mark
    case .middle:
      let tail = room / 2
      return Array(prefix(columns: room - tail)) + mark + Array(suffix(columns: tail))
    }
  }

  private func prefix(columns limit: Int) -> SubSequence {
    var used = 0
    return prefix {
      used += $0.width
      return used <= limit
    }
  }

  private func suffix(columns limit: Int) -> SubSequence {
    var used = 0
    let kept = reversed().prefix {
      used += $0.width
      return used <= limit
    }
    return suffix(kept.count)
  }
}

extension String {
  /// The text in lines of at most `width` columns (less than 1 counts as 1), broken between words, or within one that
  /// is longer.
  package func wrapped(to width: Int) -> [String] {
    let width = max(1, width)
    guard columns > width else { return [self] }
    var lines: [String] = []
    var line = ""
    for word in split(separator: " ") {
      let longer = line.isEmpty ? String(word) : "\(line) \(word)"
      if longer.columns <= width {
        line = longer
        continue
      }
      if !line.isEmpty { lines.append(line) }
      line = String(word)
      while line.columns > width {
        let head = line.prefix(columns: width)
        lines.append(String(head))
        line.removeFirst(head.count)
      }
    }
    return line.isEmpty ? lines : lines + [line]
  }

  /// The longest start that fits in `width` columns; one character at least.
  private func prefix(columns width: Int) -> Substring {
    var end = index(after: startIndex)
    var used = String(self[..<end]).columns
    while end < endIndex {
      let next = index(after: end)
      used += String(self[end..<next]).columns
      guard used <= width else { break }
      end = next
    }
    return self[..<end]
  }
}

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

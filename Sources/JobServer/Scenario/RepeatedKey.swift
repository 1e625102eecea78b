/// A key that a mapping in YAML has twice.
struct RepeatedKey {
  let key: String
  /// Where it stands first, from 1 on; columns are Unicode scalars.
  let line: Int
  let column: Int

  /// The line it stands in next, which parsers do not tell: found by its form, and the first line where it is not.
  func secondLine(in text: String) -> Int {
    let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).dropFirst(line - 1)
    // Longer ones are no simple keys (YAML 1.2.2, 7.4), and would be searched for too long.
    guard !key.isEmpty, key.utf8.count <= 1_024, let first = lines.first else { return line }
    let before = first.unicodeScalars.prefix(column - 1)
    let after = Substring(first.unicodeScalars.dropFirst(column))
    if before.allSatisfy({ " -?".unicodeScalars.contains($0) }),
      let index = lines.dropFirst().firstIndex(where: isInSameColumn)
    {
      return index + 1
    }
    if contains(after) { return line }
    return lines.dropFirst().firstIndex(where: contains).map { $0 + 1 } ?? line
  }

  /// The keys of a mapping in block style begin in the same column, and what is inside of it further to the right.
  private func isInSameColumn(_ line: Substring) -> Bool {
    guard line.unicodeScalars.prefix(column - 1).allSatisfy({ $0 == " " }) else { return false }
    let rest = Substring(line.unicodeScalars.dropFirst(column - 1))
    return rest.hasPrefix(key) || rest.hasPrefix("\"\(key)\"") || rest.hasPrefix("'\(key)'")
      ? contains(rest) : false
  }

  private func contains(_ line: Substring) -> Bool {
    line.ranges(of: key).contains { range in
      let before = line[..<range.lowerBound].last ?? " "
      let after = line[range.upperBound...].first { !" \"'".contains($0) }
      return " \t,{\"'".contains(before) && after == ":"
    }
  }
}

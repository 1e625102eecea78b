/// What somebody may have meant who misspelt a name.
enum Spelling {
  /// The name that is nearest to a word, if one is near: one mistake in short words, two in words of five letters or more.
  static func suggestion(for word: String, among names: [String]) -> String? {
    let word = Array(word.lowercased().prefix(longest))
    let nearest = names.map { (name: $0, distance: distance(word, Array($0))) }.min {
      $0.distance < $1.distance
    }
    guard let nearest, nearest.distance <= (word.count < 5 ? 1 : 2) else { return nil }
    return nearest.name
  }

  /// No name is near to a word longer than this.
  private static let longest = 24

  /// How many letters have to be put in, left out, changed, or swapped with their neighbour to come from one word to the
  /// other. Complexity: in the product of their lengths.
  private static func distance(_ left: [Character], _ right: [Character]) -> Int {
    var before: [Int] = []
    var last = Array(0...right.count)
    for row in left.indices {
      var next = [row + 1]
      for column in right.indices {
        var best = min(last[column + 1], next[column]) + 1
        best = min(best, last[column] + (left[row] == right[column] ? 0 : 1))
        if row > 0, column > 0, left[row] == right[column - 1], left[row - 1] == right[column] {
          best = min(best, before[column - 1] + 1)
        }
        next.append(best)
      }
      (before, last) = (last, next)
    }
    return last[right.count]
  }
}

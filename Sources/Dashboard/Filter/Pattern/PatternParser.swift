/// Reads the syntax of ``FilterPattern``.
struct PatternParser {
  private static let deepest = 50
  /// How many parts a pattern may have, those counted that take no character.
  private static let mostParts = 1_000

  private let scalars: [Unicode.Scalar]
  private var position = 0
  private var depth = 0

  init(_ source: String) { scalars = Array(source.unicodeScalars) }

  mutating func pattern() throws(PatternMistake) -> PatternNode {
    guard !scalars.isEmpty else {
      throw PatternMistake(sentence: "There is nothing between the slashes; type a pattern.")
    }
    let node = try choice()
    guard position == scalars.count else {
      throw PatternMistake(sentence: "A ')' of the pattern closes nothing; write \\) to look for one.")
    }
    return try checked(node)
  }

  private var next: Unicode.Scalar? { position < scalars.count ? scalars[position] : nil }

  private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
    guard next == scalar else { return false }
    position += 1
    return true
  }

  private mutating func choice() throws(PatternMistake) -> PatternNode {
    var parts = [try sequence()]
    while take("|") { parts.append(try sequence()) }
    return parts.count == 1 ? parts[0] : .choice(parts)
  }

  private mutating func sequence() throws(PatternMistake) -> PatternNode {
    var parts: [PatternNode] = []
    while let next, next != "|", next != ")" { parts.append(try repetition()) }
    return parts.count == 1 ? parts[0] : .sequence(parts)
  }

  private mutating func repetition() throws(PatternMistake) -> PatternNode {
    var node = try atom()
    while let next, let (least, most) = try bounds(next) {
      node = try checked(.repeated(node, least: least, most: most))
    }
    return node
  }

  private func checked(_ node: PatternNode) throws(PatternMistake) -> PatternNode {
    guard node.places <= PatternProgram.mostPlaces, node.parts <= Self.mostParts else {
      throw PatternMistake(
        sentence: """
          The pattern has more than \(PatternProgram.mostPlaces) characters, repetitions counted as often as they \
          may come; write + or * for large numbers.
          """)
    }
    return node
  }

  private mutating func bounds(_ sign: Unicode.Scalar) throws(PatternMistake) -> (Int, Int?)? {
    let bounds: (Int, Int?)
    switch sign {
    case "*": bounds = (0, nil)
    case "+": bounds = (1, nil)
    case "?": bounds = (0, 1)
    case "{":
      guard let numbers = try numbers() else { return nil }
      _ = take("?")
      return numbers
    default: return nil
    }
    position += 1
    // Whether as much or as little as possible is taken makes no difference to whether a text matches.
    if bounds.0 != 0 || bounds.1 != 1 || next == "?" { _ = take("?") }
    return bounds
  }

  /// Reads `{2}`, `{2,}` or `{2,5}`; nil when it is none, and the brace stands for itself.
  private mutating func numbers() throws(PatternMistake) -> (Int, Int?)? {
    guard let close = scalars[position...].firstIndex(of: "}") else { return nil }
    let text = String(String.UnicodeScalarView(scalars[position + 1..<close]))
    let parts = text.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    guard parts.count <= 2, let least = Int(parts[0]), least >= 0 else { return nil }
    let most: Int? = parts.count == 1 ? least : Int(parts[1])
    guard most != nil || parts[1].isEmpty else { return nil }
    let limit = PatternProgram.mostPlaces
    guard least <= limit, most ?? least <= limit, most ?? least >= least else {
      throw PatternMistake(sentence: "{\(text)} is no count; write {least,most}, neither over \(limit).")
    }
    position = close + 1
    return (least, most)
  }

  private mutating func atom() throws(PatternMistake) -> PatternNode {
    guard let scalar = next else { return .sequence([]) }
    position += 1
    switch scalar {
    case "(": return try group()
    case "[": return .scalar(try set())
    case ".": return .scalar(.any)
    case "^": return .start
    case "$": return .end
    case "\\": return .scalar(try escape())
    case "*", "+", "?":
      throw PatternMistake(
        sentence: "There is nothing before '\(scalar)' to repeat; write \\\(scalar) to look for it.")
    default: return .scalar(Self.literal(scalar))
    }
  }

  private static func literal(_ scalar: Unicode.Scalar) -> PatternClass {
    var literal = PatternClass()
    literal.insert(scalar)
    return literal
  }

  private mutating func group() throws(PatternMistake) -> PatternNode {
    if take("?"), !take(":") {
      throw PatternMistake(sentence: "'(?' is not understood here; there are ( ) and (?: ).")
    }
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.deepest else {
      throw PatternMistake(sentence: "There are more than \(Self.deepest) groups in each other; write less.")
    }
    let node = try choice()
    _ = take(")")
    return node
  }

  private mutating func escape() throws(PatternMistake) -> PatternClass {
    guard let scalar = next else {
      throw PatternMistake(
        sentence: "Something is missing after the '\\' at the end; write \\\\ to look for one.")
    }
    position += 1
    switch scalar {
    case "d": return .digit
    case "D": return .digit.opposite
    case "w": return .word
    case "W": return .word.opposite
    case "s": return .space
    case "S": return .space.opposite
    case "t": return Self.literal("\t")
    case "n": return Self.literal("\n")
    default:
      guard !scalar.properties.isAlphabetic, !("0"..."9").contains(scalar) else {
        throw PatternMistake(
          sentence: "'\\\(scalar)' is not understood; there are \\d \\w \\s \\D \\W \\S \\t \\n.")
      }
      return Self.literal(scalar)
    }
  }

  /// Reads what stands between brackets, the first of which is read already.
  private mutating func set() throws(PatternMistake) -> PatternClass {
    var set = PatternClass()
    let isNegated = take("^")
    var isFirst = true
    while let scalar = next, isFirst || scalar != "]" {
      isFirst = false
      position += 1
      if scalar == "\\" {
        let escaped = try escape()
        guard !escaped.isNegated else {
          throw PatternMistake(sentence: "\\D, \\W and \\S are not understood in brackets; write [^…].")
        }
        set.ranges += escaped.ranges
        continue
      }
      guard next == "-", position + 1 < scalars.count, scalars[position + 1] != "]" else {
        set.insert(scalar)
        continue
      }
      position += 1
      guard let last = next, last >= scalar else {
        throw PatternMistake(
          sentence: "The range from '\(scalar)' has no end after it; write the lower one first.")
      }
      position += 1
      set.insert(scalar.value...last.value)
    }
    guard take("]") else {
      throw PatternMistake(sentence: "A '[' of the pattern is not closed; write \\[ to look for one.")
    }
    set.isNegated = isNegated
    return set
  }
}

extension PatternNode {
  /// At how many places it takes a scalar, repetitions written out.
  var places: Int { count(scalars: 1, others: 0) }

  /// How many parts it has, repetitions written out.
  var parts: Int { count(scalars: 1, others: 1) }

  /// A very large count stays what it is, so that nothing overflows.
  private func count(scalars: Int, others: Int) -> Int {
    switch self {
    case .scalar: scalars
    case .start, .end: others
    case .sequence(let parts), .choice(let parts):
      min(parts.reduce(others) { $0 + $1.count(scalars: scalars, others: others) }, 1 << 20)
    case .repeated(let part, let least, let most):
      min(part.count(scalars: scalars, others: others) * max(1, most ?? least + 1) + others, 1 << 20)
    }
  }
}

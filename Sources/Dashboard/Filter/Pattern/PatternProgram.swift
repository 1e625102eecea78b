/// A pattern as instructions, repetitions by number written out; ``PatternMatcher`` is made from it.
struct PatternProgram {
  /// The most places where a pattern takes a scalar: one bit each.
  static let mostPlaces = UInt64.bitWidth

  private enum Instruction {
    /// Takes a scalar.
    case place(Int)
    case split([Int])
    case start(next: Int)
    case end(next: Int)
    case match
  }

  private(set) var places: [(scalars: PatternClass, next: Int)] = []
  private var instructions: [Instruction] = [.match]
  /// Where the pattern is complete.
  let match = 0

  private mutating func append(_ instruction: Instruction) -> Int {
    instructions.append(instruction)
    return instructions.count - 1
  }

  /// Writes the instructions of a part, which may take a scalar at ``mostPlaces`` places in all.
  ///
  /// - Parameter next: where to go on behind it.
  /// - Returns: where it begins.
  mutating func compile(_ node: PatternNode, next: Int) -> Int {
    switch node {
    case .scalar(let scalars):
      places.append((scalars, next))
      return append(.place(places.count - 1))
    case .start: return append(.start(next: next))
    case .end: return append(.end(next: next))
    case .sequence(let parts): return parts.reversed().reduce(next) { compile($1, next: $0) }
    case .choice(let parts):
      let starts = parts.map { compile($0, next: next) }
      return append(.split(starts))
    case .repeated(let part, let least, let most):
      var start = next
      if let most {
        for _ in least..<most { start = append(.split([compile(part, next: start), next])) }
      } else {
        let loop = append(.split([]))
        instructions[loop] = .split([compile(part, next: loop), next])
        start = loop
      }
      for _ in 0..<least { start = compile(part, next: start) }
      return start
    }
  }

  /// What is reached from an instruction without taking a scalar: places, a bit each, and whether the pattern is complete.
  func reach(
    _ instruction: Int, isAtStart: Bool = false, isAtEnd: Bool = false
  ) -> (places: UInt64, isComplete: Bool) {
    var seen = Array(repeating: false, count: instructions.count)
    var places: UInt64 = 0
    var isComplete = false
    var open = [instruction]
    while let number = open.popLast() {
      guard !seen[number] else { continue }
      seen[number] = true
      switch instructions[number] {
      case .place(let place): places |= 1 << UInt64(place)
      case .split(let targets): open += targets
      case .start(let next): if isAtStart { open.append(next) }
      case .end(let next): if isAtEnd { open.append(next) }
      case .match: isComplete = true
      }
    }
    return (places, isComplete)
  }
}

import Dashboard
import TestTools
import Testing

@Suite struct FilterPatternTests {
  /// A pattern over few letters, so that it often matches.
  private static func pattern(depth: Int, _ generator: inout SeededGenerator) -> String {
    let atoms = ["a", "b", "c", ".", "[ab]", "[^a]", "\\d", "\\w", "[a-c]", "1", "\\.", "漢"]
    let part = { (generator: inout SeededGenerator) in
      depth == 0
        ? atoms.randomElement(using: &generator) ?? "a"
        : "(?:\(pattern(depth: depth - 1, &generator)))"
    }
    var text = ""
    for _ in 0..<Int.random(in: 1...3, using: &generator) {
      text +=
        part(&generator)
        + (["", "", "*", "+", "?", "{2}", "{0,2}", "{1,}"].randomElement(using: &generator) ?? "")
      if Int.random(in: 0..<6, using: &generator) == 0 { text += "|" }
    }
    if Int.random(in: 0..<6, using: &generator) == 0 { text = "^(?:\(text))" }
    if Int.random(in: 0..<6, using: &generator) == 0 { text = "(?:\(text))$" }
    return text
  }

  @Test("a pattern is found where Regex finds it", arguments: 1...12 as ClosedRange<UInt64>)
  func model(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    for _ in 0..<60 {
      let source = Self.pattern(depth: Int.random(in: 0...1, using: &generator), &generator)
      guard let pattern = try? FilterPattern(source) else { continue }  // too large
      let regex = try Regex(source)
      for _ in 0..<12 {
        let length = Int.random(in: 0...7, using: &generator)
        let text = String((0..<length).map { _ in "abc1.漢é".randomElement(using: &generator) ?? "a" })
        #expect(
          pattern.occurs(in: text) == (try regex.firstMatch(in: text) != nil), "/\(source)/ in '\(text)'")
      }
    }
  }

  @Test("a pattern that sends others on endless ways is found in one pass")
  func pathological() throws {
    let text = String(repeating: "a", count: 20_000)
    #expect(try !FilterPattern("(a+)+b").occurs(in: text))
    #expect(try !FilterPattern("(a|a)*(a|aa)*b").occurs(in: text))
    #expect(try FilterPattern("(a*)*a{20}$").occurs(in: text))
  }

  @Test("letter case makes no difference")
  func letterCase() throws {
    #expect(try FilterPattern("[X-Z]É").occurs(in: "yé"))
    #expect(try !FilterPattern("[X-Z]").occurs(in: "a"))
  }
}

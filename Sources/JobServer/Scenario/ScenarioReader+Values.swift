import Yams

/// The pieces that scenarios are made of.
extension ScenarioReader {
  /// Reads a mapping; `take` says whether it knows a key.
  func read(
    _ node: Node, _ what: String, _ take: (String, Node) throws(ScenarioError) -> Bool, expected: () -> String
  ) throws(ScenarioError) {
    guard case .mapping(let mapping) = node else {
      throw problem(node, "\(what) is a mapping of \(expected()).")
    }
    for (key, node) in mapping {
      guard let name = key.scalar?.string else { throw problem(key, "A key is a word, such as “jobs”.") }
      guard try take(name, node) else {
        throw problem(key, "\(name.quoted) is not known here; expected are \(expected()).")
      }
    }
  }

  /// Reads a list; one that is left empty has no elements.
  func list<Element>(
    _ node: Node, _ key: String, _ read: (Node) throws(ScenarioError) -> Element
  ) throws(ScenarioError) -> [Element] {
    if node.isEmpty { return [] }
    guard case .sequence(let sequence) = node else {
      throw problem(node, "“\(key)” is a list: begin each element with “- ”.")
    }
    var elements: [Element] = []
    for node in sequence { elements.append(try read(node)) }
    return elements
  }

  func value<Value>(
    _ node: Node, _ key: String, _ expected: String, _ read: (String) -> Value?
  ) throws(ScenarioError) -> Value {
    guard !node.isEmpty, let text = node.scalar?.string, let value = read(text) else {
      throw problem(node, "“\(key)” must be \(expected).")
    }
    return value
  }

  /// Reads a time of at most 1000 hours: however slow a server's clock is made, the system's timers can take it.
  func duration(_ node: Node, _ key: String) throws(ScenarioError) -> Duration {
    try value(node, key, "a time such as 500ms, 2s, 1.5m or 1h, at most 1000h") { text in
      Self.duration(text).flatMap { $0 <= .seconds(3_600_000) ? $0 : nil }
    }
  }

  /// Reads a time; a number without a unit is seconds.
  static func duration(_ text: String) -> Duration? {
    guard let match = text.wholeMatch(of: /([0-9]{1,9}(?:\.[0-9]{1,9})?)(ms|s|m|h)?/),
      let number = Double(match.1)
    else {
      return nil
    }
    switch match.2 {
    case "ms": return .seconds(number / 1_000)
    case "m": return .seconds(number * 60)
    case "h": return .seconds(number * 3_600)
    default: return .seconds(number)
    }
  }

  /// Reads `3`, `3-5` or `3-`.
  func numbers(_ text: String) -> ClosedRange<Int>? {
    let parts = text.split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false)
    guard let first = parts.first.flatMap({ Int($0) }), first > 0 else { return nil }
    guard parts.count > 1 else { return first...first }
    if parts[1].isEmpty { return first...Int.max }
    guard let last = Int(parts[1]), last >= first else { return nil }
    return first...last
  }

  func positive(_ text: String) -> Int? { Int(text).flatMap { $0 > 0 ? $0 : nil } }

  func natural(_ text: String) -> Int? { Int(text).flatMap { $0 >= 0 ? $0 : nil } }

  func problem(_ node: Node, _ message: String) -> ScenarioError {
    ScenarioError(file: file, line: node.mark?.line ?? 1, message: message)
  }
}

extension Node {
  /// Whether nothing was written here, or a null (YAML 1.2.2, 10.2.1.1).
  var isEmpty: Bool {
    guard let scalar, scalar.style == .plain || scalar.style == .any else { return false }
    return ["", "~", "null", "Null", "NULL"].contains(scalar.string)
  }
}

extension String {
  /// The text in quotation marks, cut short when it is long.
  var quoted: String { count > 40 ? "“\(prefix(40))…”" : "“\(self)”" }
}

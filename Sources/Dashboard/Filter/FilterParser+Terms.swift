extension FilterParser {
  /// Every key, for those who misspell one.
  private static let keys =
    ["status", "health"] + FilterField.allCases.map(\.rawValue) + FilterTime.allCases.map(\.rawValue)

  /// The word at the end of a text if it may become a key, and that key with its sign; nil if it may not.
  static func begunKey(_ text: String) -> (word: String, meant: String)? {
    let word = text.lowercased().reversed().prefix { $0.isASCII && $0.isLetter }
    let begun = String(word.reversed())
    let before = text.dropLast(begun.count).last
    guard !begun.isEmpty, before.map({ $0.isWhitespace || "(-!".contains($0) }) ?? true,
      let key = keys.first(where: { $0.hasPrefix(begun) })
    else { return nil }
    return (begun, key + (FilterTime(rawValue: key) == nil ? ":" : ">"))
  }

  /// Reads one condition, which starts at the position.
  mutating func term() throws(FilterMistake) -> FilterExpression {
    let start = position
    switch next {
    case "\"":
      let text = delimited(by: "\"", keepsEscapes: false)
      guard !text.isEmpty else {
        throw mistake(start..<position, "There is nothing between the quotes; type what to look for.")
      }
      return .term(.text(text))
    case "/": return .term(.pattern(try pattern()))
    default: return try keyed(start) ?? word(start)
    }
  }

  private mutating func word(_ start: Int) -> FilterExpression {
    position = wordEnd(from: start)
    return .term(.text(String(characters[start..<position])))
  }

  /// Reads `key:value`, or nil when what stands there has no key.
  private mutating func keyed(_ start: Int) throws(FilterMistake) -> FilterExpression? {
    let keyEnd = characters[start...].firstIndex { !($0.isASCII && $0.isLetter) } ?? characters.count
    guard keyEnd > start else { return nil }
    let key = String(characters[start..<keyEnd]).lowercased()
    if let time = FilterTime(rawValue: key) { return try comparison(of: time, start, keyEnd) }
    guard keyEnd < characters.count, ":=<>!".contains(characters[keyEnd]) else { return nil }
    var valueStart = keyEnd + 1
    var isNegated = false
    switch characters[keyEnd] {
    case "!":
      // `status!=failed` is what many would try.
      guard valueStart < characters.count, characters[valueStart] == "=" else { return nil }
      valueStart += 1
      isNegated = true
    case ":" where characters[valueStart...].starts(with: "//"): return nil  // a URL
    default: break
    }
    position = valueStart
    let expression: FilterExpression
    if key == "status" {
      expression = .term(.status(try statuses(start..<keyEnd)))
    } else if key == "health" {
      expression = .term(.health(try healths(start..<keyEnd)))
    } else if let field = FilterField(rawValue: key) {
      expression = try fieldTerm(field, start..<valueStart)
    } else {
      throw unknown(key: key, start..<keyEnd)
    }
    guard "!:=".contains(characters[keyEnd]) else {
      throw mistake(keyEnd..<keyEnd + 1, "'\(key)' has no more and less; write \(key):… instead.")
    }
    return isNegated ? .negating(expression) : expression
  }

  private func unknown(key: String, _ range: Range<Int>) -> FilterMistake {
    let meant = Spelling.suggestion(for: key, among: Self.keys)
    let sentence =
      meant.map { "There is no '\(key)'; did you mean '\($0)'?" }
      ?? "There is no '\(key)'; there are \(Self.keys.joined(separator: ", ")). Quotes look for the text."
    return mistake(range, sentence)
  }

  private mutating func fieldTerm(
    _ field: FilterField, _ key: Range<Int>
  ) throws(FilterMistake) -> FilterExpression {
    if let pattern = try fieldPattern() { return .term(.fieldPattern(field, pattern)) }
    let isQuoted = next == "\""
    let text = try value(of: field, key)
    guard field.takesList, !isQuoted else { return .term(.field(field, text)) }
    let parts = text.split(separator: ",").map { FilterExpression.term(.field(field, String($0))) }
    guard !parts.isEmpty else { throw mistake(key, "'\(field.rawValue):' wants a text right behind it.") }
    return .joining(any: parts)
  }

  /// Reads `/pattern/`; nil where slashes are those of a path.
  private mutating func fieldPattern() throws(FilterMistake) -> FilterPattern? {
    guard next == "/" else { return nil }
    var ahead = self
    _ = ahead.delimited(by: "/", keepsEscapes: true)
    if let after = ahead.next, FilterQuoting.isWordCharacter(after) { return nil }
    return try pattern()
  }

  private mutating func pattern() throws(FilterMistake) -> FilterPattern {
    let start = position
    let source = delimited(by: "/", keepsEscapes: true)
    do throws(PatternMistake) {
      return try FilterPattern(source)
    } catch {
      throw mistake(start..<position, error.sentence)
    }
  }

  private mutating func value(of field: FilterField, _ key: Range<Int>) throws(FilterMistake) -> String {
    let start = position
    guard next != "\"" else {
      let text = delimited(by: "\"", keepsEscapes: false)
      guard !text.isEmpty || field == .label || field == .note else {
        throw mistake(start..<position, "There is nothing between the quotes; type what to look for.")
      }
      return text
    }
    position = wordEnd(from: start)
    guard position > start else {
      let none = field == .label || field == .note ? "; \(field.rawValue):\"\" finds jobs without one" : ""
      throw mistake(key, "'\(field.rawValue):' wants a text right behind it\(none).")
    }
    return String(characters[start..<position])
  }

  // MARK: Lists of names

  private mutating func statuses(_ key: Range<Int>) throws(FilterMistake) -> StatusChoice {
    var choice = StatusChoice()
    try list(key) { (name, isQuoted, range) throws(FilterMistake) in
      if isQuoted {
        choice.words.insert(FilterText.folded(name))
        return
      }
      let name = name.lowercased()
      let exact = StatusChoice.names.filter { $0.name == name }
      let begun =
        exact.isEmpty ? StatusChoice.names.filter { !name.isEmpty && $0.name.hasPrefix(name) } : exact
      guard !begun.isEmpty else {
        throw Self.unknown(
          value: name, of: "status", range, names: StatusChoice.names.map(\.name),
          shown: StatusChoice.Kind.allCases.map(\.rawValue) + ["ended", "unfinished"])
      }
      for meant in begun { choice.kinds.formUnion(meant.kinds) }
    }
    return choice
  }

  private mutating func healths(_ key: Range<Int>) throws(FilterMistake) -> Set<HealthChoice> {
    var choices: Set<HealthChoice> = []
    let names = HealthChoice.allCases.map(\.rawValue)
    try list(key) { (name, _, range) throws(FilterMistake) in
      let name = name.lowercased().replacing("_", with: "-")
      if let choice = HealthChoice(rawValue: name) {
        choices.insert(choice)
        return
      }
      let begun = HealthChoice.allCases.filter { !name.isEmpty && $0.rawValue.hasPrefix(name) }
      guard !begun.isEmpty else {
        throw Self.unknown(value: name, of: "health", range, names: names, shown: names)
      }
      choices.formUnion(begun)
    }
    return choices
  }

  /// Reads names with commas between them.
  private mutating func list(
    _ key: Range<Int>, _ take: (String, _ isQuoted: Bool, Range<Int>) throws(FilterMistake) -> Void
  ) throws(FilterMistake) {
    repeat {
      if next == "," { position += 1 }
      let start = position
      if next == "\"" {
        let name = delimited(by: "\"", keepsEscapes: false)
        try take(name, true, start..<position)
      } else {
        while let character = next, FilterQuoting.isWordCharacter(character), character != "," {
          position += 1
        }
        let range = position > start ? start..<position : key
        try take(String(characters[start..<position]), false, range)
      }
    } while next == ","
  }

  private static func unknown(
    value: String, of key: String, _ range: Range<Int>, names: [String], shown: [String]
  ) -> FilterMistake {
    let wanted = "'\(key):' wants one of \(shown.joined(separator: ", "))"
    guard !value.isEmpty else { return FilterMistake(range: range, sentence: "\(wanted).") }
    let meant = Spelling.suggestion(for: value, among: names).map { "; did you mean '\($0)'?" } ?? "."
    return FilterMistake(range: range, sentence: "\(wanted)\(meant)")
  }

  // MARK: Times

  /// Reads `age>1h`, blanks beside the sign allowed; nil when no sign follows.
  private mutating func comparison(
    of time: FilterTime, _ start: Int, _ keyEnd: Int
  ) throws(FilterMistake) -> FilterExpression? {
    position = keyEnd
    skipBlanks()
    let isColon = position == keyEnd && next == ":"
    if isColon { position += 1 }
    let sign = characters[position...].prefix(2)
    guard let comparison = FilterComparison.allCases.first(where: { sign.starts(with: $0.rawValue) }) else {
      position = isColon ? position : keyEnd
      guard isColon else { return nil }
      throw mistake(
        start..<position, "'\(time.rawValue)' is compared with <, >, <=, >= or =, as in \(time.rawValue)>1h.")
    }
    position += comparison.rawValue.count
    let signEnd = position
    skipBlanks()
    let durationStart = position
    position = wordEnd(from: position)
    let text = String(characters[durationStart..<position]).lowercased()
    guard let duration = FilterDuration(text) else {
      let example = "90s, 5m, 1.5h or 2d"
      guard position > durationStart else {
        throw mistake(
          start..<signEnd, "'\(time.rawValue)\(comparison.rawValue)' wants a time such as \(example).")
      }
      let wrong = characters[durationStart..<position].allSatisfy(\.isNumber) ? "has no unit" : "is no time"
      throw mistake(
        durationStart..<position,
        "'\(text)' \(wrong); write one such as \(example) (units: ms, s, m, h, d).")
    }
    return .term(.time(time, comparison, duration))
  }
}

extension FilterDuration {
  private static let units: [(name: String, seconds: Double)] = [
    ("ms", 0.001), ("s", 1), ("m", 60), ("h", 3600), ("d", 86_400),
  ]

  /// Reads numbers with units behind them, in lower case; nil for anything else, and for more than a hundred thousand
  /// years.
  init?(_ text: String) {
    var rest = text[...]
    var seconds = 0.0
    var unit = Double.infinity
    while !rest.isEmpty {
      let number = rest.prefix { $0.isASCII && $0.isNumber || $0 == "." }
      rest.removeFirst(number.count)
      guard number.first != ".", number.last != ".", let value = Double(number),
        let found = Self.units.first(where: { rest.hasPrefix($0.name) })
      else { return nil }
      rest.removeFirst(found.name.count)
      seconds += value * found.seconds
      unit = min(unit, found.seconds)
    }
    guard unit.isFinite, seconds < 3e12 else { return nil }
    self.init(text: text, seconds: seconds, unit: unit)
  }
}

/// What goes wrong with a request.
struct Fault: Hashable, Sendable {
  enum Body: String, CaseIterable, Hashable, Sendable {
    case malformed, html, empty, huge
  }

  enum Kind: Hashable, Sendable {
    /// The request is answered as usual.
    case none
    /// An error instead of the answer, 400...599.
    case status(Int)
    /// No answer, for as long as the client waits.
    case hang
    /// The connection is reset.
    case reset
    /// The answer breaks off after so many bytes of its body.
    case truncated(after: Int)
    /// The answer has another body.
    case body(Body)
    /// The answer is about another id.
    case wrongID
  }

  var kind = Kind.none
  /// How long the answer is held back before all else.
  var delay = Duration.zero
  /// Seconds, for the header `Retry-After`.
  var retryAfter: Int?
}

/// Which requests a fault befalls.
struct FaultRule: Hashable, Sendable {
  /// nil for any, as `GET`.
  var method: String?
  /// The path, in which `*` stands for any text.
  var path = "*"
  /// Which of the requests that fit method and path, counted from 1 on.
  var requests: ClosedRange<Int> = 1...Int.max
  /// When, in time since the server started, or since the time of the job began that the rule belongs to.
  var from = Duration.zero
  var until: Duration?
  var fault: Fault

  func fits(method: String, path: String) -> Bool {
    (self.method ?? method) == method
      && Self.matches(self.path.split(separator: "*", omittingEmptySubsequences: false), path)
  }

  func isDue(number: Int, at time: Duration) -> Bool {
    requests.contains(number) && time >= from && (until.map { time < $0 } ?? true)
  }

  /// Whether a text consists of these parts with anything in between.
  private static func matches(_ parts: [Substring], _ text: String) -> Bool {
    guard parts.count > 1, let first = parts.first, let last = parts.last else {
      return parts.first.map(String.init) == text
    }
    guard text.hasPrefix(first) else { return false }
    var rest = text.dropFirst(first.count)
    for part in parts.dropFirst().dropLast() where !part.isEmpty {
      guard let range = rest.firstRange(of: part) else { return false }
      rest = rest[range.upperBound...]
    }
    return rest.hasSuffix(last)
  }
}

/// Counts requests and says which of them a fault befalls.
struct FaultPlan: Hashable, Sendable {
  private let rules: [FaultRule]
  private var counts: [Int]

  init(_ rules: [FaultRule]) {
    self.rules = rules
    counts = rules.map { _ in 0 }
  }

  /// The fault of the request that has just come, nil for none. Each rule counts the requests that fit it.
  mutating func next(method: String, path: String, at time: Duration) -> Fault? {
    var fault: Fault?
    for (index, rule) in rules.enumerated() where rule.fits(method: method, path: path) {
      counts[index] += 1
      if fault == nil, rule.isDue(number: counts[index], at: time) { fault = rule.fault }
    }
    return fault
  }
}

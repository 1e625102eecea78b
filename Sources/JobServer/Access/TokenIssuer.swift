import Synchronization

/// Gives out the tokens of `POST /oauth2/token:generate`, and knows which one is valid.
///
/// There is one at a time, as the service keeps it: whoever asks while it is valid gets the same one again, with what is
/// left of its time. Nothing ticks; time is read when somebody asks.
final class TokenIssuer: Sendable {
  /// A token and when it stops to be valid, in time since the issuer was made.
  private struct Issue {
    let token: BearerToken
    let end: Duration
  }

  private let lifetime: Duration
  private let time: Stopwatch
  private let current = Mutex<Issue?>(nil)

  /// - Parameters:
  ///   - lifetime: how long a new token is valid, a second or more.
  ///   - clock: what tells the time.
  init(lifetime: Duration, clock: any Clock<Duration>) {
    self.lifetime = lifetime
    time = Stopwatch(clock)
  }

  /// The valid token, a new one if there is none, and how many whole seconds it has left.
  ///
  /// One with less than a second left is replaced: nobody could use it.
  func token() -> (value: String, secondsLeft: Int64) {
    let now = time.now
    let issue = current.withLock { current in
      if let current, current.end - now >= .seconds(1) { return current }
      let issue = Issue(token: .random(), end: now + lifetime)
      current = issue
      return issue
    }
    return (issue.token.value, (issue.end - now).components.seconds)
  }

  /// Whether a token is the one given out, and still valid.
  func admits(_ candidate: String) -> Bool {
    let now = time.now
    guard let issue = current.withLock({ $0 }), now < issue.end else { return false }
    return issue.token.matches(candidate)
  }
}

extension BearerToken {
  /// 256 random bits in hexadecimal.
  fileprivate static func random() -> BearerToken {
    var generator = SystemRandomNumberGenerator()
    let digits = (0..<32).flatMap { _ in
      let byte = UInt8.random(in: .min ... .max, using: &generator)
      return [byte >> 4, byte & 15]
    }
    return BearerToken(value: digits.map { String($0, radix: 16) }.joined())
  }
}

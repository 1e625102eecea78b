/// A token that was made for us, and how long it is good for.
package struct IssuedToken: Hashable, Sendable {
  package let token: AccessToken
  /// Nil when nobody said: good until it is refused.
  package let lifetime: Duration?

  package init(_ token: AccessToken, lifetime: Duration?) {
    self.token = token
    self.lifetime = lifetime
  }
}

/// Keeps a token, and has another one made before it expires or when it is refused.
///
/// However many requests wait for a token, it is made once. There is no timer: whether a token is still good is asked
/// when somebody wants it.
package actor RenewingToken<TokenClock: Clock>: TokenProvider where TokenClock.Duration == Duration {
  private let clock: TokenClock
  private let issue: @Sendable () async throws -> IssuedToken

  private var current: (token: AccessToken, expiry: TokenClock.Instant?)?
  /// A token that was refused although it had just been made; asking for more of them would not help.
  private var refused: AccessToken?
  private var renewal: (task: Task<AccessToken, any Error>, waiting: Int)?

  /// - Parameters:
  ///   - first: a token that is there already.
  ///   - issue: makes a token; what it throws, everybody who waits gets.
  package init(
    first: IssuedToken? = nil, clock: TokenClock, issue: @escaping @Sendable () async throws -> IssuedToken
  ) {
    self.clock = clock
    self.issue = issue
    current = first.map { ($0.token, Self.expiry(of: $0, from: clock.now)) }
  }

  package func token() async throws -> AccessToken {
    if let current, current.expiry.map({ clock.now < $0 }) ?? true { return current.token }
    return try await renewed()
  }

  package func token(insteadOf refused: AccessToken) async throws -> AccessToken? {
    // Somebody else was refused before, and there is another token by now.
    if let current, current.token != refused { return try await token() }
    guard refused != self.refused else { return nil }
    current = nil
    let token = try await renewed()
    // A service that keeps tokens may give the same one again.
    guard token != refused else {
      self.refused = refused
      current = nil
      return nil
    }
    return token
  }

  /// How long before its end a token is given up, so that none expires on its way.
  private static func expiry(of issued: IssuedToken, from now: TokenClock.Instant) -> TokenClock.Instant? {
    issued.lifetime.map { lifetime in
      now.advanced(by: max(.seconds(1), lifetime - min(.seconds(60), lifetime / 10)))
    }
  }

  /// Waits for the renewal under way, or for a new one.
  private func renewed() async throws -> AccessToken {
    let task = renewal?.task ?? Task { try await self.renew() }
    renewal = (task, (renewal?.waiting ?? 0) + 1)
    return try await withTaskCancellationHandler {
      try await task.value
    } onCancel: {
      Task { await self.leave(task) }
    }
  }

  private func renew() async throws -> AccessToken {
    defer { renewal = nil }
    let issued = try await issue()
    current = (issued.token, Self.expiry(of: issued, from: clock.now))
    if issued.token != refused { refused = nil }
    return issued.token
  }

  /// One less waits; when nobody does any more, nobody needs the token.
  private func leave(_ task: Task<AccessToken, any Error>) {
    guard let renewal, renewal.task == task else { return }
    self.renewal?.waiting -= 1
    if renewal.waiting == 1 { task.cancel() }
  }
}

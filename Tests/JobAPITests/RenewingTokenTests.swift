import JobAPI
import Synchronization
import TestTools
import Testing

@Suite(.timeLimit(.minutes(1))) struct RenewingTokenTests {
  /// Makes `token-1`, `token-2`, …, and counts.
  private final class Issuer: Sendable {
    private let made = Mutex(0)
    private let lifetime: Duration?
    private let gate: Gate

    init(lifetime: Duration?, gate: Gate = Gate(isOpen: true)) {
      self.lifetime = lifetime
      self.gate = gate
    }

    var count: Int { made.withLock { $0 } }

    func issue() async throws -> IssuedToken {
      let number = made.withLock { made in
        made += 1
        return made
      }
      try await gate.pass()
      return IssuedToken(try token(number), lifetime: lifetime)
    }
  }

  private let clock = ManualClock()

  private func renewing(_ issuer: Issuer) -> RenewingToken<ManualClock> {
    RenewingToken(clock: clock) { try await issuer.issue() }
  }

  @Test("a token is made when it is first wanted, and then kept")
  func kept() async throws {
    let issuer = Issuer(lifetime: .seconds(86_400))
    let tokens = renewing(issuer)
    #expect(issuer.count == 0)
    for _ in 1...3 { #expect(try await tokens.token() == token(1)) }
    #expect(issuer.count == 1)
  }

  @Test(
    "it is renewed a minute before it expires, or after nine tenths of a short life",
    arguments: [(86_400, 86_340), (600, 540), (100, 90), (10, 9), (1, 1), (0, 1)])
  func renewed(lifetime: Int, renewedAfter: Int) async throws {
    let issuer = Issuer(lifetime: .seconds(lifetime))
    let tokens = renewing(issuer)
    _ = try await tokens.token()
    clock.advance(by: .seconds(renewedAfter) - .milliseconds(1))
    #expect(try await tokens.token() == token(1))
    clock.advance(by: .milliseconds(1))
    #expect(try await tokens.token() == token(2))
  }

  @Test("a token of unknown lifetime is kept until it is refused")
  func endless() async throws {
    let tokens = renewing(Issuer(lifetime: nil))
    let first = try await tokens.token()
    clock.advance(by: .seconds(1_000_000))
    #expect(try await tokens.token() == first)
    #expect(try await tokens.token(insteadOf: first) == token(2))
    #expect(try await tokens.token() == token(2))
  }

  @Test("however many wait, one token is made")
  func shared() async throws {
    let gate = Gate()
    let issuer = Issuer(lifetime: nil, gate: gate)
    let tokens = renewing(issuer)
    let arrived = Gate(opensAt: 100)
    try await withThrowingTaskGroup(of: AccessToken.self) { group in
      for _ in 1...100 {
        group.addTask {
          try await arrived.pass()
          return try await tokens.token()
        }
      }
      try await arrived.pass()
      gate.open()
      for try await got in group { #expect(got == (try token(1))) }
    }
    #expect(issuer.count == 1)
  }

  @Test("many whose token is refused share one renewal, late ones too")
  func sharedAfterRefusal() async throws {
    let issuer = Issuer(lifetime: nil)
    let tokens = renewing(issuer)
    let first = try await tokens.token()
    try await withThrowingTaskGroup(of: AccessToken?.self) { group in
      for _ in 1...50 { group.addTask { try await tokens.token(insteadOf: first) } }
      for try await got in group { #expect(got == (try token(2))) }
    }
    #expect(try await tokens.token(insteadOf: first) == token(2))
    #expect(issuer.count == 2)
  }

  @Test("a token that comes again though it was refused is not asked for once more")
  func refusedForGood() async throws {
    let made = Mutex(0)
    let tokens = RenewingToken(clock: clock) {
      made.withLock { $0 += 1 }
      return IssuedToken(try token(1), lifetime: .seconds(600))
    }
    let first = try await tokens.token()
    for _ in 1...20 { #expect(try await tokens.token(insteadOf: first) == nil) }
    #expect(made.withLock { $0 } == 2)
    // Whoever tries again by hand does have the service asked.
    #expect(try await tokens.token() == first)
    #expect(made.withLock { $0 } == 3)
  }

  @Test("a failure goes to all who wait, and the next one tries again")
  func failure() async throws {
    let made = Mutex(0)
    let tokens = RenewingToken(clock: clock) {
      let number = made.withLock { made in
        made += 1
        return made
      }
      if number == 1 { throw JobAPIError.timedOut }
      return IssuedToken(try token(number), lifetime: nil)
    }
    await #expect(throws: JobAPIError.timedOut) { try await tokens.token() }
    #expect(try await tokens.token() == token(2))
  }

  @Test("one who stops waiting does not take the token from the others; when all do, its making is cancelled")
  func cancelled() async throws {
    let (started, gate, ended) = (Gate(), Gate(), Gate())
    let tokens = RenewingToken(clock: clock) {
      started.open()
      do {
        try await gate.pass()
      } catch {
        ended.open()
        throw error
      }
      return IssuedToken(try token(1), lifetime: nil)
    }
    let (leaving, staying) = (Task { try await tokens.token() }, Task { try await tokens.token() })
    try await started.pass()
    leaving.cancel()
    gate.open()
    #expect(try await staying.value == token(1))

    let stuck = RenewingToken(clock: clock) {
      do {
        try await Gate().pass()
      } catch {
        ended.open()
        throw error
      }
      return IssuedToken(try token(1), lifetime: nil)
    }
    let alone = Task { try await stuck.token() }
    alone.cancel()
    try await ended.pass()
    await #expect(throws: CancellationError.self) { try await alone.value }
  }
}

private func token(_ number: Int) throws -> AccessToken { try #require(AccessToken("token-\(number)")) }

import JobAPI
import JobTracking
import Testing

/// What holds all questions to a service, and how few are asked then.
@Suite struct PollHoldTests {
  private let keys: [JobKey]
  private static let again = PollSchedule<TestInstant>.Outcome.again(after: .zero)

  init() throws { keys = try (0..<100).map { try Fixture.key("\($0)") } }

  private func schedule(inFlight: Int = 16, perSecond: Double = 20) -> PollSchedule<TestInstant> {
    var schedule = PollSchedule<TestInstant>(
      budget: PollBudget(inFlight: inFlight, perSecond: perSecond), retry: RetryPolicy(first: .seconds(2)),
      jitter: Jitter(seed: 3))
    for key in keys { schedule.add(key, at: 0) }
    return schedule
  }

  /// Lets time pass from one instant at which something is due to the next, every question ending at once as told.
  ///
  /// - Returns: when something was asked, and how much, in seconds.
  private func run(
    _ schedule: inout PollSchedule<TestInstant>, until end: Double, _ error: JobAPIError?,
    pause: Duration = .zero
  ) -> [(at: Double, keys: [JobKey])] {
    var asked: [(at: Double, keys: [JobKey])] = []
    var now: TestInstant = 0
    while now.offset.inSeconds < end {
      let due = schedule.takeDue(at: now)
      for key in due { schedule.ended(key, .again(after: pause), error: error, at: now) }
      if !due.isEmpty { asked.append((now.offset.inSeconds, due)) }
      guard let next = schedule.nextDue(at: now) else { break }
      now = max(next, due.isEmpty ? now.advanced(by: .nanoseconds(1)) : now)
    }
    return asked
  }

  @Test("no more are asked in any second than the budget has; a quarter may come together")
  func rate() {
    var schedule = schedule(perSecond: 20)
    let asked = run(&schedule, until: 5, nil, pause: .seconds(1_000))
    #expect(asked.first?.keys.count == 5)
    #expect(asked.allSatisfy { $0.keys.count <= 5 })
    #expect(asked.count { $0.keys.count == 1 } > 60, "most of them come one by one")
    let total = asked.map(\.keys.count).reduce(0, +)
    #expect(total == 100)
    for (index, one) in asked.enumerated() {
      let second = asked[index...].prefix { $0.at < one.at + 1 }.map(\.keys.count).reduce(0, +)
      #expect(second <= 20)
    }
    let last = asked.last?.at ?? 0
    #expect(last > 4.7 && last < 4.8)
  }

  @Test("a wait that somebody else was asked for holds all, and never ends earlier than one's own")
  func waitOfOthers() {
    var schedule = schedule()
    schedule.wait(until: 60, at: 0)
    schedule.wait(until: 30, at: 0)
    #expect(schedule.takeDue(at: 59).isEmpty)
    #expect(schedule.nextDue(at: 0) == 60)
    #expect(schedule.hold(at: 0) == .asked(until: 60))
    #expect(schedule.waitEnd(at: 59) == 60)
    #expect(schedule.takeDue(at: 60).count == 1, "the first one finds out whether the others are welcome")
    #expect(schedule.waitEnd(at: 60) == nil)
  }

  @Test("after sleep there is no burst: all are due, and they come as evenly as the budget has it")
  func afterSleep() {
    var schedule = schedule(inFlight: 16, perSecond: 10)
    _ = run(&schedule, until: 20, nil, pause: .seconds(3_600))
    let woken = TestInstant(offset: .seconds(8 * 3_600))
    var taken: [Int] = []
    for tenth in 0..<25 {
      let now = woken.advanced(by: .milliseconds(100 * tenth))
      let keys = schedule.takeDue(at: now)
      taken.append(keys.count)
      for key in keys {
        schedule.ended(key, .again(after: .seconds(3_600)), at: now)
      }
    }
    #expect(taken.indices.dropLast(9).allSatisfy { taken[$0..<($0 + 10)].reduce(0, +) <= 10 })
    #expect(taken.reduce(0, +) == 26)
    #expect(taken.allSatisfy { $0 <= 2 })
  }

  @Test(
    "a budget of less than one a second, or of a broken number, is kept to as well",
    arguments: [(0.1, 1), (0.5, 5), (1, 10), (1.9, 20), (2.5, 26)] as [(Double, Int)])
  func oddRate(perSecond: Double, inTenSeconds: Int) {
    var schedule = schedule(perSecond: perSecond)
    let asked = run(&schedule, until: 9.999, nil, pause: .seconds(1_000))
    #expect(asked.map(\.keys.count).reduce(0, +) == inTenSeconds)
  }

  @Test("jobs on the screen come first, and the order is kept among them")
  func onScreen() {
    var schedule = schedule(inFlight: 4)
    schedule.show(Set(keys[50..<53]))
    let first = schedule.takeDue(at: 0)
    #expect(first.count == 4)
    #expect(Set(first.prefix(3)) == Set(keys[50..<53]))
    #expect(first.last == keys[0])
    schedule.show([])
    for key in first { schedule.ended(key, .finished, at: 0) }
    #expect(schedule.takeDue(at: 1) == Array(keys[1...4]))
  }

  @Test("an unreachable service gets one question at a time, with pauses that grow up to a minute")
  func unreachable() {
    var schedule = schedule()
    let refused = JobAPIError.refused
    let asked = run(&schedule, until: 600, refused)
    #expect(asked.first?.keys.count == 5, "those that were on their way")
    #expect(asked[1].at <= 2, "they failed together, of one cause")
    let probes = asked.dropFirst()
    #expect(probes.allSatisfy { $0.keys.count == 1 })
    #expect(probes.count > 10 && probes.count < 60)
    let pauses = zip(probes.dropFirst(), probes).map { $0.at - $1.at }
    #expect(pauses.allSatisfy { $0 >= 0.25 && $0 <= 60 })
    #expect(pauses.dropFirst(8).max() ?? 0 > 20)
  }

  @Test("an answer opens the service again, for all")
  func reachable() throws {
    var schedule = schedule(inFlight: 2)
    for key in schedule.takeDue(at: 0) {
      schedule.ended(key, Self.again, error: .refused, at: 0)
    }
    guard case .unreachable(let probe) = schedule.hold(at: 0) else {
      Issue.record("nothing is held")
      return
    }
    #expect(schedule.takeDue(at: 0) == [])
    #expect(schedule.nextDue(at: 0) == probe)
    let one = schedule.takeDue(at: probe)
    #expect(one.count == 1)
    #expect(schedule.takeDue(at: probe) == [])
    #expect(schedule.nextDue(at: probe) == nil)
    // An answer all the same, though not a usable one.
    schedule.ended(one[0], Self.again, error: .serverError(status: 500), at: probe)
    #expect(schedule.hold(at: probe) == nil)
    #expect(schedule.takeDue(at: probe).count == 2)
  }

  @Test("a service that takes connections and says nothing is unreachable after the eighth silence in a row")
  func silent() {
    for error in [JobAPIError.timedOut, .reset, .notHTTP] {
      var schedule = schedule(inFlight: 1)
      var now: TestInstant = 0
      func ask(_ error: JobAPIError?) {
        now = now.advanced(by: .seconds(1))
        for key in schedule.takeDue(at: now) {
          now = now.advanced(by: .milliseconds(10))
          schedule.ended(key, Self.again, error: error, at: now)
        }
      }
      for _ in 1...7 { ask(error) }
      ask(nil)
      for _ in 1...7 { ask(error) }
      #expect(schedule.hold(at: now) == nil)
      ask(error)
      guard case .unreachable = schedule.hold(at: now) else {
        Issue.record("\(error): nothing is held")
        return
      }
    }
  }

  @Test("an answer meanwhile shows that a service can be reached that leaves other questions without one")
  func shielded() {
    var schedule = schedule()
    let asked = schedule.takeDue(at: 0)
    schedule.ended(asked[0], Self.again, at: 1)
    for key in asked.dropFirst() { schedule.ended(key, Self.again, error: .refused, at: 30) }
    #expect(schedule.hold(at: 30) == nil)
  }

  @Test("jobs without answers leave half of the room to the others")
  func troubled() {
    var schedule = schedule(inFlight: 8, perSecond: 1_000)
    for key in keys[16...] { schedule.remove(key) }
    for _ in 1...2 {
      for key in schedule.takeDue(at: 0) { schedule.ended(key, Self.again, error: .empty, at: 0) }
    }
    // Those in trouble have been due for longest.
    for key in keys[16...] { schedule.add(key, at: 5) }
    let asked = schedule.takeDue(at: 10)
    #expect(asked.count == 8)
    #expect(asked.count { keys[..<16].contains($0) } == 4)
    #expect(schedule.takeDue(at: 10) == [])
    #expect(schedule.nextDue(at: 10) == nil)
    // The only ones that are left have all the room that there is for them, and no wake-up is for nothing.
    for key in asked where !keys[..<16].contains(key) { schedule.ended(key, .finished, at: 10) }
    for key in keys[16...] { schedule.remove(key) }
    #expect(schedule.nextDue(at: 10) == nil)
    for key in asked where keys[..<16].contains(key) {
      schedule.ended(key, Self.again, error: .empty, at: 11)
    }
    #expect(schedule.takeDue(at: 11).count == 4)
  }

  @Test("one in four is asked about off the screen, however many are due on it")
  func offScreenToo() {
    var schedule = schedule(inFlight: 8, perSecond: 1_000)
    schedule.show(Set(keys[..<50]))
    let asked = schedule.takeDue(at: 0)
    #expect(asked.count == 8)
    #expect(asked.count { keys[50...].contains($0) } == 2)
  }

  @Test("a person who wants to have something checked has an unreachable service tried at once")
  func probedByPerson() {
    var schedule = schedule()
    for key in schedule.takeDue(at: 0) { schedule.ended(key, Self.again, error: .refused, at: 0) }
    let soon = TestInstant(offset: .milliseconds(100))
    #expect(schedule.takeDue(at: soon) == [])
    schedule.checkNow(keys[50], at: soon)
    #expect(schedule.nextDue(at: soon) == soon)
    #expect(schedule.takeDue(at: soon).count == 1)
    #expect(schedule.takeDue(at: soon) == [])
  }

  @Test("a Retry-After holds the whole service, up to an hour", arguments: [(7, 7), (0, 1), (9_999, 3_600)])
  func asked(seconds: Int, held: Int) {
    var schedule = schedule(inFlight: 2)
    let two = schedule.takeDue(at: 0)
    schedule.ended(two[0], Self.again, error: .rateLimited(retryAfter: .seconds(seconds)), at: 0)
    let end = TestInstant(offset: .seconds(held))
    #expect(schedule.hold(at: 0) == .asked(until: end))
    // What was on its way already does not shorten it.
    schedule.ended(two[1], Self.again, at: 0)
    #expect(schedule.nextDue(at: 0) == end)
    #expect(schedule.takeDue(at: TestInstant(offset: .seconds(held) - .milliseconds(1))) == [])
    #expect(schedule.hold(at: end) == nil)
    // The first one finds out whether the others are welcome.
    let first = schedule.takeDue(at: end)
    #expect(first.count == 1)
    let later = end.advanced(by: .seconds(1))
    schedule.ended(first[0], Self.again, at: later)
    #expect(schedule.takeDue(at: later).count == 2)
  }

  @Test("after a Retry-After no question without an answer keeps the others waiting for long")
  func hangingAfterWait() {
    var schedule = schedule(inFlight: 4)
    let asked = schedule.takeDue(at: 0)
    #expect(asked.count == 4)
    // The first one hangs, from before.
    schedule.ended(asked[1], Self.again, error: .rateLimited(retryAfter: .seconds(3)), at: 0)
    for key in asked[2...] { schedule.ended(key, Self.again, at: 0) }
    #expect(schedule.nextDue(at: 0) == 3)
    #expect(schedule.takeDue(at: 3).count == 1)
    // This one hangs, too.
    #expect(schedule.hold(at: 3) == .trying(next: 8))
    #expect(schedule.takeDue(at: 3) == [])
    #expect(schedule.nextDue(at: 3) == 8)
    #expect(schedule.takeDue(at: TestInstant(offset: .milliseconds(7_999))) == [])
    let next = schedule.takeDue(at: 8)
    #expect(next.count == 1)
    schedule.ended(next[0], Self.again, at: 9)
    #expect(schedule.hold(at: 9) == nil)
    #expect(schedule.takeDue(at: 9).count == 2)
  }

  @Test("a job that it has answered about is asked first after a Retry-After, on the screen or off it")
  func healthyFirst() {
    var schedule = schedule(inFlight: 4, perSecond: 1_000)
    for key in keys[2...] { schedule.remove(key) }
    schedule.show([keys[0]])
    let asked = schedule.takeDue(at: 0)
    schedule.ended(keys[0], Self.again, error: .timedOut, at: 0)
    schedule.ended(keys[1], Self.again, at: 1)
    #expect(asked.count == 2)
    schedule.wait(until: 3, at: 1)
    #expect(schedule.takeDue(at: 3) == [keys[1]])
    schedule.ended(keys[1], .finished, at: 4)
    #expect(schedule.takeDue(at: 4) == [keys[0]])
  }

  @Test("one that asks to wait again is left alone for as long, whatever is under way")
  func waitsAgain() {
    var schedule = schedule(inFlight: 4)
    let asked = schedule.takeDue(at: 0)
    let busy = JobAPIError.serverError(status: 503, retryAfter: .seconds(3))
    schedule.ended(asked[0], Self.again, error: busy, at: 0)
    for key in asked[1...] { schedule.ended(key, Self.again, at: 0) }
    let first = schedule.takeDue(at: 3)
    schedule.ended(first[0], Self.again, error: busy, at: 4)
    #expect(schedule.hold(at: 4) == .asked(until: 7))
    #expect(schedule.nextDue(at: 4) == 7)
    #expect(schedule.takeDue(at: 7).count == 1)
    #expect(schedule.takeDue(at: 7) == [])
  }
}

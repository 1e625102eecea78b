import JobAPI
import JobTracking
import Testing

@Suite struct PollScheduleTests {
  typealias Schedule = PollSchedule<TestInstant>

  private var schedule = Self.schedule()
  private let a: JobKey
  private let b: JobKey
  private let c: JobKey

  init() throws { (a, b, c) = (try Fixture.key("a"), try Fixture.key("b"), try Fixture.key("c")) }

  /// A schedule that does not limit how many are asked a second.
  private static func schedule(mostInFlight: Int = 16) -> Schedule {
    Schedule(
      budget: PollBudget(inFlight: mostInFlight, perSecond: 1e6), retry: RetryPolicy(first: .seconds(1)),
      jitter: Jitter(seed: 1))
  }

  private static let unfinished = Schedule.Outcome.again(after: .seconds(2))

  @Test("with no jobs nothing is ever due")
  mutating func empty() {
    #expect(schedule.nextDue(at: 0) == nil)
    #expect(schedule.takeDue(at: 1_000_000) == [])
  }

  @Test("a job is due as soon as it was added, and not twice")
  mutating func added() {
    schedule.add(a, at: 5)
    #expect(schedule.nextDue(at: 0) == 5)
    #expect(schedule.takeDue(at: 4) == [])
    #expect(schedule.takeDue(at: 5) == [a])
    #expect(schedule.takeDue(at: 5) == [])
  }

  @Test("jobs are taken in the order in which they are due; those due together, in the order they came")
  mutating func order() {
    schedule.add(b, at: 2)
    schedule.add(c, at: 1)
    schedule.add(a, at: 2)
    #expect(schedule.takeDue(at: 9) == [c, b, a])
  }

  @Test("adding a job again changes nothing")
  mutating func addedTwice() {
    schedule.add(a, at: 1)
    schedule.add(a, at: 0)
    #expect(schedule.nextDue(at: 0) == 1)
    #expect(schedule.takeDue(at: 1) == [a])
    schedule.add(a, at: 1)
    #expect(schedule.takeDue(at: 9) == [])
  }

  @Test("an unfinished job is due again one interval after its answer")
  mutating func interval() {
    schedule.add(a, at: 0)
    _ = schedule.takeDue(at: 0)
    schedule.ended(a, Self.unfinished, at: 7)
    #expect(schedule.nextDue(at: 0) == 9)
    #expect(schedule.takeDue(at: 8) == [])
    #expect(schedule.takeDue(at: 9) == [a])
  }

  @Test("once nobody is signed in nothing is due, until a person adds or checks a job, or an answer comes")
  mutating func resting() {
    for end in 0..<3 {
      schedule = Self.schedule()
      schedule.add(a, at: 0)
      schedule.add(b, at: 0)
      _ = schedule.takeDue(at: 0)
      schedule.ended(a, Self.unfinished, error: .unauthorized, at: 0)
      if end != 0 { schedule.ended(b, Self.unfinished, error: .noToken(reason: "locked"), at: 0) }
      #expect(schedule.isResting)
      #expect(schedule.nextDue(at: 0) == nil)
      #expect(schedule.takeDue(at: 100) == [])
      switch end {
      case 0: schedule.ended(b, Self.unfinished, at: 0)
      case 1: schedule.checkNow(b, at: 0)
      default: schedule.add(c, at: 0)
      }
      #expect(!schedule.isResting)
      #expect(Set(schedule.takeDue(at: 100)) == (end == 2 ? [a, b, c] : [a, b]))
    }
  }

  @Test("however often nobody was signed in, all are due soon once a person has acted")
  mutating func soonAfterResting() {
    schedule.add(a, at: 0)
    schedule.add(b, at: 0)
    for round in 0..<10 {
      schedule.checkNow(a, at: .init(offset: .seconds(round)))
      for key in schedule.takeDue(at: .init(offset: .seconds(round))) {
        schedule.ended(key, Self.unfinished, error: .unauthorized, at: .init(offset: .seconds(round)))
      }
    }
    schedule.checkNow(a, at: 100)
    #expect(Set(schedule.takeDue(at: 100)) == [a, b])
  }

  @Test("other errors let nobody rest")
  mutating func notResting() {
    schedule.add(a, at: 0)
    _ = schedule.takeDue(at: 0)
    schedule.ended(a, Self.unfinished, error: .serverError(status: 500), at: 0)
    #expect(!schedule.isResting)
    #expect(schedule.nextDue(at: 0) == 2)
  }

  @Test("a finished job is never due again, not even when asked for")
  mutating func finished() {
    schedule.add(a, at: 0)
    _ = schedule.takeDue(at: 0)
    schedule.ended(a, .finished, at: 1)
    schedule.checkNow(a, at: 2)
    #expect(schedule.nextDue(at: 0) == nil)
    #expect(schedule.takeDue(at: 1_000_000) == [])
  }

  @Test("a job that was found finished although it should be asked about again is not")
  mutating func finishedWhileAskedAgain() {
    schedule.add(a, at: 0)
    _ = schedule.takeDue(at: 0)
    schedule.checkNow(a, at: 1)
    schedule.ended(a, .finished, at: 2)
    #expect(schedule.nextDue(at: 0) == nil)
  }

  @Test("no more than the limit are in flight, and the longest due come first")
  mutating func limit() {
    schedule = Self.schedule(mostInFlight: 2)
    for (key, instant) in [(c, 1), (b, 2), (a, 3)] as [(JobKey, TestInstant)] {
      schedule.add(key, at: instant)
    }
    #expect(schedule.takeDue(at: 9) == [c, b])
    #expect(schedule.takeDue(at: 9) == [])
    schedule.ended(b, Self.unfinished, at: 9)
    #expect(schedule.takeDue(at: 9) == [a])
  }

  @Test("while the limit is reached only an answer can change what is due")
  mutating func nextDueAtLimit() {
    schedule = Self.schedule(mostInFlight: 1)
    schedule.add(a, at: 0)
    schedule.add(b, at: 0)
    _ = schedule.takeDue(at: 0)
    #expect(schedule.nextDue(at: 0) == nil)
    schedule.ended(a, Self.unfinished, at: 5)
    #expect(schedule.nextDue(at: 0) == 0)
  }

  @Test("while the only job is in flight nothing is due")
  mutating func nextDueInFlight() {
    schedule.add(a, at: 0)
    _ = schedule.takeDue(at: 0)
    #expect(schedule.nextDue(at: 0) == nil)
  }

  @Test("a removed job is not due")
  mutating func removed() {
    schedule.add(a, at: 0)
    schedule.add(b, at: 1)
    schedule.remove(a)
    #expect(schedule.nextDue(at: 0) == 1)
    #expect(schedule.takeDue(at: 9) == [b])
  }

  @Test("removing a job that is not there changes nothing")
  mutating func removedUnknown() {
    schedule = Self.schedule(mostInFlight: 1)
    schedule.remove(a)
    schedule.add(b, at: 0)
    schedule.add(c, at: 0)
    #expect(schedule.takeDue(at: 0) == [b])
    #expect(schedule.takeDue(at: 0) == [])
  }

  @Test("an answer nobody waits for changes nothing")
  mutating func strayAnswer() {
    schedule.add(a, at: 3)
    schedule.ended(a, .finished, at: 1)
    schedule.ended(b, Self.unfinished, at: 1)
    #expect(schedule.takeDue(at: 9) == [a])
  }

  @Test("a check that is asked for comes at once, and only once")
  mutating func checkNow() {
    schedule.add(a, at: 0)
    _ = schedule.takeDue(at: 0)
    schedule.ended(a, Self.unfinished, at: 10)
    schedule.checkNow(a, at: 11)
    #expect(schedule.nextDue(at: 0) == 11)
    #expect(schedule.takeDue(at: 11) == [a])
    // The turn at 12 that the job had before is stale.
    #expect(schedule.takeDue(at: 12) == [])
    schedule.ended(a, Self.unfinished, at: 12)
    #expect(schedule.nextDue(at: 0) == 14)
  }

  @Test("a check asked for while a question is in flight comes right after its answer, once")
  mutating func checkNowInFlight() {
    schedule.add(a, at: 0)
    _ = schedule.takeDue(at: 0)
    schedule.checkNow(a, at: 1)
    schedule.checkNow(a, at: 1)
    #expect(schedule.takeDue(at: 1) == [])
    schedule.ended(a, Self.unfinished, error: .timedOut, at: 3)
    #expect(schedule.takeDue(at: 3) == [a])
    schedule.ended(a, Self.unfinished, at: 4)
    #expect(schedule.nextDue(at: 0) == 6)
  }

  @Test("asking for a check of a job that waits for its turn does not send it back in the queue")
  mutating func checkNowOverdue() {
    schedule = Self.schedule(mostInFlight: 1)
    for key in [a, b, c] { schedule.add(key, at: 0) }
    _ = schedule.takeDue(at: 0)
    schedule.checkNow(b, at: 5)
    schedule.ended(a, Self.unfinished, at: 6)
    #expect(schedule.takeDue(at: 6) == [b])
  }
}

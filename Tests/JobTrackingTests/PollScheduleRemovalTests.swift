import JobAPI
import JobTracking
import Testing

/// Jobs that are removed, and perhaps added again, while a question about them is in flight.
@Suite struct PollScheduleRemovalTests {
  private var schedule = PollSchedule<TestInstant>(
    budget: PollBudget(inFlight: 1, perSecond: 1e6), retry: RetryPolicy(first: .seconds(1)))
  private static let unfinished = PollSchedule<TestInstant>.Outcome.again(after: .seconds(2))
  private let a: JobKey
  private let b: JobKey

  init() throws {
    (a, b) = (try Fixture.key("a"), try Fixture.key("b"))
    schedule.add(a, at: 0)
    _ = schedule.takeDue(at: 0)
    schedule.remove(a)
  }

  @Test("its answer is ignored")
  mutating func ignored() {
    schedule.ended(a, Self.unfinished, at: 1)
    #expect(schedule.nextDue(at: 0) == nil)
    #expect(schedule.takeDue(at: 99) == [])
  }

  @Test("it holds its place until it is answered, for the question is still out")
  mutating func holdsItsPlace() {
    schedule.add(b, at: 0)
    #expect(schedule.takeDue(at: 1) == [])
    schedule.ended(a, Self.unfinished, error: .serverError(status: 500), at: 2)
    #expect(schedule.takeDue(at: 2) == [b])
  }

  @Test("a check that is asked for does not bring it back")
  mutating func checkNow() {
    schedule.checkNow(a, at: 1)
    schedule.ended(a, Self.unfinished, at: 2)
    #expect(schedule.nextDue(at: 0) == nil)
  }

  @Test("added again, it is asked about right after that answer, never twice at once")
  mutating func addedAgain() {
    schedule.add(a, at: 1)
    #expect(schedule.takeDue(at: 1) == [])
    schedule.ended(a, Self.unfinished, at: 2)
    #expect(schedule.takeDue(at: 2) == [a])
    #expect(schedule.takeDue(at: 2) == [])
  }

  @Test("added and removed again, it is gone")
  mutating func addedAndRemovedAgain() {
    schedule.add(a, at: 1)
    schedule.remove(a)
    schedule.ended(a, Self.unfinished, at: 2)
    #expect(schedule.nextDue(at: 0) == nil)
  }
}

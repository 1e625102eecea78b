import JobAPI
import JobTracking
import Testing

/// Jobs that are removed, and perhaps added again, while a question about them is in flight.
@Suite struct PollScheduleRemovalTests {
  private var schedule = PollSchedule<TestInstant>(
    interval: .seconds(2), retry: RetryPolicy(first: .seconds(1)), mostInFlight: 1)
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
    schedule.ended(a, .unfinished, at: 1)
    #expect(schedule.nextDue() == nil)
    #expect(schedule.takeDue(at: 99) == [])
  }

  @Test("it holds its place until it is answered, for the question is still out")
  mutating func holdsItsPlace() {
    schedule.add(b, at: 0)
    #expect(schedule.takeDue(at: 1) == [])
    schedule.ended(a, .failed(.timedOut), at: 2)
    #expect(schedule.takeDue(at: 2) == [b])
  }

  @Test("a check that is asked for does not bring it back")
  mutating func checkNow() {
    schedule.checkNow(a, at: 1)
    schedule.ended(a, .unfinished, at: 2)
    #expect(schedule.nextDue() == nil)
  }

  @Test("added again, it is asked about right after that answer, never twice at once")
  mutating func addedAgain() {
    schedule.add(a, at: 1)
    #expect(schedule.takeDue(at: 1) == [])
    schedule.ended(a, .unfinished, at: 2)
    #expect(schedule.takeDue(at: 2) == [a])
    #expect(schedule.takeDue(at: 2) == [])
  }

  @Test("added again, it starts without its earlier failures")
  mutating func addedAgainAfterFailures() {
    schedule.ended(a, .unfinished, at: 0)
    schedule.add(a, at: 0)
    for _ in 1...3 {
      _ = schedule.takeDue(at: 0)
      schedule.ended(a, .failed(.timedOut), at: 0)
      schedule.checkNow(a, at: 0)
    }
    _ = schedule.takeDue(at: 0)
    schedule.remove(a)
    schedule.add(a, at: 1)
    schedule.ended(a, .unfinished, at: 1)
    _ = schedule.takeDue(at: 1)
    schedule.ended(a, .failed(.timedOut), at: 1)
    #expect(schedule.nextDue() == 2)
  }

  @Test("added and removed again, it is gone")
  mutating func addedAndRemovedAgain() {
    schedule.add(a, at: 1)
    schedule.remove(a)
    schedule.ended(a, .unfinished, at: 2)
    #expect(schedule.nextDue() == nil)
  }
}

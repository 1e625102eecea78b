import JobAPI
import JobTracking
import Testing

@Suite struct RetryTests {
  private let policy = RetryPolicy(first: .seconds(2), longest: .seconds(30))

  @Test("each further failure doubles the pause, up to the longest")
  func growth() {
    let pauses = (1...7).map { policy.pause(afterFailures: $0, .timedOut) }
    #expect(pauses == [2, 4, 8, 16, 30, 30, 30].map { .seconds($0) })
  }

  @Test("any number of failures gives a pause", arguments: [Int.min, -1, 0, 1_000, Int.max])
  func anyNumber(failures: Int) {
    let pause = policy.pause(afterFailures: failures, .timedOut)
    #expect(pause == .seconds(failures > 0 ? 30 : 2))
  }

  @Test("a first pause longer than the longest stands")
  func longFirst() {
    let policy = RetryPolicy(first: .seconds(60), longest: .seconds(30))
    #expect(policy.pause(afterFailures: 1, .timedOut) == .seconds(60))
    #expect(policy.pause(afterFailures: 9, .timedOut) == .seconds(60))
  }

  @Test(
    "a Retry-After is kept to, up to an hour, and never shortens the pause",
    arguments: [
      (nil, 2), (0, 2), (1, 2), (7, 7), (120, 120), (3600, 3600), (3601, 3600), (Int.max, 3600),
    ]
      as [(Int?, Int)]
  )
  func retryAfter(asked: Int?, pause: Int) {
    let asked = asked.map { Duration.seconds($0) }
    #expect(policy.pause(afterFailures: 1, .rateLimited(retryAfter: asked)) == .seconds(pause))
    let unavailable = JobAPIError.serverError(status: 503, retryAfter: asked)
    #expect(policy.pause(afterFailures: 1, unavailable) == .seconds(pause))
  }

  @Test("in the schedule, failures make the pauses grow, and an answer makes them start over")
  func schedule() throws {
    let key = try Fixture.key("a")
    var schedule = PollSchedule<TestInstant>(interval: .seconds(3), retry: policy, mostInFlight: 4)
    schedule.add(key, at: 0)
    var pauses: [Duration] = []
    var now: TestInstant = 0
    let failed = PollSchedule<TestInstant>.Outcome.failed(.serverError(status: 500))
    for outcome in [
      failed, failed, failed, .unfinished, failed, .failed(.rateLimited(retryAfter: .seconds(99))),
    ] {
      #expect(schedule.takeDue(at: now) == [key])
      schedule.ended(key, outcome, at: now)
      let next = schedule.nextDue()
      let due = try #require(next)
      pauses.append(now.duration(to: due))
      now = due
    }
    #expect(pauses == [2, 4, 8, 3, 2, 99].map { .seconds($0) })
  }
}

import JobAPI
import JobTracking
import TestTools
import Testing

/// What ``PollSchedule`` is to do, written down as plainly as possible.
private struct NaiveSchedule {
  struct Entry {
    var key: JobKey
    var due: TestInstant?
    var turn: Int
    var failures = 0
    var asksAgain = false
    var isRemoved = false
  }

  let interval: Duration
  let retry: RetryPolicy
  let mostInFlight: Int
  var entries: [Entry] = []
  var turns = 0

  var inFlight: Int { entries.count { $0.due == nil } }

  private func index(of key: JobKey) -> Int? { entries.firstIndex { $0.key == key } }

  private mutating func turn() -> Int {
    turns += 1
    return turns
  }

  mutating func add(_ key: JobKey, at now: TestInstant) {
    guard let index = index(of: key) else {
      return entries.append(Entry(key: key, due: now, turn: turn()))
    }
    guard entries[index].isRemoved else { return }
    entries[index] = Entry(key: key, due: nil, turn: 0, asksAgain: true)
  }

  mutating func remove(_ key: JobKey) {
    guard let index = index(of: key) else { return }
    if entries[index].due == nil { entries[index].isRemoved = true } else { entries.remove(at: index) }
  }

  mutating func checkNow(_ key: JobKey, at now: TestInstant) {
    guard let index = index(of: key), !entries[index].isRemoved else { return }
    guard let due = entries[index].due else { return entries[index].asksAgain = true }
    if due > now { (entries[index].due, entries[index].turn) = (now, turn()) }
  }

  func waiting() -> [Entry] {
    let waiting = entries.filter { $0.due != nil }
    return waiting.sorted { ($0.due ?? 0, $0.turn) < ($1.due ?? 0, $1.turn) }
  }

  mutating func takeDue(at now: TestInstant) -> [JobKey] {
    let due = waiting().filter { ($0.due ?? 0) <= now }.prefix(mostInFlight - inFlight).map(\.key)
    for key in due { if let index = index(of: key) { entries[index].due = nil } }
    return due
  }

  mutating func ended(_ key: JobKey, _ outcome: PollSchedule<TestInstant>.Outcome, at now: TestInstant) {
    guard let index = index(of: key), entries[index].due == nil else { return }
    var pause = interval
    entries[index].failures += 1
    switch outcome {
    case .unfinished: entries[index].failures = 0
    case .failed(let error): pause = retry.pause(afterFailures: entries[index].failures, error)
    case .finished: entries[index].isRemoved = true
    }
    if entries[index].isRemoved {
      entries.remove(at: index)
    } else {
      entries[index].due = entries[index].asksAgain ? now : now.advanced(by: pause)
      entries[index].turn = turn()
      entries[index].asksAgain = false
    }
  }
}

@Suite struct PollScheduleModelTests {
  @Test("it does what a naive schedule does, whatever happens in whatever order", arguments: 1...40)
  func random(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let retry = RetryPolicy(first: .seconds(1), longest: .seconds(8))
    let mostInFlight = Int.random(in: 1...5, using: &random)
    var schedule = PollSchedule<TestInstant>(
      interval: .seconds(2), retry: retry, mostInFlight: mostInFlight)
    var model = NaiveSchedule(interval: .seconds(2), retry: retry, mostInFlight: mostInFlight)
    let keys = try (0..<8).map { try Fixture.key("\($0)") }
    let outcomes: [PollSchedule<TestInstant>.Outcome] = [
      .unfinished, .unfinished, .finished, .failed(.timedOut), .failed(.rateLimited(retryAfter: .seconds(5))),
    ]
    var now: TestInstant = 0
    for step in 1...500 {
      let key = keys[Int.random(in: 0..<keys.count, using: &random)]
      switch Int.random(in: 0..<9, using: &random) {
      case 0:
        schedule.add(key, at: now)
        model.add(key, at: now)
      case 1:
        schedule.remove(key)
        model.remove(key)
      case 2:
        schedule.checkNow(key, at: now)
        model.checkNow(key, at: now)
      case 3, 4: now = now.advanced(by: .milliseconds(Int.random(in: 0...3000, using: &random)))
      case 5, 6: #expect(schedule.takeDue(at: now) == model.takeDue(at: now), "step \(step)")
      default:
        let outcome = outcomes[Int.random(in: 0..<outcomes.count, using: &random)]
        schedule.ended(key, outcome, at: now)
        model.ended(key, outcome, at: now)
      }
      let due = model.inFlight < mostInFlight ? model.waiting().first?.due : nil
      try #require(schedule.nextDue() == due, "step \(step)")
      try #require(model.inFlight <= mostInFlight)
    }
  }
}

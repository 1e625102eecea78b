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
    var asksAgain = false
    var isRemoved = false
  }

  let mostInFlight: Int
  var shown: Set<JobKey> = []
  var entries: [Entry] = []
  var turns = 0
  var takenFromScreenInARow = 0

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

  /// Jobs that come on the screen or leave it keep their instant, and come behind those that have the same.
  mutating func show(_ keys: Set<JobKey>, changed: [JobKey]) {
    shown = keys
    for key in changed {
      if let index = index(of: key), entries[index].due != nil { entries[index].turn = turn() }
    }
  }

  mutating func takeDue(at now: TestInstant) -> [JobKey] {
    let all = waiting().filter { ($0.due ?? 0) <= now }.map(\.key)
    var (on, off) = (all.filter(shown.contains), all.filter { !shown.contains($0) })
    var due: [JobKey] = []
    while due.count < mostInFlight - inFlight, !on.isEmpty || !off.isEmpty {
      // Three from the screen, if there are so many, then one that is off it.
      let isFromScreen = off.isEmpty || (!on.isEmpty && takenFromScreenInARow < 3)
      due.append(isFromScreen ? on.removeFirst() : off.removeFirst())
      takenFromScreenInARow = isFromScreen ? takenFromScreenInARow + 1 : 0
    }
    for key in due { if let index = index(of: key) { entries[index].due = nil } }
    return due
  }

  mutating func ended(_ key: JobKey, _ outcome: PollSchedule<TestInstant>.Outcome, at now: TestInstant) {
    guard let index = index(of: key), entries[index].due == nil else { return }
    var pause = Duration.zero
    switch outcome {
    case .again(let after): pause = after
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
    let mostInFlight = Int.random(in: 1...5, using: &random)
    var schedule = PollSchedule<TestInstant>(
      budget: PollBudget(inFlight: mostInFlight, perSecond: 1e6), retry: RetryPolicy(first: .seconds(1)))
    var model = NaiveSchedule(mostInFlight: mostInFlight)
    let keys = try (0..<8).map { try Fixture.key("\($0)") }
    let outcomes: [PollSchedule<TestInstant>.Outcome] = [
      .again(after: .seconds(2)), .again(after: .seconds(2)), .finished, .again(after: .zero),
      .again(after: .seconds(5)),
    ]
    var now: TestInstant = 0
    for step in 1...500 {
      let key = keys[Int.random(in: 0..<keys.count, using: &random)]
      switch Int.random(in: 0..<10, using: &random) {
      case 0:
        schedule.add(key, at: now)
        model.add(key, at: now)
      case 1:
        schedule.remove(key)
        model.remove(key)
      case 2:
        schedule.checkNow(key, at: now)
        model.checkNow(key, at: now)
      case 9:
        // One at a time, as which of several goes first is not said.
        var shown = model.shown
        if shown.remove(key) == nil { shown.insert(key) }
        schedule.show(shown)
        model.show(shown, changed: [key])
      case 3, 4: now = now.advanced(by: .milliseconds(Int.random(in: 0...3000, using: &random)))
      case 5, 6: #expect(schedule.takeDue(at: now) == model.takeDue(at: now), "step \(step)")
      default:
        let outcome = outcomes[Int.random(in: 0..<outcomes.count, using: &random)]
        schedule.ended(key, outcome, at: now)
        model.ended(key, outcome, at: now)
      }
      let due = model.inFlight < mostInFlight ? model.waiting().first?.due : nil
      try #require(schedule.nextDue(at: now) == due, "step \(step)")
      try #require(model.inFlight <= mostInFlight)
    }
  }
}

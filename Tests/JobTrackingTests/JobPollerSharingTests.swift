import Foundation
import GRDB
import JobAPI
import TestTools
import Testing

@testable import JobTracking

/// Pollers that share a store, each with a connection of its own as in a process of its own.
@Suite(.timeLimit(.minutes(1))) struct JobPollerSharingTests {
  private let folder: TemporaryFolder
  private let store: JobStore

  init() throws {
    folder = try TemporaryFolder()
    store = try JobStore(path: folder.storePath)
  }

  private func with(
    _ ids: [String], interval: Duration = .milliseconds(20), first: @escaping ScriptedAPI.Script,
    second: @escaping ScriptedAPI.Script, _ body: (Sharer, Sharer) async throws -> Void
  ) async throws {
    _ = try await store.track(try ids.map { try Fixture.job($0) })
    let one = try Sharer(folder, interval: interval, api: first)
    var updates = one.updates
    if let id = ids.first { try await updates.until { $0.jobs[id] != nil } }
    let two = try Sharer(folder, interval: interval, api: second)
    do { try await body(one, two) } catch {
      await one.end()
      await two.end()
      throw error
    }
    await one.end()
    await two.end()
  }

  @Test("one asks, and the other shows what it has seen, without a question of its own")
  func oneAsks() async throws {
    let end = Switch()
    try await with(["a"], first: { _, _ in end.isOn ? .completed : .inProgress }, second: { _, _ in .failed })
    {
      one, two in
      var updates = two.updates
      try await updates.until { $0.jobs["a"]?.lastCheckedAt != nil }
      end.turnOn()
      try await updates.until { $0.jobs["a"]?.status == .completed }
      #expect(updates.jobs["a"]?.history.map(\.to) == [.inProgress, .completed])
      #expect(updates.service == .answering(seconds: 0))
      #expect(try await two.asked("a") == 0)
    }
  }

  @Test("trouble that the one has is shown by the other, and so is its end")
  func troubleIsShared() async throws {
    let end = Switch()
    let script: ScriptedAPI.Script = { _, number in
      if number > 1, !end.isOn { throw JobAPIError.timedOut }
      return .inProgress
    }
    try await with(["a"], first: script, second: { _, _ in .failed }) { one, two in
      var updates = two.updates
      try await updates.until { $0.jobs["a"]?.health.error == .timedOut && $0.service == .trouble(.timedOut) }
      #expect(updates.jobs["a"]?.status == .inProgress)
      end.turnOn()
      try await updates.until { $0.jobs["a"]?.health == .ok && $0.service == .answering(seconds: 0) }
      #expect(try await two.asked("a") == 0)
    }
  }

  @Test("who quits hands over to the other")
  func handover() async throws {
    try await with(["a"], first: { _, _ in .inProgress }, second: { _, _ in .completed }) { one, two in
      var updates = two.updates
      try await updates.until { $0.jobs["a"]?.status == .inProgress && $0.hold == .elsewhere }
      await one.end()
      try await updates.until { $0.jobs["a"]?.status == .completed && $0.hold == nil }
    }
  }

  @Test("an owner that is dead is succeeded at once, one that does nothing after a while")
  func silentOwner() async throws {
    _ = try await store.track([try Fixture.job("a")])
    let owner = try #require(StorePresence(storePath: folder.storePath))
    #expect(try await store.takeLease("test", for: owner))
    let poller = try Sharer(folder, interval: .milliseconds(20)) { _, _ in .completed }
    var updates = poller.updates
    try await updates.until { $0.jobs["a"]?.status == .completed }
    #expect(owner.isAlive(owner.number))
    let lease = try await store.database.read { try ChangeRows.lease("test", in: $0) }
    #expect(lease?.owner != owner.number)
    await poller.end()
    #expect(try await store.database.read { try ChangeRows.lease("test", in: $0) } == nil)
  }

  @Test("a finished job that goes on when a person has it checked is asked about again, by one of them")
  func finishedGoesOn() async throws {
    let end = StatusTransition(from: nil, to: .completed, earliest: nil, seenAt: Fixture.date(0))
    _ = try await store.track([try Fixture.job("a")])
    try await store.record([(try Fixture.key("a"), end)])
    let isOver = Switch()
    let script: ScriptedAPI.Script = { _, _ in isOver.isOn ? .failed : .inProgress }
    let one = try Sharer(folder, interval: .milliseconds(20), api: script)
    let two = try Sharer(folder, interval: .milliseconds(20), api: script)
    var (updates, others) = (one.updates, two.updates)
    await two.poller.checkNow([try Fixture.key("a")])
    try await updates.until { $0.jobs["a"]?.status == .inProgress }
    isOver.turnOn()
    try await updates.until { $0.jobs["a"]?.status == .failed }
    try await others.until { $0.jobs["a"]?.status == .failed }
    #expect(try store.job(try Fixture.key("a"))?.history.map(\.to) == [.completed, .inProgress, .failed])
    await one.end()
    await two.end()
  }

  @Test("a finished job that goes on is asked about again, also when the store cannot take that")
  func finishedGoesOnUnsaved() async throws {
    let end = StatusTransition(from: nil, to: .completed, earliest: nil, seenAt: Fixture.date(0))
    _ = try await store.track([try Fixture.job("a")])
    try await store.record([(try Fixture.key("a"), end)])
    try await store.database.write {
      try $0.execute(
        sql: "CREATE TRIGGER full BEFORE INSERT ON statusTransition BEGIN SELECT raise(FAIL, 'full'); END")
    }
    let poller = try Sharer(folder, interval: .milliseconds(20)) { _, number in
      number == 1 ? .inProgress : .failed
    }
    var updates = poller.updates
    await poller.poller.checkNow([try Fixture.key("a")])
    try await updates.until { $0.jobs["a"]?.status == .failed }
    await poller.end()
  }

  @Test("who is not signed in leaves the asking to the others")
  func notSignedIn() async throws {
    try await with(
      ["a", "b"], first: { _, _ in throw JobAPIError.unauthorized }, second: { _, _ in .failed }
    ) {
      one, two in
      var updates = one.updates
      try await updates.until { $0.jobs["a"]?.status == .failed && $0.jobs["b"]?.status == .failed }
      #expect(try await one.asked("a") + one.asked("b") <= 2)
      try await updates.until { $0.hold == .elsewhere }
    }
  }

  @Test("jobs that others add, untrack or see end are taken over, and the ended ones not asked about")
  func outsideChanges() async throws {
    _ = try await store.track(try ["a", "b"].map { try Fixture.job($0) })
    let (isOver, arrived, never) = (Switch(), Gate(), Gate())
    let poller = try Sharer(folder, interval: .milliseconds(20)) { id, _ in
      // An answer that was on its way would say that the job goes on after all.
      if id == "a", isOver.isOn {
        arrived.open()
        try await never.pass()
      }
      return .inProgress
    }
    var updates = poller.updates
    try await updates.until { $0.jobs.count == 2 && $0.jobs.values.allSatisfy { $0.status == .inProgress } }
    _ = try await store.track([try Fixture.job("c", label: "Sales")])
    try await updates.until { $0.jobs["c"]?.status == .inProgress }
    #expect(updates.jobs["c"]?.label == "Sales")
    try await store.untrack([try Fixture.key("b")], at: Fixture.date(9))
    try await updates.until { $0.jobs["b"] == nil }
    isOver.turnOn()
    try await arrived.pass()
    let end = StatusTransition(from: .inProgress, to: .completed, earliest: nil, seenAt: Fixture.date(9))
    try await store.record([(try Fixture.key("a"), end)])
    try await updates.until { $0.jobs["a"]?.status == .completed }
    let asked = try await poller.asked("a")
    let before = try await poller.asked("c")
    while try await poller.asked("c") < before + 10 { await Task.yield() }
    #expect(try await poller.asked("a") == asked)
    await poller.end()
  }

  @Test("ends that others see are learned from")
  func outsideEnds() async throws {
    let jobs = try (1...5).map {
      TrackedJob(
        key: try Fixture.key("\($0)"), conversation: ConversationID("\($0)"), kind: "audio",
        addedAt: Fixture.start)
    }
    _ = try await store.track(jobs)
    let poller = try Sharer(folder, interval: .milliseconds(20)) { _, _ in .inProgress }
    var updates = poller.updates
    try await updates.until { $0.jobs.count == 5 && $0.jobs.values.allSatisfy { $0.status == .inProgress } }
    let end = StatusTransition(
      from: .inProgress, to: .completed, earliest: Fixture.date(9), seenAt: Fixture.date(9))
    try await store.record(jobs.map { ($0.key, end) })
    try await updates.until { $0.estimates["audio"]?.count == 5 }
    await poller.end()
  }

  @Test("a store that cannot be written is no reason not to ask")
  func unwritable() async throws {
    _ = try await store.track([try Fixture.job("a")])
    try await store.database.write {
      try $0.execute(
        sql: "CREATE TRIGGER full BEFORE INSERT ON lease BEGIN SELECT raise(FAIL, 'disk full'); END")
    }
    let poller = try Sharer(folder, interval: .milliseconds(20)) { _, _ in .completed }
    var updates = poller.updates
    try await updates.until { $0.jobs["a"]?.status == .completed }
    await poller.end()
  }

  @Test("while one pauses the other asks for both, and the first hears of it")
  func pause() async throws {
    try await with(["a"]) { _, _ in
      .inProgress
    } second: { _, number in
      number > 2 ? .completed : .inProgress
    } _: { one, two in
      var updates = one.updates
      await one.poller.pause(true)
      try await updates.until { $0.jobs["a"]?.status == .completed }
      #expect(try await two.asked("a") > 2)
    }
  }

  @Test("whoever is paused does not begin to ask when the other one ends, before it goes on")
  func pausedAlone() async throws {
    try await with(["a"]) { _, _ in
      .inProgress
    } second: { _, _ in
      .completed
    } _: { one, two in
      var updates = two.updates
      await two.poller.pause(true)
      #expect(await two.poller.sharing?.isBusy == false)
      await one.end()
      #expect(try await two.asked("a") == 0)
      await two.poller.pause(false)
      try await updates.until { $0.jobs["a"]?.status == .completed }
    }
  }

  @Test("what one writes on a job the other shows")
  func annotations() async throws {
    try await with(["a"]) { _, _ in
      .inProgress
    } second: { _, _ in
      .inProgress
    } _: { one, two in
      let key = try Fixture.key("a")
      var updates = one.updates
      try await two.poller.annotate([key], .label, "new")
      try await two.poller.annotate([key], .note, "text")
      try await updates.until { $0.jobs["a"]?.label == "new" && $0.jobs["a"]?.note == "text" }
    }
  }
}

import Foundation
import GRDB
import JobAPI
import TestTools
import Testing

@testable import JobTracking

/// What a poller and its store know of what the service said last about a job.
@Suite(.timeLimit(.minutes(1))) struct LastResponseTests {
  private func text(_ response: LastResponse?) -> String? {
    guard case .response(let excerpt)? = response?.content else { return nil }
    return "\(excerpt.status) \(excerpt.text)"
  }

  @Test("the last response about a running job is known, and is not put into the store")
  func running() async throws {
    let waiting = Gate()
    let script: ScriptedAPI.Script = { _, number in
      if number == 3 { try await waiting.pass() }
      return .inProgress
    }
    try await Trial.run(["a"], api: script) { trial in
      let key = try Fixture.key("a")
      while await trial.api.questions(about: key.id) < 3 { await Task.yield() }
      #expect(text(await trial.poller.lastResponse(of: key)) == "200 in_progress 2")
      #expect(try trial.store.lastResponse(of: key) == nil)
    }
  }

  @Test("so is that of trouble, and what was wrong when nothing came", arguments: [true, false])
  func trouble(answers: Bool) async throws {
    let error: JobAPIError = answers ? .serverError(status: 502, message: "bad") : .timedOut
    try await Trial.run(["a"], isStill: true, api: { _, _ in throw error }) { trial in
      var reader = trial.reader()
      try await reader.until { $0.jobs["a"]?.health.error == error }
      let response = await trial.poller.lastResponse(of: try Fixture.key("a"))
      #expect(response?.at == Fixture.date(60))
      if answers {
        #expect(text(response) == "502 bad")
      } else {
        #expect(response?.content == .nothing(.timedOut))
      }
    }
  }

  @Test("what was said when a job ended is in the store, and another start finds it there")
  func ended() async throws {
    try await Trial.run(["a"], api: { _, number in number == 1 ? .inProgress : .failed }) { trial in
      var reader = trial.reader()
      try await reader.until { $0.jobs["a"]?.status == .failed }
      await trial.end()
      let again = try JobStore(path: trial.folder.storePath)
      let poller = JobPoller(
        jobs: try again.trackedJobs(profile: "test"), api: trial.api, store: again, interval: .seconds(2),
        clock: TrialClock(isStill: true))
      #expect(text(await poller.lastResponse(of: try Fixture.key("a"))) == "200 failed 2")
      #expect(await poller.lastResponse(of: try Fixture.key("b")) == nil)
    }
  }

  @Test("another start finds what was said last of a job that has not ended, and when")
  func unfinished() async throws {
    let folder = try TemporaryFolder()
    let store = try JobStore(path: folder.storePath)
    let key = try Fixture.key("a")
    _ = try await store.track([try Fixture.job("a")])
    try await store.record([
      (key, StatusTransition(from: nil, to: .scheduled, earliest: nil, seenAt: Fixture.date(9)))
    ])
    func poller(at second: Double, _ script: @escaping ScriptedAPI.Script) throws -> JobPoller<TrialClock> {
      JobPoller(
        jobs: try store.trackedJobs(profile: "test"), api: ScriptedAPI(script), store: store,
        interval: .seconds(2), clock: TrialClock(isStill: true), wallClock: { Fixture.date(second) })
    }
    func run(_ poller: JobPoller<TrialClock>, until answeredAt: Double) async {
      let running = Task { await poller.run() }
      for await batch in poller.updates {
        let isThere = batch.contains {
          if case .job(let job) = $0 { job.lastCheckedAt == Fixture.date(answeredAt) } else { false }
        }
        if isThere { break }
      }
      running.cancel()
      await running.value
    }
    await run(try poller(at: 60) { _, _ in .scheduled }, until: 60)
    let never = Gate()
    let later = try poller(at: 99) { _, _ in
      try await never.pass()
      return .scheduled
    }
    await run(later, until: 60)
    #expect(text(await later.lastResponse(of: key)) == "200 scheduled 1")
  }

  @Test("a job that is tracked again was answered about when it was before")
  func trackedAgain() async throws {
    let never = Gate()
    let script: ScriptedAPI.Script = { _, number in
      if number > 1 { try await never.pass() }
      return .scheduled
    }
    try await Trial.run(["a"], isStill: true, api: script) { trial in
      var reader = trial.reader()
      try await reader.until { $0.jobs["a"]?.status == .scheduled }
      var job = try #require(reader.jobs["a"])
      job.answered(nil, at: Fixture.date(500))
      try await trial.poller.untrack([job.key])
      try await reader.until { $0.jobs["a"] == nil }
      _ = try await trial.poller.track([job])
      try await reader.until { $0.jobs["a"]?.lastCheckedAt == Fixture.date(500) }
    }
  }

  @Test("a dashboard that leaves the asking to another one knows of it through the store")
  func shared() async throws {
    let folder = try TemporaryFolder()
    _ = try await JobStore(path: folder.storePath).track([try Fixture.job("a")])
    let script: ScriptedAPI.Script = { _, number in
      if number > 3 { throw JobAPIError.timedOut }
      return .inProgress
    }
    let one = try Sharer(folder, interval: .milliseconds(20), api: script)
    var updates = one.updates
    try await updates.until { $0.jobs["a"] != nil }
    let two = try Sharer(folder, interval: .milliseconds(20), api: { _, _ in .failed })
    var others = two.updates
    try await others.until { $0.jobs["a"]?.health.error == .timedOut }
    let response = await two.poller.lastResponse(of: try Fixture.key("a"))
    #expect(response?.content == .nothing(.timedOut))
    #expect(try await two.asked("a") == 0)
    await one.end()
    await two.end()
  }

  @Test("a store has the latest one of a job that is there, as it was")
  func kept() async throws {
    let folder = try TemporaryFolder()
    let store = try JobStore(path: folder.storePath)
    let key = try Fixture.key("a")
    _ = try await store.track([try Fixture.job("a")])
    func keep(_ response: LastResponse) async throws { try await store.record([], [(key, response)]) }
    for error in Fixture.errors {
      let second = Double(try #require(Fixture.errors.firstIndex(of: error)))
      let response = LastResponse(at: Fixture.date(second), latency: .milliseconds(500), .nothing(error))
      try await keep(response)
      #expect(try store.lastResponse(of: key) == response)
    }
    let last = LastResponse(
      at: Fixture.date(100), latency: .seconds(2),
      .response(ResponseExcerpt(status: 502, body: [0, 0xFF, 0x1B], wholeSize: 9)))
    try await keep(last)
    try await keep(LastResponse(at: Fixture.date(99), latency: .zero, .nothing(.refused)))
    #expect(try store.lastResponse(of: key) == last)
    let gone = try Fixture.key("gone")
    try await store.record([], [(gone, last)])
    #expect(try store.lastResponse(of: gone) == nil)
    // What another version has written there is none.
    try await store.database.write {
      try $0.execute(sql: "UPDATE lastResponse SET status = NULL, trouble = '?'")
    }
    #expect(try store.lastResponse(of: key) == nil)
  }

  @Test("it is pruned with its job")
  func pruned() async throws {
    let folder = try TemporaryFolder()
    let store = try JobStore(path: folder.storePath)
    let key = try Fixture.key("a")
    _ = try await store.track([try Fixture.job("a")])
    let end = StatusTransition(from: nil, to: .failed, earliest: nil, seenAt: Fixture.start)
    let response = LastResponse(at: Fixture.start, latency: .zero, .nothing(.timedOut))
    try await store.record([(key, end)], [(key, response)])
    #expect(try store.lastResponse(of: key) == response)
    _ = try await store.prune(before: Fixture.date(1))
    #expect(try store.lastResponse(of: key) == nil)
    #expect(try store.check().problems == [])
  }
}

import Foundation
import JobAPI
import TestTools
import Testing

@testable import JobTracking

/// What the poller tells of how long jobs take, and of how much it asks.
@Suite(.timeLimit(.minutes(1))) struct EstimateNewsTests {
  @Test("how long jobs of a kind take is told once enough have ended, and nothing before")
  func learned() async throws {
    let ids = (1...5).map { "job-\($0)" }
    let clock = TrialClock(isStill: false)
    let folder = try TemporaryFolder()
    let store = try JobStore(path: folder.storePath)
    let jobs = try await store.track(try ids.map { try Fixture.job($0) })
    let poller = JobPoller(
      jobs: jobs,
      api: ScriptedAPI { _, number in number == 1 ? .scheduled : number < 5 ? .inProgress : .completed },
      store: store, interval: .seconds(2), clock: clock,
      wallClock: { Fixture.date(60 + clock.now.offset.inSeconds) })
    let running = Task { await poller.run() }
    var ended = 0
    var told: [[String?: DurationEstimate]] = []
    for await batch in poller.updates {
      for update in batch {
        if case .job(let job) = update, job.isFinished { ended += 1 }
        if case .estimates(let estimates) = update { told.append(estimates) }
      }
      if ended >= 5, !told.isEmpty { break }
    }
    running.cancel()
    await running.value
    #expect(told.count == 1)
    #expect(told.first?.keys.map(\.self) == [nil])
    #expect(told.first?[nil]?.count == 5)
  }

  @Test("what was learned from the store is told at the start, though nothing else happens")
  func fromStart() async throws {
    let folder = try TemporaryFolder()
    let store = try JobStore(path: folder.storePath)
    let jobs = try await store.track(
      try (1...5).map { TrackedJob(key: try Fixture.key("\($0)"), kind: "audio", addedAt: Fixture.start) })
    for job in jobs {
      let start = StatusTransition(from: nil, to: .scheduled, earliest: nil, seenAt: Fixture.date(0))
      let end = StatusTransition(
        from: .scheduled, to: .completed, earliest: Fixture.date(9), seenAt: Fixture.date(9))
      try await store.record([(job.key, start), (job.key, end)])
    }
    let poller = JobPoller(
      jobs: try store.trackedJobs(profile: "test"), api: ScriptedAPI { _, _ in .completed }, store: store,
      interval: .seconds(2), clock: TrialClock(isStill: true), wallClock: { Fixture.date(60) })
    var updates = poller.updates.makeAsyncIterator()
    let first = try #require(await updates.next())
    guard case .estimates(let estimates) = first.first else {
      Issue.record("\(first)")
      return
    }
    #expect(abs((estimates["audio"]?.median ?? 0) - 9) < 0.01)
  }

  @Test("questions are counted, and told beside their answers")
  func traffic() async throws {
    let script: ScriptedAPI.Script = { _, number in number < 3 ? .inProgress : .completed }
    try await Trial.run(["a", "b"], api: script) { trial in
      var reader = trial.reader()
      try await reader.until { $0.jobs.count == 2 && $0.jobs.values.allSatisfy(\.isFinished) }
      let traffic = try #require(reader.traffic)
      #expect(traffic.questions(inMinuteTo: Fixture.date(60)) == 6)
      #expect(traffic.mostPerMinute == 1_200)
      #expect(traffic.latency != nil)
    }
  }
}

@Suite struct ServiceTrafficTests {
  @Test("questions count for a minute, to the second, and no longer")
  func minute() {
    var traffic = ServiceTraffic(mostPerMinute: 1_200)
    for second in 0..<300 { traffic.count(second < 200 ? 3 : 1, at: Fixture.date(Double(second) + 0.5)) }
    #expect(traffic.questions(inMinuteTo: Fixture.date(299.9)) == 60)
    #expect(traffic.questions(inMinuteTo: Fixture.date(329.9)) == 30)
    #expect(traffic.questions(inMinuteTo: Fixture.date(359)) == 0)
    #expect(traffic.questions(inMinuteTo: Fixture.date(9_999)) == 0)
  }

  @Test("a clock that is set back begins anew")
  func setBack() {
    var traffic = ServiceTraffic(mostPerMinute: 60)
    traffic.count(9, at: Fixture.date(500))
    traffic.count(1, at: Fixture.date(100))
    #expect(traffic.questions(inMinuteTo: Fixture.date(100)) == 1)
    #expect(traffic.questions(inMinuteTo: Fixture.date(500)) == 0)
  }
}

@Suite struct PastDurationsTests {
  @Test("with two hundred known, new ones are learned from all the same")
  func full() {
    var past = PastDurations()
    for _ in 1...200 { past.learn(seconds: 10, kind: nil) }
    #expect(past.estimate(of: nil)?.count == 200)
    for _ in 1...200 {
      past.learn(seconds: 1_000, kind: nil)
      _ = past.estimate(of: nil)
    }
    #expect(abs((past.estimate(of: nil)?.median ?? 0) - 1_000) < 1)
  }

  @Test("many known jobs are not estimated anew for each one more")
  func patience() {
    var past = PastDurations()
    for _ in 1...100 { past.learn(seconds: 10, kind: "a") }
    let before = past.estimate(of: "a")
    for _ in 1...9 { past.learn(seconds: 1_000, kind: "a") }
    #expect(past.estimate(of: "a") == before)
    for _ in 1...9 { past.learn(seconds: 1_000, kind: "a") }
    #expect(past.estimate(of: "a") != before)
  }
}

import GRDB
import JobAPI
import TestTools
import Testing

@testable import JobTracking

/// What is learned from the jobs in the store.
@Suite(.timeLimit(.minutes(1))) struct PastDurationTests {
  private let folder: TemporaryFolder
  private let store: JobStore

  init() throws {
    folder = try TemporaryFolder()
    store = try JobStore(path: folder.storePath)
  }

  private func job(_ id: String, profile: String = "test") throws -> TrackedJob {
    TrackedJob(key: try Fixture.key(id, profile: profile), kind: "audio", addedAt: Fixture.start)
  }

  /// Keeps jobs that took so many seconds and are not tracked any more.
  private func keepUntracked(_ ids: [String], seconds: Double = 600, profile: String = "test") async throws {
    let jobs = try ids.map { try job($0, profile: profile) }
    _ = try await store.track(jobs)
    for job in jobs {
      let start = StatusTransition(from: nil, to: .scheduled, earliest: nil, seenAt: Fixture.date(0))
      let end = StatusTransition(
        from: .scheduled, to: .completed, earliest: Fixture.date(seconds), seenAt: Fixture.date(seconds))
      try await store.record([(job.key, start), (job.key, end)])
    }
    try await store.untrack(jobs.map(\.key), at: Fixture.date(1_000))
  }

  @Test("jobs that are not tracked any more count, as long as their history is kept")
  func untracked() async throws {
    try await keepUntracked((1...6).map { "past-\($0)" })
    try await keepUntracked((1...9).map { "other-\($0)" }, profile: "elsewhere")
    let jobs = try await store.track([try job("running")])
    let poller = JobPoller(
      jobs: jobs, api: ScriptedAPI { _, _ in .inProgress }, store: store, interval: .seconds(2),
      clock: TrialClock(isStill: false), wallClock: { Fixture.date(60) })
    let running = Task { await poller.run() }
    defer { running.cancel() }
    var learnedFrom: Int?
    for await batch in poller.updates where learnedFrom == nil {
      for case .job(let job) in batch {
        if case .expected(let range, let count) = job.nextCheck?.reason {
          learnedFrom = count
          #expect(range.contains(600))
        }
      }
      if learnedFrom != nil { break }
    }
    #expect(learnedFrom == 6)
  }

  @Test("the last ones count, and they are found by an index")
  func newest() async throws {
    try await keepUntracked((1...450).map { "past-\($0)" })
    try await store.untrack([try Fixture.key("past-7")], at: Fixture.date(2_000))
    let past = try store.untrackedJobs(profile: "test")
    #expect(past.count == 400)
    #expect(past.first?.key == (try Fixture.key("past-7")))
    #expect(past.allSatisfy { $0.seconds == 600 })
    let plan = try await store.database.read {
      try Row.fetchAll(
        $0,
        sql: """
          EXPLAIN QUERY PLAN
          SELECT id FROM job WHERE profile = 'test' AND untrackedAt IS NOT NULL ORDER BY untrackedAt DESC LIMIT 400
          """
      ).map { $0["detail"] as String }
    }
    #expect(plan.count == 1 && plan[0].contains("USING INDEX jobUntracked"))
  }

  @Test("what is older gives way, and is left out once enough is known")
  func older() {
    var cadence = PollCadence(quickest: .seconds(2))
    for _ in 1...150 { cadence.learn(seconds: 100, kind: nil) }
    for _ in 1...100 { cadence.learnOlder(seconds: 1_000, kind: nil) }
    var before = cadence
    #expect(before.estimate(of: nil)?.count == 200)
    #expect(before.estimate(of: nil)?.median ?? 0 > 150)
    for _ in 1...50 { cadence.learn(seconds: 100, kind: nil) }
    #expect(abs((cadence.estimate(of: nil)?.median ?? 0) - 100) < 1)
  }

  @Test("a job that had ended before its end took nobody knows how long")
  func cameBack() throws {
    var job = try job("a")
    for (second, status) in [JobStatus.scheduled, .completed, .inProgress, .completed].enumerated() {
      let instant = Fixture.date(Double(second * 100))
      job.answered(job.transition(to: status, at: instant), at: instant)
    }
    #expect(job.seconds == nil)
  }
}

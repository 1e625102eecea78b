import JobTracking
import TestTools
import Testing

@Suite("the pace of updates")
struct PacedUpdatesTests {
  @Test(
    "the first batch comes at once, the next after a pause, with all that came meanwhile",
    .timeLimit(.minutes(1)))
  func pause() async throws {
    let folder = try TemporaryFolder()
    let store = try JobStore(path: folder.storePath)
    let jobs = try await store.track([try Fixture.job("a")])
    let clock = ManualClock()
    let poller = JobPoller(
      jobs: jobs, api: ScriptedAPI { _, _ in .completed }, store: store, interval: .seconds(2), clock: clock,
      wallClock: { Fixture.date(60) })
    @Sendable func nextLabels() async -> [String] {
      var updates = poller.updates(atMostEvery: .milliseconds(100)).makeAsyncIterator()
      return (await updates.next() ?? []).compactMap { if case .job(let job) = $0 { job.label } else { nil } }
    }

    try await poller.annotate(jobs.map(\.key), .label, "one")
    #expect(await nextLabels() == ["one"])

    try await poller.annotate(jobs.map(\.key), .label, "two")
    let next = Task { await nextLabels() }
    await clock.hasSleeper()
    try await poller.annotate(jobs.map(\.key), .label, "three")
    clock.advance(by: .milliseconds(100))
    #expect(await next.value == ["three"])

    // What has waited for longer than that comes at once.
    clock.advance(by: .milliseconds(100))
    try await poller.annotate(jobs.map(\.key), .label, "four")
    #expect(await nextLabels() == ["four"])
  }
}

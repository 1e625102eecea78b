import Dashboard
import Foundation
import JobAPI
import Terminal
import Testing

@testable import JobTracking

/// Finished jobs cost nothing.
@Suite struct TickTests {
  private static let finished: [JobStatus?] = [.completed, .failed]

  @Test("with no unfinished job in view the screen never changes by itself", arguments: [0, 1, 3, 200])
  func finishedNeverTick(count: Int) {
    #expect(Session(manyJobs(count, statuses: Self.finished)).state.nextTick == nil)
  }

  @Test(
    "with an unfinished job in view the screen changes within a second",
    arguments: [JobStatus.scheduled, .inProgress, .unrecognized("paused"), nil], [0, 0.001, 0.5, 0.999_9])
  func unfinishedTick(status: JobStatus?, fraction: TimeInterval) throws {
    var session = Session([job("probe", status)])
    session.now = testNow.addingTimeInterval(fraction)
    session.send(.tick)
    let pause = try #require(session.state.nextTick).timeIntervalSince(session.now)
    #expect(pause > 0)
    #expect(pause <= 1)
  }

  @Test("an unfinished job out of view wakes nobody, until it is scrolled into view")
  func outOfView() {
    let jobs = manyJobs(100, statuses: Self.finished) + [job("last", .inProgress, addedAgo: 9_000)]
    var session = Session(jobs)
    #expect(session.state.nextTick == nil)
    session.press(.end)
    #expect(session.state.nextTick != nil)
  }

  @Test("a finished job that is asked about until an answer comes shows when next")
  func asked() {
    var tracked = job("probe", .completed)
    tracked.nextCheck = NextCheck(at: testNow.addingTimeInterval(9), reason: .retrying(failures: 1))
    #expect(Session([tracked]).state.nextTick != nil)
  }

  @Test("the last job to finish ends the ticking")
  func lastFinishes() {
    var session = Session([job("probe", .inProgress)])
    session.receive(.job(job("probe").seeing(.completed)))
    #expect(session.state.nextTick == nil)
  }

  @Test("pages without running times do not tick")
  func otherPages() {
    var session = Session(manyJobs(3, statuses: [.inProgress]))
    session.press(.character("?"))
    #expect(session.state.nextTick == nil)
    session.press(.escape)
    session.send(.resized(Size(columns: 20, rows: 5)))
    #expect(session.state.nextTick == nil)
    #expect(Session(page: .tokenNeeded).state.nextTick == nil)
  }

  @Test("when all jobs are finished every moment of the day shows the same screen", arguments: [false, true])
  func sameScreen(isDetailOpen: Bool) {
    var session = Session(manyJobs(30, statuses: Self.finished))
    if isDetailOpen { session.press(.enter) }
    let before = session.state.view()
    for seconds in [0.3, 1, 59, 600, 35_000] {
      session.now = testNow.addingTimeInterval(seconds)
      session.send(.tick)
      #expect(session.state.view() == before, "\(seconds) s later")
    }
  }

  @Test("a finished job shows how long it took and when it ended; on another day, the date")
  func finishedTimes() throws {
    var session = Session([job("probe", .completed, addedAgo: 600, statusAgo: 60)])
    let row = try #require(session.screen.row(with: "probe"))
    #expect(row.contains("9m00s"))
    #expect(row.contains("14:02:05"))
    session.now = testNow.addingTimeInterval(86_400)
    session.send(.tick)
    #expect(session.screen.row(with: "probe")?.contains("25 Nov") == true)
    session.now = testNow.addingTimeInterval(86_400 * 60)
    session.send(.tick)
    #expect(session.screen.row(with: "probe")?.contains("Nov 2026") == true)
  }

  @Test(
    "a running job shows its age and its time in the status",
    arguments: [
      (0, "0s"), (59, "59s"), (60, "1m00s"), (3_599, "59m59s"), (3_600, "1h00m"), (86_399, "23h59m"),
      (86_400, "1d00h"), (8_640_000, "100d"), (-5, "0s"),
    ] as [(TimeInterval, String)])
  func runningTimes(seconds: TimeInterval, shown: String) throws {
    let session = Session([job("probe", addedAgo: seconds, statusAgo: seconds)])
    let row = try #require(session.screen.row(with: "probe"))
    // Mark, two words of status, and the id stand before them; a mark at the very left says that it may be stuck.
    let words = row.split(separator: " ").filter { $0 != "!" }
    #expect(words.dropFirst(4).prefix(2).map { String($0) } == [shown, shown])
  }

  @Test("a fresh answer counts as now, an older one by its age")
  func lastChecked() {
    #expect(Session([job("probe", statusAgo: 4)]).screen.row(with: "probe")?.hasSuffix("now") == true)
    for (seconds, text) in [(9.0, "9s ago"), (125, "2m05s ago"), (769, "12m ago"), (86_399, "23h ago")] {
      #expect(
        Session([job("probe", statusAgo: seconds)]).screen.row(with: "probe")?.hasSuffix(" \(text)") == true)
    }
  }

  @Test("jobs that go while the detail pane covers the table leave the clock working")
  func removedBehindDetail() async {
    // In a process of its own: where this goes wrong it traps.
    await #expect(processExitsWith: .success) {
      let jobs = manyJobs(100)
      var session = Session(jobs, size: small)
      session.press(.end)
      session.press(.enter)
      session.send(.updates(jobs.dropFirst(3).map { .removed($0.key) }))
      _ = session.state.nextTick
      _ = session.state.view()
    }
  }
}

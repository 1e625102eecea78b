import Dashboard
import Foundation
import JobAPI
import JobTracking
import Terminal
import TestTools
import Testing

@Suite struct StatisticsTests {
  /// A job that began to wait so many seconds ago, and went on after so many seconds each.
  private func job(
    _ id: String, ago: Double, queued: Double, ran: Double?, _ end: JobStatus = .completed
  ) -> TrackedJob {
    var job = TrackedJob(key: jobKey(id), addedAt: testNow.addingTimeInterval(-ago))
    var changes: [(JobStatus, Double)] = [(.scheduled, ago), (.inProgress, ago - queued)]
    if let ran { changes.append((end, ago - queued - ran)) }
    for (status, ago) in changes {
      let instant = testNow.addingTimeInterval(-ago)
      job.answered(
        StatusTransition(from: job.status, to: status, earliest: instant, seenAt: instant), at: instant)
    }
    return job
  }

  /// Ten jobs that ended, the n-th having waited for n and run for 10 n seconds, and one that runs.
  private var jobs: [TrackedJob] {
    var jobs = (1...10).map { (number: Int) -> TrackedJob in
      let seconds = Double(number)
      let end: JobStatus = number > 8 ? .failed : .completed
      return job("job-\(number)", ago: 600 + seconds, queued: seconds, ran: seconds * 10, end)
    }
    jobs.append(job("runs", ago: 30, queued: 11, ran: nil))
    return jobs
  }

  private func session(_ jobs: [TrackedJob], size: Size = roomy, glyphs: GlyphSet = .unicode) -> Session {
    var session = Session(jobs, size: size, glyphs: glyphs)
    session.press(.character("#"))
    return session
  }

  @Test("percentiles are by the nearest rank, values that occur")
  func nearestRank() {
    // Wikipedia's example: https://en.wikipedia.org/wiki/Percentile#The_nearest-rank_method
    let few = Percentiles([15, 20, 35, 40, 50])
    #expect(few?.p50 == 35)
    #expect(few?.p90 == 50)
    let many = Percentiles((1...1_000).map { Double($0) }.shuffled())
    #expect([many?.p50, many?.p90, many?.p99] == [500, 900, 990])
    #expect(Percentiles([7]).map { [$0.p50, $0.p90, $0.p99] } == [7, 7, 7])
    #expect(Percentiles([]) == nil)
  }

  @Test("# shows times, ends and failures of the jobs that are shown; Esc goes back")
  func page() {
    var session = Session(jobs)
    let table = session.screen.rows
    session.press(.character("#"))
    let rows = session.screen.rows
    #expect(rows[2] == " Of          all 11 jobs, at 14:03:05")
    #expect(rows.contains("             p50    p90    p99    jobs"))
    #expect(rows.contains(" Queue time  6s     10s    11s    11"))
    #expect(rows.contains(" Run time    50s    1m30s  1m40s  10"))
    #expect(rows.contains(" Ended       10 in the last hour, 0.2 a minute"))
    #expect(rows.contains(" Failed      2 of 10 ended, 20 %"))
    #expect(session.screen.style(of: "2 of 10")?.color == .failed)
    #expect(rows.contains(" Requests    not asked yet"))
    session.press(.escape)
    #expect(session.screen.rows == table)
    #expect(session.state.statistics == nil)
  }

  @Test("the jobs that a filter hides do not count")
  func filtered() {
    var session = Session(jobs)
    session.press(.character("4"), .character("#"))
    #expect(session.screen.contains("2 of 11 jobs"))
    #expect(session.screen.contains("2 of 2 ended, 100 %"))
  }

  @Test("without an ended job it says so")
  func none() {
    let session = session([DashboardTests.job("a", .inProgress)])
    #expect(session.screen.rows.contains(" Queue time  no job has begun yet"))
    #expect(session.screen.rows.contains(" Run time    no ended job yet"))
    #expect(session.screen.rows.contains(" Ended       no ended job yet"))
    #expect(session.screen.rows.contains(" Failed      no ended job yet"))
    #expect(session.screen.rows.contains(" Ends        none seen yet"))
  }

  @Test(
    "a job that had ended before it was looked at counts as ended, and nobody knows when, or after how long")
  func endedBefore() {
    let session = session([DashboardTests.job("a", .completed)])
    #expect(session.screen.rows.contains(" Failed      0 of 1 ended, 0 %"))
    #expect(session.screen.rows.contains(" Ended       none in the last hour"))
    #expect(session.screen.rows.contains(" Run time    no ended job yet"))
  }

  @Test(
    "a few of very many failures are neither none nor all",
    arguments: [(1, "less than 1 %"), (999, "more than 99 %")])
  func extremes(failed: Int, shown: String) {
    let jobs = (0..<1_000).map { DashboardTests.job("job-\($0)", $0 < failed ? .failed : .completed) }
    #expect(session(jobs).screen.contains("\(failed) of 1000 ended, \(shown)"))
  }

  @Test("the sparkline rises where most ended, with its times below", arguments: [GlyphSet.unicode, .ascii])
  func sparkline(glyphs: GlyphSet) throws {
    // Four ended 30 s ago, one 10 s ago; none of them earlier than the minute.
    let jobs = (0..<5).map { job("job-\($0)", ago: $0 == 0 ? 20 : 40, queued: 4, ran: 6) }
    let session = session(jobs, glyphs: glyphs)
    let line = try #require(session.screen.row(with: "Ends"))
    let (high, low) = glyphs == .unicode ? ("⣿", "⣀") : ("#", ".")
    let blank = { (count: Int) in String(repeating: " ", count: count) }
    #expect(line == " Ends        \(blank(29))\(high)\(blank(19))\(low)")
    #expect(session.screen.contains("14:02:06\(blank(44))14:03:05"))
    #expect(session.screen.contains("a column: 1s, 4 at most"))
  }

  @Test("requests are told against what there may be, and who asks")
  func requests() {
    var session = Session(jobs)
    var traffic = ServiceTraffic(mostPerMinute: 1_200)
    traffic.count(12, at: testNow)
    session.receive(.traffic(traffic), .service(.answering(seconds: 0)))
    session.press(.character("#"))
    #expect(session.screen.rows.contains(" Requests    12 of 1200 requests a minute"))
    session.receive(.hold(.elsewhere))
    #expect(session.screen.rows.contains(" Requests    another jobwatch asks for this one"))
  }

  @Test("news is taken in within a second, not at once; with all ended nothing wakes")
  func ticks() throws {
    var session = session(jobs)
    #expect(session.state.nextTick == testNow.addingTimeInterval(1))
    session.now = testNow.addingTimeInterval(0.5)
    session.receive(.job(jobs[10].seeing(.completed)))
    #expect(session.screen.contains("2 of 10 ended"))
    session.now = testNow.addingTimeInterval(1)
    session.send(.tick)
    #expect(session.screen.contains("2 of 11 ended"))
    #expect(session.state.nextTick == nil)
    session.now = testNow.addingTimeInterval(1.2)
    session.receive(.removed(jobKey("job-9")))
    #expect(session.state.nextTick == testNow.addingTimeInterval(2))
    session.now = testNow.addingTimeInterval(2)
    session.send(.tick)
    #expect(session.screen.contains("1 of 10 ended"))
    #expect(session.state.nextTick == nil)
  }

  @Test("on every screen it can be read to its end", arguments: [40, 60, 80, 120, 200], [10, 16, 30])
  func sizes(columns: Int, rows: Int) {
    var session = session(jobs, size: Size(columns: columns, rows: rows))
    var seen: Set<String> = []
    for _ in 0..<30 {
      for row in session.screen.rows.dropFirst(2).dropLast() { seen.insert(row) }
      session.press(.down)
    }
    for title in ["Queue time", "Run time", "Ended", "Failed", "Ends", "Requests"] {
      #expect(seen.contains { $0.hasPrefix(" \(title)") }, "\(title)")
    }
    #expect(seen.contains { $0.contains("1m30s  1m40s  10") })
    session.press(.character("q"))
    #expect(session.state.page == .table)
  }
}

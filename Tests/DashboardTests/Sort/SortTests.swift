import Dashboard
import Foundation
import JobAPI
import JobTracking
import Terminal
import TestTools
import Testing

@Suite struct SortTests {
  private func shown(_ session: Session) -> [String] {
    session.state.keys(inRows: 0..<session.state.rowCount).map(\.id.rawValue)
  }

  private func session(_ jobs: [TrackedJob], by column: JobColumn, reversed: Bool = false) -> Session {
    Session(jobs, preferences: ViewPreferences(sort: JobSort(column, isReversed: reversed)))
  }

  @Test("ages are sorted as times, not as texts")
  func ages() {
    let jobs = [job("hour", addedAgo: 3700), job("minute", addedAgo: 61), job("day", addedAgo: 90_000)]
    #expect(shown(session(jobs, by: .age)) == ["minute", "hour", "day"])
    #expect(shown(session(jobs, by: .age, reversed: true)) == ["day", "hour", "minute"])
  }

  @Test("statuses are sorted in the order of a job's life")
  func statuses() {
    let jobs = allStatuses.reversed().enumerated().map { job("\($0)", $1, addedAgo: Double($0)) }
    #expect(shown(session(jobs, by: .status)) == ["5", "4", "3", "2", "1", "0"])
    #expect(shown(session(jobs, by: .status, reversed: true)) == ["1", "2", "3", "4", "5", "0"])
  }

  @Test("numbers in labels count as numbers, and letter case does not count")
  func natural() {
    let labels = ["call 10", "Call 2", "call 2b", "BOARD", "", "call 02a"]
    let jobs = labels.enumerated().map { job("\($0)", label: $1, addedAgo: Double($0)) }
    #expect(shown(session(jobs, by: .label)) == ["3", "1", "5", "2", "0", "4"])
    #expect(shown(session(jobs, by: .label, reversed: true)) == ["0", "2", "5", "1", "3", "4"])
  }

  @Test("jobs that are alike stay as they were added, whichever way the others are sorted")
  func stable() {
    let jobs = manyJobs(12, statuses: [.failed, .completed])
    let failed = (0..<6).map { "job-\($0 * 2)" }
    let completed = (0..<6).map { "job-\($0 * 2 + 1)" }
    #expect(shown(session(jobs, by: .status)) == completed + failed)
    #expect(shown(session(jobs, by: .status, reversed: true)) == failed + completed)
  }

  @Test("every column sorts as an obvious sort would", arguments: JobColumn.allCases, [false, true])
  func model(column: JobColumn, isReversed: Bool) {
    let labels = ["b", "A", "", "ä", "c c"]
    let jobs = manyJobs(40).enumerated().map { number, job in
      var job = number.isMultiple(of: 3) ? job.seeing(.completed, ago: Double(number)) : job
      job.label = labels[number % labels.count]
      return job
    }
    let sort = JobSort(column, isReversed: isReversed)
    #expect(
      shown(session(jobs, by: column, reversed: isReversed))
        == SortModel.sorted(jobs, sort).map(\.key.id.rawValue))
  }

  @Test("s goes through the columns that are shown and then back, S reverses, and each is to be remembered")
  func keys() {
    var session = Session(manyJobs(4))
    var seen: [JobColumn?] = []
    for _ in 0..<8 {
      let effects = session.press(.character("s"))
      #expect(effects == [.remember(session.state.viewPreferences)])
      seen.append(session.state.sort?.column)
    }
    #expect(seen == [.status, .label, .id, .age, .inStatus, .expected, .checked, nil])
    session.press(.character("<"))
    #expect(session.state.sort == JobSort(.checked))
    session.press(.character("S"))
    #expect(session.state.sort == JobSort(.checked, isReversed: true))
    #expect(session.screen.newsRow == "Sorted by CHECKED, longest ago first; S reverses.")
    session.press(.character("s"), .character("S"))
    #expect(session.screen.newsRow == "Sort by a column first: s chooses one.")
  }

  @Test(
    "the title of the column shows the way", arguments: [(GlyphSet.unicode, "↑", "↓"), (.ascii, "^", "v")])
  func arrow(glyphs: GlyphSet, up: String, down: String) {
    var session = Session(manyJobs(4), glyphs: glyphs)
    session.press(.character("<"), .character("<"), .character("<"))
    #expect(session.screen.rows[2].contains("IN STATUS\(up)"))
    session.press(.character("S"))
    #expect(session.screen.rows[2].contains("IN STATUS\(down)"))
  }

  @Test("a row moves with its job's status, and the cursor with its job")
  func moves() {
    let jobs = manyJobs(4, statuses: [.inProgress])
    var session = session(jobs, by: .status)
    session.press(.down)
    session.receive(.job(jobs[1].seeing(.failed)))
    #expect(shown(session) == ["job-0", "job-2", "job-3", "job-1"])
    #expect(session.selected == "job-1")
  }

  @Test("what is in view stays there when a job above it goes elsewhere")
  func scroll() {
    let jobs = manyJobs(100, statuses: [.inProgress])
    var session = session(jobs, by: .status)
    session.press(.character("j"), times: 60)
    let before = session.screen.rows[3...21]
    session.receive(.job(jobs[2].seeing(.failed)), .job(jobs[4].seeing(.scheduled)))
    #expect(session.screen.rows[3...21] == before)
  }

  @Test("the cursor stays on its line when all that is in view goes elsewhere")
  func allMove() {
    let jobs = manyJobs(100, statuses: [.inProgress])
    var session = session(jobs, by: .checked, reversed: true)
    session.press(.character("j"), times: 60)
    let row = session.screen.rows.firstIndex { $0.contains("job-60 ") }
    for (number, job) in jobs.enumerated() {
      session.send(.updates([.job(job.seeing(.inProgress, ago: Double(50 - number / 2)))]))
    }
    #expect(session.selected == "job-60")
    #expect(session.screen.rows.firstIndex { $0.contains("job-60 ") } == row)
  }
}

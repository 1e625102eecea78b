import Dashboard
import Foundation
import JobAPI
import JobTracking
import Terminal
import Testing

/// What can be typed about jobs besides checking and untracking: waiting for them, writing on them, reading of them.
@Suite struct LinearJobsTests {
  private var dashboard: LinearDashboard

  init() { dashboard = Self.dashboard() }

  private static func dashboard(_ jobs: [TrackedJob]? = nil, notifiesOfSets: Bool = true) -> LinearDashboard {
    let jobs = jobs ?? [probe, job("other", .inProgress), job("done", .completed)]
    var state = DashboardState(
      profile: .symbl, jobs: jobs, size: roomy, now: testNow, glyphs: .ascii, localTime: utc)
    state.notifies = true
    state.notifiesOfSets = notifiesOfSets
    return LinearDashboard(state)
  }

  private static let probe = job("probe", .scheduled, label: "call 12", statusAgo: 8)
  private var probe: TrackedJob { Self.probe }

  private mutating func type(_ line: String) -> LinearDashboard.Answer {
    dashboard.take(line: line, at: testNow)
  }

  private mutating func send(_ event: DashboardEvent) -> LinearDashboard.Answer {
    dashboard.take(event, at: testNow)
  }

  private mutating func receive(_ updates: JobUpdate...) -> LinearDashboard.Answer { send(.updates(updates)) }

  // MARK: Waiting

  @Test("w waits for jobs together: their end is one notification and a sentence, none for each")
  mutating func wait() {
    #expect(
      type("w probe other").sentences
        == ["Waiting for 2 jobs: one notification when the last has ended; w takes it back."])
    let first = receive(.job(probe.seeing(.completed)))
    #expect(first.sentences == ["call 12 is completed, after 4s."])
    #expect(!first.effects.contains { if case .notify = $0 { true } else { false } })
    #expect(dashboard.nextTick == nil, "no notification of its own")
    let last = receive(.job(job("other", .failed)))
    #expect(last.sentences == ["other is failed.", "2 jobs ended: 1 completed, 1 failed."])
    #expect(last.effects.contains(.notify("2 jobs ended: 1 completed, 1 failed")))
    #expect(dashboard.nextTick == nil)
  }

  @Test("w alone is about the job told of last, and takes that back; one job's end is told once")
  mutating func waitForOne() {
    #expect(type("w").sentences == ["No job has been told of last; put an id or a label behind w."])
    _ = receive(.job(probe.seeing(.inProgress)))
    #expect(type("w").sentences.first?.hasPrefix("Waiting for 1 job:") == true)
    #expect(type("w").sentences == ["Not waiting for 1 job any more."])
    _ = type("w")
    let end = receive(.job(probe.seeing(.inProgress).seeing(.completed)))
    #expect(end.sentences == ["call 12 is completed, after 8s."])
    #expect(end.effects.contains(.notify("call 12 is completed")))
    #expect(type("w done").sentences == ["done has ended already: there is nothing to wait for."])
    #expect(
      type("w done probe").sentences == ["All 2 jobs have ended already: there is nothing to wait for."])
    #expect(type("w nobody").sentences == ["No job is called 'nobody'."])
  }

  @Test("a job of the set that goes is told, and the end of the others is")
  mutating func waitedIsRemoved() {
    _ = type("w probe other")
    #expect(
      receive(.removed(jobKey("probe"))).sentences == [
        "call 12 is not tracked any more.",
        "No longer waiting for 1 job, as untracked. Still waiting for 1 job.",
      ])
    #expect(receive(.job(job("other", .completed))).effects.contains(.notify("other is completed")))
  }

  @Test("where notifications are off, the end of a set is a sentence")
  mutating func waitWithoutNotification() {
    dashboard = Self.dashboard(notifiesOfSets: false)
    #expect(type("w probe other").sentences.first?.contains("notifications are off") == true)
    let end = receive(.job(probe.seeing(.completed)), .job(job("other", .completed)))
    #expect(end.sentences.last == "2 jobs ended: 2 completed.")
    #expect(!end.effects.contains { if case .notify = $0 { true } else { false } })
  }

  // MARK: Writing

  @Test("L asks for the label of jobs, N for a note; - takes it away, nothing leaves it, u undoes it")
  mutating func annotate() {
    #expect(type("L probe").sentences.isEmpty)
    #expect(dashboard.question == "Label of call 12, or - for none: ")
    #expect(type("").sentences == ["The label stays as it is."])
    _ = type("L probe")
    let written = type("  call  13 ")
    #expect(written.effects == [.annotate(.label, [jobKey("probe")], "call 13")])
    #expect(written.sentences == ["call 13 (probe): label written; u undoes it."])
    #expect(type("u").effects.count == 1)
    _ = type("L probe")
    #expect(type("-").effects == [.annotate(.label, [jobKey("probe")], "")])
    _ = type("N probe other")
    #expect(dashboard.question == "Note of 2 jobs, or - for none: ")
    #expect(
      type("q").effects == [.annotate(.note, [jobKey("probe"), jobKey("other")], "q")], "no command")
    #expect(dashboard.question == nil)
  }

  @Test("a label that is too long is refused with a sentence and asked for again")
  mutating func annotateTooLong() {
    _ = type("L probe")
    let answer = type(String(repeating: "x", count: 201))
    #expect(answer.effects.isEmpty && answer.sentences.count == 1)
    #expect(answer.sentences.first?.contains("200") == true)
    #expect(dashboard.question == "Label of call 12, or - for none: ")
  }

  @Test("what is written on a job that is gone meanwhile is not lost")
  mutating func annotateGone() {
    _ = type("L probe")
    _ = receive(.removed(jobKey("probe")))
    let answer = type("call 13")
    #expect(answer.effects.isEmpty)
    #expect(
      answer.sentences == ["call 12: not tracked any more, so nothing is written. It was: call 13"])
  }

  // MARK: Reading

  @Test(":detail tells all of a job, once it is known what the service said last")
  mutating func detail() {
    let asking = type(":detail call 12")
    #expect(asking.effects == [.readResponse(jobKey("probe"))])
    #expect(asking.sentences.isEmpty)
    let sentences = send(.response(jobKey("probe"), nil)).sentences
    #expect(sentences.prefix(3) == ["Label: call 12", "Job id: probe", "Status: scheduled"])
    #expect(sentences.contains { $0.hasPrefix("History: ") && $0.hasSuffix(", scheduled") })
    #expect(sentences.contains { $0.hasPrefix("Response: ") })
    #expect(sentences.contains { $0.hasPrefix("Next check: ") })
    #expect(sentences.contains { $0.hasPrefix("Added: ") })
    #expect(send(.response(jobKey("nobody"), nil)).sentences == [])
  }

  @Test("of several jobs each is told of as a whole, in their order; one that is gone meanwhile is left out")
  mutating func details() {
    #expect(type(":detail done probe other").effects == [.readResponse(jobKey("probe"))])
    let first = send(.response(jobKey("probe"), nil))
    #expect(first.sentences.first == "Label: call 12")
    #expect(first.effects == [.readResponse(jobKey("other"))])
    _ = receive(.removed(jobKey("other")))
    let second = send(.response(jobKey("other"), nil))
    #expect(second.sentences == [] && second.effects == [.readResponse(jobKey("done"))])
    #expect(type(":detail probe").effects == [], "it comes behind them")
    let third = send(.response(jobKey("done"), nil))
    #expect(third.sentences.first == "Job id: done")
    #expect(third.effects == [.readResponse(jobKey("probe"))])
    #expect(send(.response(jobKey("probe"), nil)).effects == [])
  }

  @Test("of very many changes of status the latest are told, and the others counted")
  mutating func longHistory() {
    var flapping = probe
    for _ in 1...20 { flapping = flapping.seeing(.inProgress).seeing(.scheduled) }
    _ = receive(.job(flapping))
    _ = type(":detail probe")
    let sentences = send(.response(jobKey("probe"), nil)).sentences
    #expect(sentences.count { $0.contains(", was ") } == 20)
    #expect(sentences.last == "The \(flapping.history.count - 20) changes before that are left out.")
  }

  @Test("# tells figures of the jobs that are told of")
  mutating func figures() {
    _ = receive(.job(probe.seeing(.completed)))
    let all = type("#").sentences
    #expect(all.first == "Figures of all 3 jobs.")
    #expect(all.contains("Failed: 0 of 2 ended, 0 %."))
    #expect(
      all.contains { $0.hasPrefix("Run time: half took up to ") }
        || all.contains("Run time: no ended job yet."))
    _ = type("/other")
    #expect(type("#").sentences.first == "Figures of 1 of 3 jobs.")
  }

  @Test(":export writes the jobs that are told of; mistakes are told")
  mutating func export() {
    _ = type("/status:completed")
    guard case .export(let order)? = type(":export csv ~/jobs.csv").effects.first else {
      Issue.record("nothing is exported")
      return
    }
    #expect(order.jobs.map(\.key) == [jobKey("done")])
    #expect(order.path == "~/jobs.csv" && !order.replaces)
    guard case .export(let replacing)? = type(":export! json x").effects.first else {
      Issue.record("nothing is exported")
      return
    }
    #expect(replacing.replaces)
    #expect(type(":export").sentences.first?.contains(":export csv ~/jobs.csv") == true)
    #expect(type(":export cvs x").sentences == ["'export' knows no 'cvs'; did you mean 'csv'?"])
    #expect(
      send(.commandFailed("There is a file already.", command: "")).sentences == ["There is a file already."])
    #expect(send(.done("1 job is in ~/jobs.csv.")).sentences == ["1 job is in ~/jobs.csv."])
    _ = type("/nothing like it")
    #expect(type(":export csv x").sentences == ["There is no job to export."])
  }
}

import Dashboard
import Foundation
import JobAPI
import JobTracking
import Terminal
import Testing

/// Without a screen each change is a sentence, and what has not changed is none.
@Suite struct LinearDashboardTests {
  private var dashboard: LinearDashboard

  init() {
    dashboard = Self.dashboard([
      job("probe", .scheduled, label: "call 12", statusAgo: 8), job("other", .completed),
    ])
  }

  private static func dashboard(_ jobs: [TrackedJob]) -> LinearDashboard {
    LinearDashboard(
      DashboardState(
        profile: .symbl, jobs: jobs, size: roomy, now: testNow, glyphs: .ascii, localTime: utc))
  }

  private mutating func receive(_ updates: JobUpdate...) -> [String] {
    dashboard.take(.updates(updates), at: testNow).sentences
  }

  private mutating func type(_ line: String) -> LinearDashboard.Answer {
    dashboard.take(line: line, at: testNow)
  }

  private var probe: TrackedJob { dashboard.state.jobs[jobKey("probe")] ?? job("probe") }

  @Test("at the start it says what is watched, how all stands, and what has not ended")
  func opening() {
    let sentences = dashboard.opening()
    #expect(
      sentences == [
        "jobwatch on https://api.symbl.ai. Type ? and Enter for what can be typed.",
        "2 jobs: 1 scheduled, 1 completed.",
        "call 12, id probe, is scheduled for 8s.",
      ])
    #expect(Self.dashboard([]).opening().last == "No jobs are tracked yet; a and an id adds one.")
  }

  @Test("a list stays short, however many jobs there are")
  func longList() {
    let sentences = Self.dashboard(manyJobs(500, statuses: [.inProgress])).opening()
    #expect(sentences.count == 23)
    #expect(sentences.last == "And 480 more that have not ended.")
  }

  @Test("a change of status is one sentence, and the same status again none")
  mutating func change() {
    let running = probe.seeing(.inProgress)
    #expect(receive(.job(running)) == ["call 12 is in progress, after 8s scheduled."])
    #expect(receive(.job(running.seeing(.inProgress))) == [])
    #expect(receive(.job(running.seeing(.failed))) == ["call 12 is failed, after 8s."])
  }

  @Test("a status that jobwatch does not know is told as it came")
  mutating func unknown() {
    #expect(
      receive(.job(probe.seeing(.unrecognized("on hold")))) == ["call 12 is on hold, after 8s scheduled."])
  }

  @Test("a job's trouble is told once, and its end too, with the status that stands")
  mutating func trouble() {
    let troubled = probe.troubled(.serverError(status: 503))
    #expect(
      receive(.job(troubled)) == ["call 12 could not be asked about: the service answered 503."])
    #expect(receive(.job(troubled.troubled(.serverError(status: 503)))) == [])
    #expect(receive(.job(probe.seeing(.scheduled))) == ["call 12 is answered for again: scheduled."])
  }

  @Test("trouble of the whole service is told once, not for every job")
  mutating func serviceTrouble() {
    let error = JobAPIError.refused
    let sentences = receive(
      .job(probe.troubled(error)), .job(job("other", .completed, trouble: error)), .service(.trouble(error)))
    #expect(
      sentences == [
        "The service is in trouble: unreachable: connection refused; is the service running, and the port right? "
          + "What is known of the jobs stands."
      ])
    #expect(receive(.service(.trouble(error))) == [])
    let again = receive(.service(.answering(seconds: 0)), .job(probe.seeing(.scheduled)))
    #expect(again == ["The service answers again.", "call 12 is answered for again: scheduled."])
  }

  @Test("jobs are added by ids after a, or on the next line")
  mutating func add() {
    #expect(type("a new-1 probe").effects == [.track([jobID("new-1")], alreadyTracked: [jobID("probe")])])
    let asked = type("a")
    #expect(asked.sentences.isEmpty && asked.effects.isEmpty)
    #expect(dashboard.question == "Job ids: ")
    #expect(type(" new-2 ").effects == [.track([jobID("new-2")], alreadyTracked: [])])
    #expect(dashboard.question == nil)
    _ = type("a")
    #expect(type("").sentences == ["Nothing added."])
  }

  @Test("new jobs are named, or counted when they are many")
  mutating func tracked() {
    #expect(receive(.job(job("new", nil))) == ["new is tracked."])
    #expect(dashboard.take(.tracked([jobKey("new")], alreadyTracked: []), at: testNow).sentences == [])
    let updates = (0..<500).map { JobUpdate.job(job("many-\($0)", nil)) }
    #expect(dashboard.take(.updates(updates), at: testNow).sentences == ["500 more jobs are tracked."])
    #expect(
      dashboard.take(.tracked([], alreadyTracked: [jobID("probe")]), at: testNow).sentences
        == ["probe was tracked already."])
  }

  @Test("what is no id is said, and nothing of it is lost silently")
  mutating func noID() {
    let answer = type("a ok-1 no\u{1B}id")
    #expect(answer.effects == [.track([jobID("ok-1")], alreadyTracked: [])])
    #expect(answer.sentences.count == 1)
  }

  @Test("r is about the job told of last, or the one that is named; R about all that have not ended")
  mutating func check() {
    #expect(type("r").effects.isEmpty)
    #expect(type("r call 12").effects == [.checkNow([jobKey("probe")])])
    _ = receive(.job(job("other", .failed)))
    let answer = type("r")
    #expect(answer.effects == [.checkNow([jobKey("other")])])
    #expect(answer.sentences == ["Checking other now, once: it has ended."])
    #expect(type("R").effects == [.checkNow([jobKey("probe")])])
    #expect(type("r nobody").sentences == ["No job is called 'nobody'."])
  }

  @Test("who has a job checked is told also that nothing has changed")
  mutating func checked() {
    _ = type("r probe")
    #expect(receive(.job(probe.seeing(.scheduled))) == ["call 12 is still scheduled."])
    #expect(receive(.job(probe.seeing(.scheduled))) == [])
  }

  @Test("an empty line tells how all stands, ? what can be typed, q quits, and anything else is no command")
  mutating func commands() {
    #expect(type("  ").sentences.first == "2 jobs: 1 scheduled, 1 completed.")
    #expect(type("?").sentences.contains { $0.hasPrefix("q: ") })
    #expect(type("q").effects == [.quit])
    #expect(type("quit").sentences == ["'quit' is no command; ? says what can be typed."])
    #expect(type("q now").effects == [])
  }

  @Test("a job that is untracked elsewhere is told of")
  mutating func removed() {
    #expect(receive(.removed(jobKey("probe"))) == ["call 12 is not tracked any more."])
  }

  @Test("trouble with the store is told, and its end")
  mutating func store() {
    let trouble = JobStoreError.cannotWrite(reason: "disk full")
    #expect(receive(.storeTrouble(trouble)).count == 1)
    #expect(receive(.storeTrouble(nil)) == ["Changes are stored again."])
  }
}

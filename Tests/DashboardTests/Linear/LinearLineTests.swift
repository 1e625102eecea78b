import Dashboard
import Foundation
import JobAPI
import JobTracking
import Terminal
import Testing

/// Lines that are typed do what keys do in the other dashboard, and say what that shows.
@Suite struct LinearLineTests {
  private var dashboard: LinearDashboard
  private var now = testNow

  init() { dashboard = Self.dashboard() }

  private static func dashboard(_ keyMap: KeyMap = .standard, notifies: Bool = true) -> LinearDashboard {
    let jobs = [job("probe", .scheduled, label: "call 12", statusAgo: 8), job("other", .completed)]
    var state = DashboardState(
      profile: .symbl, jobs: jobs, size: roomy, now: testNow, glyphs: .ascii, keyMap: keyMap, localTime: utc)
    state.notifies = notifies
    return LinearDashboard(state)
  }

  private mutating func type(_ line: String) -> LinearDashboard.Answer { dashboard.take(line: line, at: now) }

  private mutating func send(_ event: DashboardEvent) -> LinearDashboard.Answer {
    dashboard.take(event, at: now)
  }

  private mutating func receive(_ updates: JobUpdate...) -> [String] { send(.updates(updates)).sentences }

  private var probe: TrackedJob { job("probe", .scheduled, label: "call 12", statusAgo: 8) }

  // MARK: Submitting

  @Test("A submits what stands behind it, or on the next line")
  mutating func submit() {
    let answer = type("A Ann: Good  morning")
    #expect(answer.effects == [.submit("Ann: Good  morning", number: 1)])
    #expect(answer.sentences == ["Submitting..."])
    #expect(type("A").sentences.isEmpty)
    #expect(dashboard.question == "Text, file or URL: ")
    #expect(type("q").effects == [.submit("q", number: 2)], "an answer is no command")
    #expect(dashboard.question == nil)
    _ = type("A")
    #expect(type("  ").sentences == ["Nothing submitted."])
  }

  @Test("a large file is told of by its quarters, a wait once, and the result with its job")
  mutating func submissionStages() {
    func stage(_ stage: Submitter.Stage) -> DashboardEvent {
      .submissionStage(number: 1, PendingSubmission(label: "talk.wav", size: 4 << 20, stage: stage))
    }
    #expect(send(stage(.queued)).sentences == [])
    #expect(send(stage(.sending(bytes: 0))).sentences == ["talk.wav is being sent, 4.0 MiB."])
    #expect(send(stage(.sending(bytes: 1000))).sentences == [])
    #expect(send(stage(.sending(bytes: 2 << 20))).sentences == ["talk.wav: 50 % is sent."])
    #expect(send(stage(.sending(bytes: 4 << 20))).sentences == [])
    #expect(send(stage(.waiting(running: 2))).sentences == ["talk.wav waits until a job ends (2 running)."])
    #expect(send(stage(.waiting(running: 1))).sentences == [])
    #expect(receive(.job(job("new", .scheduled, label: "talk.wav"))).first == "talk.wav is tracked.")
    #expect(send(.submitted(jobKey("new"), number: 1)).sentences == ["Submitted; its job is new."])
    #expect(dashboard.state.submissions.isEmpty)
  }

  @Test("a submission that has to wait for another one says so")
  mutating func queue() {
    let pending = PendingSubmission(label: "a", size: nil, stage: .sending(bytes: 0))
    #expect(send(.submissionStage(number: 1, pending)).sentences == [])
    let second = PendingSubmission(label: "b", size: nil, stage: .queued)
    #expect(send(.submissionStage(number: 2, second)).sentences == ["b waits for its turn."])
  }

  @Test("one that fails is told with what it was, and asks nothing; q warns of one under way")
  mutating func submissionFailed() {
    _ = send(
      .submissionStage(number: 1, PendingSubmission(label: "Hello", size: nil, stage: .sending(bytes: 0))))
    #expect(type("q").sentences == ["A submission is under way; q again breaks off and quits."])
    #expect(type("").effects.isEmpty)
    #expect(type("q").effects.isEmpty, "another line between them")
    #expect(type("q").effects == [.quit], "again")
    let failed = send(.submissionFailed("Not submitted: offline.", text: "Hello\nthere", number: 1))
    #expect(failed.sentences == ["Not submitted: offline. It was: Hello there"])
    #expect(dashboard.question == nil)
    #expect(type("q").effects == [.quit])
  }

  // MARK: Untracking, undo, pause

  @Test("d is about the job told of last, or those that are named; u brings them back, and each is told once")
  mutating func untrack() {
    #expect(type("d").effects.isEmpty)
    _ = receive(.job(job("other", .failed)))
    let last = type("d")
    #expect(last.effects == [.untrack([jobKey("other")])])
    #expect(last.sentences == ["other: not tracked any more; u brings it back."])
    #expect(receive(.removed(jobKey("other"))) == [])
    #expect(type("d").effects.isEmpty, "it is gone")
    #expect(type("d nobody").sentences == ["No job is called 'nobody'."])
    #expect(type("d call 12").effects == [.untrack([jobKey("probe")])])
    _ = receive(.removed(jobKey("probe")))
    #expect(type("u").effects == [.retrack([probe])])
    #expect(receive(.job(probe)) == ["call 12 is tracked.", "call 12 is scheduled."])
    #expect(send(.retracked([probe])).sentences == [])
    #expect(type("u").effects.count == 1)
    #expect(type("u").sentences == ["There is nothing to undo."])
  }

  @Test("several jobs are named on a line, and each is told about")
  mutating func several() {
    #expect(type("r probe other").effects == [.checkNow([jobKey("probe"), jobKey("other")])])
    #expect(receive(.job(probe.seeing(.scheduled))) == ["call 12 is still scheduled."])
    #expect(receive(.job(job("other", .completed).seeing(.completed))) == ["other is still completed."])
    #expect(type("d probe other").sentences == ["2 jobs not tracked any more; u brings them back."])
  }

  @Test("p pauses, which is said to whoever wants something checked, and goes on")
  mutating func pause() {
    #expect(type("p").effects == [.pause(true)])
    #expect(type("R").sentences == ["Paused: nothing is asked; p goes on."])
    #expect(type("r probe").effects.isEmpty)
    #expect(type("p").effects == [.pause(false)])
  }

  // MARK: Filter

  @Test(
    "with a filter only jobs that match are told of, before or after what happens to them; / alone ends it")
  mutating func filter() {
    #expect(
      type("/status:scheduled").sentences
        == ["Only jobs that match 'status:scheduled' are told of, now 1 of 2; / alone ends that."])
    #expect(receive(.job(job("other", .failed))) == [])
    #expect(receive(.job(probe.seeing(.inProgress))) == ["call 12 is in progress, after 8s scheduled."])
    #expect(receive(.job(probe.seeing(.inProgress).seeing(.completed))) == [])
    #expect(receive(.job(job("new", .failed))) == [])
    #expect(receive(.removed(jobKey("new"))) == [])
    #expect(
      type("").sentences.dropFirst()
        == ["Only jobs that match 'status:scheduled' are told of, now 0 of 2; / alone ends that."])
    #expect(type("/").sentences == ["All jobs are told of again."])
    #expect(receive(.job(probe.seeing(.inProgress).seeing(.completed))) == [], "that is old")
    #expect(receive(.job(job("other", .failed).troubled(.refused))).count == 1)
  }

  @Test("jobs that are added are told of whatever the filter is, and so is an answer that somebody waits for")
  mutating func filterAndAdded() {
    _ = type("/ nothing like it")
    #expect(receive(.job(job("new", nil))) == [])
    #expect(send(.tracked([jobKey("new")], alreadyTracked: [])).sentences == ["Tracking new."])
    _ = type("r other")
    #expect(receive(.job(job("other", .completed).seeing(.completed))) == ["other is still completed."])
  }

  @Test("a mistake in a filter is told, and the one before stays")
  mutating func filterMistake() {
    _ = type("/status:scheduled")
    #expect(type("/ stauts:x").sentences == ["There is no 'stauts'; did you mean 'status'?"])
    #expect(type("").sentences.contains { $0.contains("'status:scheduled'") })
  }

  // MARK: Notifications

  @Test("jobs that end are notified of, those within a second together, whatever was typed just now")
  mutating func notification() {
    _ = type("")
    #expect(dashboard.nextTick == nil)
    let answer = send(.updates([.job(probe.seeing(.failed))]))
    #expect(answer.effects.contains(.ended([probe.seeing(.failed)])))
    #expect(dashboard.nextTick == now.addingTimeInterval(1))
    now += 1
    #expect(send(.tick).effects == [.notify("call 12 has failed")])
    #expect(dashboard.nextTick == nil)
  }

  @Test("nobody is notified of jobs that are not told of, nor where there are no notifications")
  mutating func noNotification() {
    _ = type("/other")
    let answer = send(.updates([.job(probe.seeing(.failed))]))
    #expect(answer.effects == [.ended([probe.seeing(.failed)])], "a command is run all the same")
    #expect(dashboard.nextTick == nil)
    dashboard = Self.dashboard(notifies: false)
    _ = receive(.job(probe.seeing(.failed)))
    #expect(dashboard.nextTick == nil)
  }

  // MARK: Keys

  @Test("lines are the keys in force, and help and sentences name those")
  mutating func keyMap() throws {
    dashboard = Self.dashboard(
      try KeyMap(changing: [
        (.untrack, [.character("x")]), (.undo, []), (.filter, [.function(3)]), (.help, [.character("H")]),
      ]))
    #expect(type("d probe").sentences == ["'d probe' is no command; H says what can be typed."])
    #expect(type("x probe").sentences == ["call 12: not tracked any more; :undo brings it back."])
    _ = receive(.removed(jobKey("probe")))
    #expect(type(":undo").effects == [.retrack([probe])])
    #expect(type("/other").sentences == ["'/other' is no command; H says what can be typed."])
    #expect(type("F3 other").sentences.first?.hasPrefix("Only jobs that match 'other'") == true)
    #expect(type("H").sentences.contains { $0.hasPrefix("x, or x JOB...: stop tracking") })
    #expect(dashboard.opening().first?.contains("Type H and Enter") == true)
  }

  @Test("? lists all that can be typed")
  mutating func help() {
    let help = type("?").sentences.joined(separator: "\n")
    for key in ["a", "A", "r", "R", "d", "u", "/", "p", "?", "q"] {
      #expect(help.contains("\n\(key)"), "\(key)")
    }
    #expect(type("t").sentences == ["'t' is no command; ? says what can be typed."])
    #expect(type("u now").sentences == ["'u now' is no command; ? says what can be typed."])
  }
}

import JobAPI
import Testing

@testable import JobServer

@Suite struct ScenarioReaderTests {
  private static func read(_ text: String) throws(ScenarioError) -> Scenario {
    try ScenarioReader.scenario(in: text, file: "a.yaml")
  }

  @Test("the default is for jobs that no entry is about, and the first entry that fits counts")
  func jobs() throws {
    let scenario = try Self.read(
      """
      default: { scheduled: 1s, in_progress: 2s }
      jobs:
        - { number: 2, ends: failed }
        - { kind: audio/url, ends: never, in_progress: 500ms }
        - { name: Weekly, ends: on_hold }
      """)
    let usual = JobScript(queueTime: .seconds(1), runTime: .seconds(2), outcome: .completed)
    #expect(scenario.plan(kind: .text, number: 1, name: nil)?.script == usual)
    #expect(scenario.plan(kind: .audioURL, number: 2, name: "Weekly")?.script.outcome == .failed)
    #expect(scenario.plan(kind: .audioURL, number: 3, name: "Weekly")?.script.outcome == .runsForever)
    #expect(scenario.plan(kind: .audioURL, number: 3, name: nil)?.script.runTime == .milliseconds(500))
    #expect(
      scenario.plan(kind: .video, number: 3, name: "Weekly")?.script.outcome == .unrecognized("on_hold"))
  }

  @Test(
    "an empty scenario says nothing",
    arguments: [
      "", "# nothing\n", "---", "~", "{}", "jobs: []", "default:\njobs:\nfaults:", "\u{FEFF}jobs: []\r\n",
    ])
  func empty(text: String) throws {
    let scenario = try Self.read(text)
    #expect(scenario.plan(kind: .text, number: 1, name: nil) == nil)
    #expect(scenario.faults == [])
  }

  @Test("a job by id is there from the start, begins when first asked about, and no submission is about it")
  func jobsByID() throws {
    let scenario = try Self.read(
      """
      jobs:
        - { id: some-job, scheduled: 1s, in_progress: 2s, ends: failed }
        - { id: 0123 }
        - { ends: never }
      """)
    let script = JobScript(
      queueTime: .seconds(1), runTime: .seconds(2), outcome: .failed, startsWhenFirstAskedFor: true)
    #expect(try scenario.jobs[JobID("some-job")] == JobPlan(script: script))
    #expect(try scenario.jobs[JobID("0123")]?.script.outcome == .completed)
    #expect(scenario.jobs.count == 2)
    #expect(scenario.plan(kind: .text, number: 1, name: "some-job")?.script.outcome == .runsForever)
  }

  @Test("a job has its own faults, by id and as a submission")
  func faultsOfJobs() throws {
    let scenario = try Self.read(
      """
      jobs:
        - id: a
          faults:
            - { requests: 2, status: 502 }
            - { from: 1s, until: 2s, hang: true }
        - { kind: audio, faults: [{ wrong_id: true }] }
      """)
    #expect(
      try scenario.jobs[JobID("a")]?.faults == [
        FaultRule(requests: 2...2, fault: Fault(kind: .status(502))),
        FaultRule(from: .seconds(1), until: .seconds(2), fault: Fault(kind: .hang)),
      ])
    let audio = scenario.plan(kind: .audio, number: 1, name: nil)
    #expect(audio?.faults == [FaultRule(fault: Fault(kind: .wrongID))])
  }

  @Test("the time scale is read", arguments: [("10", 10), ("0.001", 0.001), ("1e5", 100_000)])
  func timeScale(text: String, factor: Double) throws {
    #expect(try Self.read("time_scale: \(text)").timeScale == factor)
    #expect(try Self.read("jobs: []").timeScale == nil)
  }

  @Test(
    "a scenario is summed up in a few words",
    arguments: [
      ("", 1, "nothing, time scale 1"),
      ("default: {}", 0.5, "a default, time scale 0.5"),
      ("jobs: [{id: a}, {number: 1}]", 10, "1 job by id, 1 rule for submitted jobs, time scale 10"),
      (
        "{jobs: [{id: a}, {id: b, faults: [{hang: true}]}, {faults: [{delay: 1}]}, {}], faults: [{reset: true}]}",
        2.5, "2 jobs by id, 2 rules for submitted jobs, 3 faults, time scale 2.5"
      ),
    ])
  func summary(text: String, timeScale: Double, summary: String) throws {
    #expect(try Self.read(text).summary(timeScale: timeScale) == summary)
  }

  @Test("faults are read in all their forms")
  func faults() throws {
    let scenario = try Self.read(
      """
      faults:
        - { method: POST, path: /v1/process/*, requests: 3-5, status: 503, retry_after: 7 }
        - { requests: 2-, hang: true }
        - { requests: 4, reset: true, delay: 1.5m }
        - { from: 1h, until: 2h, truncate: 10 }
        - { body: huge }
        - { wrong_id: true }
        - { delay: 3 }
      """)
    #expect(
      scenario.faults.map(\.fault) == [
        Fault(kind: .status(503), retryAfter: 7), Fault(kind: .hang),
        Fault(kind: .reset, delay: .seconds(90)),
        Fault(kind: .truncated(after: 10)), Fault(kind: .body(.huge)), Fault(kind: .wrongID),
        Fault(delay: .seconds(3)),
      ])
    #expect(scenario.faults.map(\.requests).prefix(3) == [3...5, 2...Int.max, 4...4])
    #expect(scenario.faults[0].method == "POST")
    #expect(scenario.faults[3].from == .seconds(3_600))
    #expect(scenario.faults[3].until == .seconds(7_200))
  }

  @Test(
    "a path fits with anything in place of a star",
    arguments: [
      ("/v1/job/*", "/v1/job/a", true), ("/v1/job/*", "/v1/jobs", false), ("*", "/x", true),
      ("/a", "/a", true),
      ("/a", "/ab", false), ("/c/*/messages", "/c/1/messages", true), ("/c/*/messages", "/c/1/topics", false),
      ("*/a/*/b*", "/x/a/y/bz", true), ("/a*a", "/a", false),
    ]
  )
  func paths(pattern: String, path: String, fits: Bool) {
    #expect(FaultRule(path: pattern, fault: Fault()).fits(method: "GET", path: path) == fits)
  }

  @Test("each rule counts the requests that fit it, and the first one due counts")
  func plan() {
    var plan = FaultPlan([
      FaultRule(method: "GET", path: "/a", requests: 2...2, fault: Fault(kind: .hang)),
      FaultRule(path: "*", from: .seconds(5), until: .seconds(6), fault: Fault(kind: .reset)),
    ])
    #expect(plan.next(method: "GET", path: "/a", at: .zero) == nil)
    #expect(plan.next(method: "GET", path: "/b", at: .zero) == nil)
    #expect(plan.next(method: "GET", path: "/a", at: .seconds(5))?.kind == .hang)
    #expect(plan.next(method: "POST", path: "/a", at: .milliseconds(5_999))?.kind == .reset)
    #expect(plan.next(method: "GET", path: "/a", at: .seconds(6)) == nil)
  }
}

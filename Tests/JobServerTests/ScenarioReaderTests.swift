import Foundation
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
    #expect(scenario.script(kind: .text, number: 1, name: nil) == usual)
    #expect(scenario.script(kind: .audioURL, number: 2, name: "Weekly")?.outcome == .failed)
    #expect(scenario.script(kind: .audioURL, number: 3, name: "Weekly")?.outcome == .runsForever)
    #expect(scenario.script(kind: .audioURL, number: 3, name: nil)?.runTime == .milliseconds(500))
    #expect(scenario.script(kind: .video, number: 3, name: "Weekly")?.outcome == .unrecognized("on_hold"))
  }

  @Test("an empty scenario says nothing", arguments: ["", "# nothing\n", "{}", "jobs: []"])
  func empty(text: String) throws {
    let scenario = try Self.read(text)
    #expect(scenario.script(kind: .text, number: 1, name: nil) == nil)
    #expect(scenario.faults == [])
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
    "a mistake is told with its line and what was expected",
    arguments: [
      ("default:\n  scheduled: soon", "a.yaml:2: “scheduled” must be a time such as 500ms, 2s, 1.5m or 1h."),
      ("default:\n  scheduled: -1s", "a.yaml:2: “scheduled” must be a time such as 500ms, 2s, 1.5m or 1h."),
      ("default: 5", "a.yaml:1: “default” is a mapping of scheduled, in_progress and ends."),
      (
        "default:\n  queue: 5",
        "a.yaml:2: “queue” is not known here; expected are scheduled, in_progress and ends."
      ),
      ("\njob: []", "a.yaml:2: “job” is not known here; expected are default, jobs and faults."),
      ("jobs:\n  number: 1", "a.yaml:2: “jobs” is a list."),
      (
        "jobs:\n- ends: failed\n- kind: radio",
        "a.yaml:3: “kind” must be text, audio, audio/url, video or video/url."
      ),
      ("jobs:\n- number: 0", "a.yaml:2: “number” must be a whole number from 1 on."),
      ("faults:\n- status: 200", "a.yaml:2: “status” must be an error from 400 to 599."),
      (
        "faults:\n- requests: 5-3\n  hang: true",
        "a.yaml:2: “requests” must be numbers from 1 on, such as 3, 3-5 or 3-."
      ),
      ("faults:\n- body: red", "a.yaml:2: “body” must be malformed, html, empty or huge."),
      ("faults:\n- hang: false", "a.yaml:2: “hang” must be true."),
      ("faults:\n- path: v1/job", "a.yaml:2: “path” must be a path such as /v1/job/*."),
      (
        "faults:\n- path: /v1/job/*",
        "a.yaml:2: A fault needs delay, or one of status, hang, reset, truncate, body and wrong_id."
      ),
      (
        "faults:\n- hang: true\n  reset: true",
        "a.yaml:2: A fault is one of status, hang, reset, truncate, body and wrong_id; make a second fault of the other."
      ),
      ("- a", "a.yaml:1: A scenario is a mapping of default, jobs and faults."),
      ("jobs: [", "a.yaml:2: This is not valid YAML."),
      ("default: {}\njobs: \"x", "a.yaml:2: This is not valid YAML."),
    ]
  )
  func mistakes(text: String, message: String) {
    let error = #expect(throws: ScenarioError.self) { try Self.read(text) }
    #expect(error?.description == message)
  }

  @Test("a file that is not there is told")
  func noFile() {
    #expect(throws: ScenarioError.self) { try ScenarioReader.scenario(inFile: "/nowhere/a.yaml") }
  }

  @Test("the example is a scenario")
  func example() throws {
    let root = URL(filePath: #filePath).deletingLastPathComponent().appending(
      path: "../../Assets/scenario.yaml")
    let scenario = try ScenarioReader.scenario(inFile: root.path)
    #expect(scenario.script(kind: .text, number: 1, name: "Doomed")?.outcome == .failed)
    #expect(scenario.faults.count == 3)
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

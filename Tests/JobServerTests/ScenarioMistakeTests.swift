import Testing

@testable import JobServer

/// What is said of scenarios that cannot be taken.
@Suite(.timeLimit(.minutes(1))) struct ScenarioMistakeTests {
  private static func mistake(in text: String) -> String? {
    #expect(throws: ScenarioError.self) { try ScenarioReader.scenario(in: text, file: "a.yaml") }?.description
  }

  private static let time = "must be a time such as 500ms, 2s, 1.5m or 1h, at most 1000h."
  private static let kinds = "status, hang, reset, truncate, body and wrong_id"
  private static let id =
    "“id” must be a job id: up to 256 bytes without blanks and control characters; “.” and “..” are none."

  @Test(
    "a mistake is told with its line and what was expected",
    arguments: [
      ("default:\n  scheduled: soon", "2: “scheduled” \(time)"),
      ("default:\n  scheduled: -1s", "2: “scheduled” \(time)"),
      ("default:\n  scheduled:\n  ends: failed", "2: “scheduled” \(time)"),
      ("default:\n  scheduled: [1s]", "2: “scheduled” \(time)"),
      ("default:\n  scheduled: 1001h", "2: “scheduled” \(time)"),
      ("default: 5", "1: “default” is a mapping of scheduled, in_progress and ends."),
      ("default:\n  queue: 5", "2: “queue” is not known here; expected are scheduled, in_progress and ends."),
      ("default:\n  ends:", "2: “ends” must be completed, failed, never or a status of your own."),
      ("default:\n  ends: null", "2: “ends” must be completed, failed, never or a status of your own."),
      ("\njob: []", "2: “job” is not known here; expected are default, jobs, faults and time_scale."),
      ("[1]: 2", "1: A key is a word, such as “jobs”."),
      ("<<: {jobs: []}", "1: “<<” is not known here; expected are default, jobs, faults and time_scale."),
      ("jobs:\n  number: 1", "2: “jobs” is a list: begin each element with “- ”."),
      (
        "jobs:\n- some-job",
        "2: A job is a mapping of scheduled, in_progress, ends and faults, and id, or kind, number and name for which "
          + "job is meant."
      ),
      (
        "jobs:\n- ends: failed\n- kind: radio",
        "3: “kind” must be text, audio, audio/url, video or video/url."
      ),
      ("jobs:\n- number: 0", "2: “number” must be a whole number from 1 on."),
      ("jobs:\n- name: {a: b}", "2: “name” must be a text."),
      ("- a", "1: A scenario is a mapping of default, jobs, faults and time_scale."),
      ("time_scale: 0", "1: “time_scale” must be a number from 0.001 to 100000."),
      ("time_scale: nan", "1: “time_scale” must be a number from 0.001 to 100000."),
      ("time_scale: 10x", "1: “time_scale” must be a number from 0.001 to 100000."),
    ])
  func scenarios(text: String, message: String) {
    #expect(Self.mistake(in: text) == "a.yaml:\(message)")
  }

  @Test(
    "a mistake in a job by id is told",
    arguments: [
      ("jobs:\n- id: a b", "2: \(id)"), ("jobs:\n- id: ..", "2: \(id)"), ("jobs:\n- id:", "2: \(id)"),
      ("jobs:\n- id: \(String(repeating: "x", count: 257))", "2: \(id)"),
      ("jobs:\n- id: \"a\\tb\"", "2: \(id)"),
      (
        "jobs:\n- id: a\n- number: 1\n- ends: failed\n  id: a",
        "5: There is a job “a” already, in line 2; give each its own id."
      ),
      (
        "jobs:\n- id: a\n  ends: failed\n  kind: text",
        "4: A job with “id” is there from the start, and nobody submits it; leave out “kind”, or “id”."
      ),
      (
        "jobs:\n- number: 1\n  id: a",
        "2: A job with “id” is there from the start, and nobody submits it; leave out “number”, or “id”."
      ),
    ])
  func jobs(text: String, message: String) {
    #expect(Self.mistake(in: text) == "a.yaml:\(message)")
  }

  @Test(
    "a mistake in a fault is told",
    arguments: [
      ("status: 200", "2: “status” must be an error from 400 to 599."),
      ("requests: 5-3\n  hang: true", "2: “requests” must be numbers from 1 on, such as 3, 3-5 or 3-."),
      ("hang: true\n  requests: 0", "3: “requests” must be numbers from 1 on, such as 3, 3-5 or 3-."),
      ("hang: true\n  requests: -3", "3: “requests” must be numbers from 1 on, such as 3, 3-5 or 3-."),
      ("hang: true\n  requests: [1, 2]", "3: “requests” must be numbers from 1 on, such as 3, 3-5 or 3-."),
      ("body: red", "2: “body” must be malformed, html, empty or huge."),
      ("hang: false", "2: “hang” must be true."),
      ("truncate: -1", "2: “truncate” must be a number of bytes, 0 or more."),
      ("path: v1/job", "2: “path” must be a path such as /v1/job/*."),
      ("method: get", "2: “method” must be a method such as GET."),
      ("path: /v1/job/*", "2: A fault needs delay, or one of \(kinds)."),
      ("delay: 0s", "2: A fault needs delay, or one of \(kinds)."),
      ("hang: true\n  reset: true", "2: A fault is one of \(kinds); make a second fault of the other."),
      ("until: 2s\n  from: 3s\n  hang: true", "2: “until” must be later than “from”."),
      ("until: 0s\n  hang: true", "2: “until” must be later than “from”."),
      ("reset: true\n  retry_after: 5", "3: “retry_after” is of use with “status” only; give that too."),
      ("status: 503\n  retry_after: soon", "3: “retry_after” must be whole seconds, 0 or more."),
      (
        "speed: 5",
        "2: “speed” is not known here; expected are method, path, requests, from and until for which requests are meant, "
          + "and delay, retry_after and one of \(kinds)."
      ),
    ])
  func faults(text: String, message: String) {
    #expect(Self.mistake(in: "faults:\n- \(text)") == "a.yaml:\(message)")
  }

  @Test("a fault of a job has neither method nor path", arguments: ["method: GET", "path: /v1/job/a"])
  func faultsOfJobs(target: String) {
    let key = target.prefix { $0 != ":" }
    #expect(
      Self.mistake(in: "jobs:\n- id: a\n  faults:\n  - hang: true\n    \(target)")
        == "a.yaml:5: A fault of a job is about the questions about its status; leave out “\(key)”, or put it below "
        + "the “faults” of the scenario.")
    #expect(
      Self.mistake(in: "jobs:\n- faults:\n  - speed: 1")
        == "a.yaml:3: “speed” is not known here; expected are requests, from and until for which requests are meant, "
        + "and delay, retry_after and one of \(Self.kinds).")
  }
}

import JobAPI
import Yams

/// Reads scenarios from YAML; of a mistake it says the line, and what was expected there.
package struct ScenarioReader {
  let file: String

  /// Reads a file of at most 1 MiB.
  ///
  /// - Throws: ``ScenarioError``.
  package static func scenario(inFile path: String) throws(ScenarioError) -> Scenario {
    try scenario(in: ScenarioFile.text(at: path), file: path)
  }

  /// Reads a text.
  ///
  /// - Parameter file: what it is called in errors.
  static func scenario(in text: String, file: String) throws(ScenarioError) -> Scenario {
    let root = try ScenarioDocument(file: file, text: text).root()
    return try ScenarioReader(file: file).scenario(root)
  }

  private func scenario(_ root: Node?) throws(ScenarioError) -> Scenario {
    var scenario = Scenario()
    guard let root, !root.isEmpty else { return scenario }
    try read(root, "A scenario") { key, node throws(ScenarioError) in
      switch key {
      case "default": if !node.isEmpty { scenario.usual = try usual(node) }
      case "jobs": try readJobs(node, into: &scenario)
      case "faults": scenario.faults = try list(node, key) { node throws(ScenarioError) in try fault(node) }
      case "time_scale":
        scenario.timeScale = try value(node, key, "a number from 0.001 to 100000") {
          Double($0).flatMap { Scenario.timeScales.contains($0) ? $0 : nil }
        }
      default: return false
      }
      return true
    } expected: {
      "default, jobs, faults and time_scale"
    }
    return scenario
  }

  private func usual(_ node: Node) throws(ScenarioError) -> JobScript {
    var script = JobScript.submittedText
    try read(node, "“default”") { key, node throws(ScenarioError) in
      try readScript(key, node, into: &script)
    } expected: {
      "scheduled, in_progress and ends"
    }
    return script
  }

  private func readJobs(_ node: Node, into scenario: inout Scenario) throws(ScenarioError) {
    var lines: [JobID: Int] = [:]
    for entry in try list(node, "jobs", job) {
      guard let (id, key) = entry.id else {
        scenario.submissions.append(entry.rule)
        continue
      }
      if let line = lines[id] {
        throw problem(
          key, "There is a job \(id.rawValue.quoted) already, in line \(line); give each its own id.")
      }
      lines[id] = key.mark?.line
      scenario.jobs[id] = entry.rule.plan
    }
  }

  /// An entry of the jobs.
  private struct Entry {
    /// The id of a job that is there from the start, with the node it stands in; nil when submitted jobs are meant.
    var id: (JobID, Node)?
    var rule = SubmissionRule(plan: JobPlan(script: .submittedText))
  }

  private func job(_ node: Node) throws(ScenarioError) -> Entry {
    var entry = Entry()
    var ofSubmission: (key: String, node: Node)?
    try read(node, "A job") { key, node throws(ScenarioError) in
      switch key {
      case "id":
        let id = try value(
          node, key,
          "a job id: up to \(JobID.longest) bytes without blanks and control characters; “.” and “..” are none"
        ) { try? JobID($0) }
        entry.id = (id, node)
      case "kind":
        entry.rule.kind = try value(
          node, key, "text, audio, audio/url, video or video/url", SubmissionKind.init)
      case "number": entry.rule.number = try value(node, key, "a whole number from 1 on", positive)
      case "name": entry.rule.name = try value(node, key, "a text") { $0 }
      case "faults":
        entry.rule.plan.faults = try list(node, key) { node throws(ScenarioError) in
          try fault(node, ofJob: true)
        }
      default: return try readScript(key, node, into: &entry.rule.plan.script)
      }
      if ["kind", "number", "name"].contains(key) { ofSubmission = (key, node) }
      return true
    } expected: {
      "scheduled, in_progress, ends and faults, and id, or kind, number and name for which job is meant"
    }
    if entry.id != nil {
      if let (key, node) = ofSubmission {
        throw problem(
          node, "A job with “id” is there from the start, and nobody submits it; leave out “\(key)”, or “id”."
        )
      }
      // However late somebody comes, all of the job is still to be seen.
      entry.rule.plan.script.startsWhenFirstAskedFor = true
    }
    return entry
  }

  /// Reads one of the keys that say how a job goes.
  ///
  /// - Returns: false for any other key.
  private func readScript(
    _ key: String, _ node: Node, into script: inout JobScript
  ) throws(ScenarioError) -> Bool {
    switch key {
    case "scheduled": script.queueTime = try duration(node, key)
    case "in_progress": script.runTime = try duration(node, key)
    case "ends":
      script.outcome = try value(node, key, "completed, failed, never or a status of your own") { text in
        switch text {
        case "completed": .completed
        case "failed": .failed
        case "never": .runsForever
        case "": nil
        default: .unrecognized(text)
        }
      }
    default: return false
    }
    return true
  }
}

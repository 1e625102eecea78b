import Foundation
import Yams

/// Reads scenarios from YAML; of a mistake it says the line, and what was expected there.
package struct ScenarioReader {
  private let file: String

  /// Reads a file.
  ///
  /// - Throws: ``ScenarioError``.
  package static func scenario(inFile path: String) throws(ScenarioError) -> Scenario {
    let text: String
    do {
      text = try String(contentsOf: URL(filePath: path), encoding: .utf8)
    } catch {
      throw ScenarioError(
        file: path, line: 1, message: "The file cannot be read as UTF-8 text; give the path of a scenario.")
    }
    return try scenario(in: text, file: path)
  }

  /// Reads a text.
  ///
  /// - Parameter file: what it is called in errors.
  static func scenario(in text: String, file: String) throws(ScenarioError) -> Scenario {
    try ScenarioReader(file: file).scenario(in: text)
  }

  private func scenario(in text: String) throws(ScenarioError) -> Scenario {
    let root: Node?
    do {
      root = try Yams.compose(yaml: text)
    } catch {
      throw ScenarioError(file: file, line: Self.line(of: error), message: "This is not valid YAML.")
    }
    guard let root else { return Scenario() }
    var scenario = Scenario()
    try read(root, "A scenario") { key, node throws(ScenarioError) in
      switch key {
      case "default": scenario.usual = try script(node, "“default”") { _, _ in false }
      case "jobs": scenario.jobs = try list(node, key, job)
      case "faults": scenario.faults = try list(node, key, fault)
      default: return false
      }
      return true
    } expected: {
      "default, jobs and faults"
    }
    return scenario
  }

  private func job(_ node: Node) throws(ScenarioError) -> PlannedJob {
    var job = PlannedJob(script: .submittedText)
    job.script = try script(node, "A job") { key, node throws(ScenarioError) in
      switch key {
      case "kind":
        job.kind = try value(node, key, "text, audio, audio/url, video or video/url", SubmissionKind.init)
      case "number": job.number = try value(node, key, "a whole number from 1 on", positive)
      case "name": job.name = try value(node, key, "a text") { $0 }
      default: return false
      }
      return true
    }
    return job
  }

  /// Reads how a job goes; other keys are somebody else's.
  private func script(
    _ node: Node, _ what: String, _ other: (String, Node) throws(ScenarioError) -> Bool
  ) throws(ScenarioError) -> JobScript {
    var script = JobScript.submittedText
    try read(node, what) { key, node throws(ScenarioError) in
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
      default: return try other(key, node)
      }
      return true
    } expected: {
      "scheduled, in_progress and ends"
        + (what == "A job" ? ", and kind, number and name for which job is meant" : "")
    }
    return script
  }

  private func fault(_ node: Node) throws(ScenarioError) -> FaultRule {
    var rule = FaultRule(fault: Fault())
    var kinds = 0
    func be(_ kind: Fault.Kind) {
      rule.fault.kind = kind
      kinds += 1
    }
    try read(node, "A fault") { key, node throws(ScenarioError) in
      switch key {
      case "method":
        rule.method = try value(node, key, "a method such as GET") {
          $0.wholeMatch(of: /[A-Z]+/).map { String($0.output) }
        }
      case "path":
        rule.path = try value(node, key, "a path such as /v1/job/*") {
          $0.hasPrefix("/") || $0.hasPrefix("*") ? $0 : nil
        }
      case "requests":
        rule.requests = try value(node, key, "numbers from 1 on, such as 3, 3-5 or 3-", Self.numbers)
      case "from": rule.from = try duration(node, key)
      case "until": rule.until = try duration(node, key)
      case "delay": rule.fault.delay = try duration(node, key)
      case "retry_after":
        rule.fault.retryAfter = try value(node, key, "whole seconds, 0 or more") {
          Int($0).flatMap { $0 < 0 ? nil : $0 }
        }
      case "status":
        be(
          .status(
            try value(node, key, "an error from 400 to 599") {
              Int($0).flatMap { (400...599).contains($0) ? $0 : nil }
            }))
      case "hang": be(try value(node, key, "true") { $0 == "true" ? .hang : nil })
      case "reset": be(try value(node, key, "true") { $0 == "true" ? .reset : nil })
      case "truncate":
        be(
          .truncated(
            after: try value(node, key, "a number of bytes, 0 or more") {
              Int($0).flatMap { $0 < 0 ? nil : $0 }
            }))
      case "body": be(.body(try value(node, key, "malformed, html, empty or huge", Fault.Body.init)))
      case "wrong_id": be(try value(node, key, "true") { $0 == "true" ? .wrongID : nil })
      default: return false
      }
      return true
    } expected: {
      "method, path, requests, from and until for which requests are meant, and delay, retry_after and one of status, "
        + "hang, reset, truncate, body and wrong_id"
    }
    guard kinds <= 1 else {
      throw problem(
        node,
        "A fault is one of status, hang, reset, truncate, body and wrong_id; make a second fault of the other."
      )
    }
    guard kinds == 1 || rule.fault.delay > .zero else {
      throw problem(node, "A fault needs delay, or one of status, hang, reset, truncate, body and wrong_id.")
    }
    return rule
  }
}

/// The pieces that scenarios are made of.
extension ScenarioReader {
  /// Reads a mapping; `take` says whether it knows a key.
  private func read(
    _ node: Node, _ what: String, _ take: (String, Node) throws(ScenarioError) -> Bool, expected: () -> String
  ) throws(ScenarioError) {
    guard case .mapping(let mapping) = node else {
      throw problem(node, "\(what) is a mapping of \(expected()).")
    }
    for (key, node) in mapping {
      let name = key.string ?? ""
      guard try take(name, node) else {
        throw problem(key, "“\(name)” is not known here; expected are \(expected()).")
      }
    }
  }

  private func list<Element>(
    _ node: Node, _ key: String, _ read: (Node) throws(ScenarioError) -> Element
  ) throws(ScenarioError) -> [Element] {
    guard case .sequence(let sequence) = node else { throw problem(node, "“\(key)” is a list.") }
    var elements: [Element] = []
    for node in sequence { elements.append(try read(node)) }
    return elements
  }

  private func value<Value>(
    _ node: Node, _ key: String, _ expected: String, _ read: (String) -> Value?
  ) throws(ScenarioError) -> Value {
    guard let text = node.scalar?.string, let value = read(text) else {
      throw problem(node, "“\(key)” must be \(expected).")
    }
    return value
  }

  private func duration(_ node: Node, _ key: String) throws(ScenarioError) -> Duration {
    try value(node, key, "a time such as 500ms, 2s, 1.5m or 1h", Self.duration)
  }

  /// Reads a time; a number without a unit is seconds.
  static func duration(_ text: String) -> Duration? {
    guard let match = text.wholeMatch(of: /([0-9]{1,9}(?:\.[0-9]{1,9})?)(ms|s|m|h)?/),
      let number = Double(match.1)
    else {
      return nil
    }
    switch match.2 {
    case "ms": return .seconds(number / 1_000)
    case "m": return .seconds(number * 60)
    case "h": return .seconds(number * 3_600)
    default: return .seconds(number)
    }
  }

  private static func numbers(_ text: String) -> ClosedRange<Int>? {
    let parts = text.split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false)
    guard let first = parts.first.flatMap({ Int($0) }), first > 0 else { return nil }
    guard parts.count > 1 else { return first...first }
    if parts[1].isEmpty { return first...Int.max }
    guard let last = Int(parts[1]), last >= first else { return nil }
    return first...last
  }

  private func positive(_ text: String) -> Int? { Int(text).flatMap { $0 > 0 ? $0 : nil } }

  private func problem(_ node: Node, _ message: String) -> ScenarioError {
    ScenarioError(file: file, line: node.mark?.line ?? 1, message: message)
  }

  /// The line that a parser's error is about; 1 for one that names none.
  private static func line(of error: any Error) -> Int {
    switch error as? YamlError {
    case .scanner(_, _, let mark, _), .parser(_, _, let mark, _), .composer(_, _, let mark, _): mark.line
    default: 1
    }
  }
}

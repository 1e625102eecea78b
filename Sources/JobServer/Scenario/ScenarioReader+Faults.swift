import Yams

extension ScenarioReader {
  /// Reads a fault.
  ///
  /// - Parameter ofJob: whether it is one of a job, which makes clear which requests are meant.
  func fault(_ node: Node, ofJob: Bool = false) throws(ScenarioError) -> FaultRule {
    var rule = FaultRule(fault: Fault())
    var until: Node?
    var retryAfter: Node?
    var kinds = 0
    try read(node, "A fault") { key, node throws(ScenarioError) in
      switch key {
      case "method", "path":
        if ofJob {
          throw problem(
            node,
            "A fault of a job is about the questions about its status; leave out “\(key)”, or put it below the “faults” of the scenario."
          )
        }
        try readTarget(key, node, into: &rule)
      case "requests":
        rule.requests = try value(node, key, "numbers from 1 on, such as 3, 3-5 or 3-", numbers)
      case "from": rule.from = try duration(node, key)
      case "until":
        rule.until = try duration(node, key)
        until = node
      case "delay": rule.fault.delay = try duration(node, key)
      case "retry_after":
        rule.fault.retryAfter = try value(node, key, "whole seconds, 0 or more", natural)
        retryAfter = node
      default:
        guard let kind = try kind(key, node) else { return false }
        rule.fault.kind = kind
        kinds += 1
      }
      return true
    } expected: {
      (ofJob ? "" : "method, path, ")
        + "requests, from and until for which requests are meant, and delay, retry_after and one of status, hang, "
        + "reset, truncate, body and wrong_id"
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
    if let until, let end = rule.until, end <= rule.from {
      throw problem(until, "“until” must be later than “from”.")
    }
    if let retryAfter {
      guard case .status = rule.fault.kind else {
        throw problem(retryAfter, "“retry_after” is of use with “status” only; give that too.")
      }
    }
    return rule
  }

  private func readTarget(_ key: String, _ node: Node, into rule: inout FaultRule) throws(ScenarioError) {
    if key == "method" {
      rule.method = try value(node, key, "a method such as GET") {
        $0.wholeMatch(of: /[A-Z]+/).map { String($0.output) }
      }
    } else {
      rule.path = try value(node, key, "a path such as /v1/job/*") {
        $0.hasPrefix("/") || $0.hasPrefix("*") ? $0 : nil
      }
    }
  }

  /// Reads one of the keys that say what goes wrong; nil for any other key.
  private func kind(_ key: String, _ node: Node) throws(ScenarioError) -> Fault.Kind? {
    switch key {
    case "status":
      .status(
        try value(node, key, "an error from 400 to 599") {
          Int($0).flatMap { (400...599).contains($0) ? $0 : nil }
        })
    case "hang": try value(node, key, "true") { $0 == "true" ? .hang : nil }
    case "reset": try value(node, key, "true") { $0 == "true" ? .reset : nil }
    case "truncate": .truncated(after: try value(node, key, "a number of bytes, 0 or more", natural))
    case "body": .body(try value(node, key, "malformed, html, empty or huge", Fault.Body.init))
    case "wrong_id": try value(node, key, "true") { $0 == "true" ? .wrongID : nil }
    default: nil
    }
  }
}

/// What the table can show of a job.
package enum JobColumn: String, Hashable, Sendable, CaseIterable, Codable {
  case status, label, id, age
  case inStatus = "in-status"
  case expected, checked
  // Hidden at first.
  case took, kind, conversation, service

  package var title: String {
    switch self {
    case .status: "STATUS"
    case .label: "LABEL"
    case .id: "JOB ID"
    case .age: "AGE"
    case .inStatus: "IN STATUS"
    case .expected: "EXPECTED END"
    case .checked: "CHECKED"
    case .took: "TOOK"
    case .kind: "KIND"
    case .conversation: "CONVERSATION"
    case .service: "SERVICE"
    }
  }

  /// What it holds, in a few words.
  package var explanation: String {
    switch self {
    case .status: "where the job stands, by the service's own word"
    case .label: "what you call it"
    case .id: "what the service calls it"
    case .age: "since it was added; of an ended job, how long until its end was seen"
    case .inStatus: "since when it stands there; of an ended job, when it ended"
    case .expected: "how long it may still take, by past jobs of its kind"
    case .checked: "when the service last answered, or what is wrong"
    case .took: "from its beginning to its end, where both were seen"
    case .kind: "what it was made from: text, audio, ..."
    case .conversation: "the id of its conversation"
    case .service: "which service it belongs to"
    }
  }

  /// What comes first when the table is sorted by it, and what when it is reversed.
  var order: (forwards: String, backwards: String) {
    switch self {
    case .status: ("scheduled first", "failed first")
    case .label, .id, .kind, .conversation, .service: ("A to Z", "Z to A")
    case .age: ("youngest first", "oldest first")
    case .inStatus, .checked: ("latest first", "longest ago first")
    case .expected: ("soonest first", "latest first")
    case .took: ("quickest first", "slowest first")
    }
  }
}

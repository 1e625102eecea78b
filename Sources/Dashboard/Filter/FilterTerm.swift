import JobAPI
import JobTracking

/// One condition of a filter.
enum FilterTerm: Hashable, Sendable {
  /// A text anywhere in the id, the label or the status.
  case text(String)
  case field(FilterField, String)
  case pattern(FilterPattern)
  case fieldPattern(FilterField, FilterPattern)
  case status(StatusChoice)
  case health(Set<HealthChoice>)
  case time(FilterTime, FilterComparison, FilterDuration)

  /// The condition in the filter language.
  var text: String {
    switch self {
    case .text(let text): FilterQuoting.written(text)
    case .field(let field, let text): "\(field.rawValue):\(FilterQuoting.written(text, isValue: true))"
    case .pattern(let pattern): Self.written(pattern)
    case .fieldPattern(let field, let pattern): "\(field.rawValue):\(Self.written(pattern))"
    case .status(let choice): "status:\(choice.text)"
    case .health(let choices):
      "health:" + HealthChoice.allCases.filter(choices.contains).map(\.rawValue).joined(separator: ",")
    case .time(let time, let comparison, let duration):
      "\(time.rawValue)\(comparison.rawValue)\(duration.text)"
    }
  }

  private static func written(_ pattern: FilterPattern) -> String {
    "/\(pattern.source.replacing("/", with: "\\/"))/"
  }
}

/// A text of a job that can be searched by itself.
enum FilterField: String, CaseIterable, Sendable {
  case label, id, profile, note

  /// Whether commas stand between several texts; in what people write they are part of it.
  var takesList: Bool { self == .id || self == .profile }
}

/// A time of a job that can be compared.
enum FilterTime: String, CaseIterable, Sendable {
  /// What stands under AGE: since it was added; of an ended job, how long until its end was seen.
  case age
  /// From its beginning to its end, where both were seen.
  case took
}

enum FilterComparison: String, CaseIterable, Sendable {
  case atMost = "<="
  case atLeast = ">="
  case less = "<"
  case more = ">"
  /// The same when counted in whole units, those that the duration is written in.
  case equal = "="
}

/// A length of time as it is written, such as `90s` or `1h30m`.
struct FilterDuration: Hashable, Sendable {
  let text: String
  let seconds: Double
  /// The smallest unit in it, in seconds.
  let unit: Double
}

/// The statuses that a filter asks for.
struct StatusChoice: Hashable, Sendable {
  enum Kind: String, CaseIterable, Sendable {
    case scheduled, running, completed, failed
    /// A status that jobwatch does not know.
    case other
    /// The service has not told yet.
    case notKnown = "not-known"

    init(_ status: JobStatus?) {
      self =
        switch status {
        case .scheduled: .scheduled
        case .inProgress: .running
        case .completed: .completed
        case .failed: .failed
        case .unrecognized: .other
        case nil: .notKnown
        }
    }
  }

  /// Kinds of statuses as one value, quicker to be asked than a set.
  struct Mask: OptionSet, Sendable {
    let rawValue: UInt8

    init(rawValue: UInt8) { self.rawValue = rawValue }

    init(_ kind: Kind) {
      rawValue =
        switch kind {
        case .scheduled: 1
        case .running: 2
        case .completed: 4
        case .failed: 8
        case .other: 16
        case .notKnown: 32
        }
    }

    init(_ kinds: some Sequence<Kind>) { self = kinds.reduce(into: []) { $0.insert(Mask($1)) } }
  }

  var kinds: Set<Kind> = []
  /// Statuses by the word that the service gives, in lower case; for those that jobwatch does not know.
  var words: Set<String> = []

  /// The names that are understood, with what they stand for. The beginning of one is enough.
  static let names: [(name: String, kinds: Set<Kind>)] =
    Kind.allCases.map { ($0.rawValue, [$0]) } + [
      ("in_progress", [.running]), ("in-progress", [.running]), ("not_known", [.notKnown]),
      ("unknown", [.notKnown]), ("ended", [.completed, .failed]),
      ("unfinished", [.scheduled, .running, .other, .notKnown]),
    ]

  fileprivate var text: String {
    let names = Kind.allCases.filter(kinds.contains).map(\.rawValue)
    return (names + words.sorted().map(FilterQuoting.quoted)).joined(separator: ",")
  }
}

/// How asking about a job goes, as a filter asks for it.
enum HealthChoice: String, CaseIterable, Sendable {
  /// Nothing is wrong.
  case ok
  /// It has a `!`: it could not be asked about, or its statuses came in an odd order.
  case bad
  case retrying
  case noAccess = "no-access"
  case notFound = "not-found"
  case notKnown = "not-known"
  /// The statuses came in an odd order.
  case odd

  func accepts(_ job: TrackedJob) -> Bool {
    switch (self, job.health) {
    case (.ok, .ok): job.anomaly == nil
    case (.bad, let health): health != .ok || job.anomaly != nil
    case (.odd, _): job.anomaly != nil
    case (.retrying, .retrying), (.noAccess, .unauthorized), (.notFound, .notFound),
      (.notKnown, .notKnownYet):
      true
    default: false
    }
  }
}

import Foundation
import JobAPI
import JobTracking

/// A filter made ready to be asked about many jobs.
struct FilterProgram: Sendable {
  private indirect enum Step: Sendable {
    case text([UInt8], statuses: StatusChoice.Mask)
    case label([UInt8])
    case id([UInt8])
    case profile([UInt8])
    case note([UInt8])
    case noLabel
    case noNote
    case pattern(PatternMatcher)
    case fieldPattern(FilterField, PatternMatcher)
    case status(StatusChoice.Mask, words: Set<String>)
    case health(Set<HealthChoice>)
    case time(FilterTime, FilterComparison, FilterDuration)
    case not(Step)
    case all([Step])
    case any([Step])
  }

  private let step: Step
  /// Whether the passing of time alone can change what matches.
  let dependsOnTime: Bool

  init(_ filter: JobFilter) {
    step = Self.step(filter.expression)
    dependsOnTime = Self.dependsOnTime(step)
  }

  /// Whether a job is one that is looked for.
  ///
  /// - Parameters:
  ///   - texts: where its texts are.
  ///   - now: what the age of an unfinished job is counted to.
  func accepts(_ entry: ArrangedJob, in texts: UnsafeBufferPointer<UInt8>, now: Date) -> Bool {
    accepts(step, entry, texts, now)
  }

  /// When the answer about a job may next change by the passing of time alone; nil when it will not.
  func nextChange(of job: TrackedJob, after now: Date) -> Date? {
    guard dependsOnTime, !job.isFinished else { return nil }
    return Self.nextChange(step, of: job, after: now)
  }

  // MARK: Making it ready

  private static func step(_ expression: FilterExpression) -> Step {
    switch expression {
    case .not(let part): .not(step(part))
    case .all(let parts): .all(cheapestFirst(parts.map { step($0) }))
    case .any(let parts): .any(cheapestFirst(parts.map { step($0) }))
    case .term(let term): step(term)
    }
  }

  private static func step(_ term: FilterTerm) -> Step {
    switch term {
    case .text(let text):
      let needle = bytes(text)
      let statuses = StatusChoice.Kind.allCases.filter { kind in
        kind.searchTexts.contains { FilterText.contains(needle, in: $0) }
      }
      return .text(needle, statuses: StatusChoice.Mask(statuses))
    case .field(.label, ""): return .noLabel
    case .field(.note, ""): return .noNote
    case .field(.note, let text): return .note(bytes(text))
    case .field(.label, let text): return .label(bytes(text))
    case .field(.id, let text): return .id(bytes(text))
    case .field(.profile, let text): return .profile(bytes(text))
    case .pattern(let pattern): return .pattern(PatternMatcher(pattern))
    case .fieldPattern(let field, let pattern): return .fieldPattern(field, PatternMatcher(pattern))
    case .status(let choice): return .status(StatusChoice.Mask(choice.kinds), words: choice.words)
    case .health(let choices): return .health(choices)
    case .time(let time, let comparison, let duration): return .time(time, comparison, duration)
    }
  }

  private static func bytes(_ text: String) -> [UInt8] { Array(FilterText.folded(text).utf8) }

  /// The answer does not depend on the order, the time it takes does.
  private static func cheapestFirst(_ steps: [Step]) -> [Step] {
    func cost(_ step: Step) -> Int {
      switch step {
      case .noLabel, .noNote: 0
      case .status, .time: 1
      case .label, .id: 2
      case .text: 3
      case .health, .profile, .note: 5
      case .pattern, .fieldPattern: 6
      case .not(let part): cost(part)
      case .all(let parts), .any(let parts): parts.reduce(0) { $0 + cost($1) }
      }
    }
    return steps.sorted { cost($0) < cost($1) }
  }

  private static func dependsOnTime(_ step: Step) -> Bool {
    switch step {
    case .time(.age, _, _): true
    case .not(let part): dependsOnTime(part)
    case .all(let parts), .any(let parts): parts.contains(where: dependsOnTime)
    default: false
    }
  }

  // MARK: Answering

  private func accepts(
    _ step: Step, _ entry: ArrangedJob, _ texts: UnsafeBufferPointer<UInt8>, _ now: Date
  ) -> Bool {
    let (job, place) = (entry.job, entry.place)
    func part(_ range: Range<Int>) -> UnsafeBufferPointer<UInt8> {
      UnsafeBufferPointer(rebasing: texts[range])
    }
    switch step {
    case .text(let needle, let statuses):
      return FilterText.contains(needle, in: part(place.both)) || Self.hasStatus(entry, statuses, needle)
    case .label(let needle): return FilterText.contains(needle, in: part(place.label))
    case .id(let needle): return FilterText.contains(needle, in: part(place.id))
    case .profile(let needle): return FilterText.contains(needle, in: job.key.profile)
    case .note(let needle): return !job.note.isEmpty && FilterText.contains(needle, in: job.note)
    case .noLabel: return place.label.isEmpty
    case .noNote: return job.note.isEmpty
    case .pattern(let matcher):
      if matcher.matches(part(place.label)) || matcher.matches(part(place.id)) { return true }
      for var text in Self.statusTexts(job.status) where text.withUTF8(matcher.matches) { return true }
      return false
    case .fieldPattern(.label, let matcher): return matcher.matches(part(place.label))
    case .fieldPattern(.id, let matcher): return matcher.matches(part(place.id))
    case .fieldPattern(.profile, let matcher):
      var text = FilterText.folded(job.key.profile)
      return text.withUTF8(matcher.matches)
    case .fieldPattern(.note, let matcher):
      var text = FilterText.folded(job.note)
      return text.withUTF8(matcher.matches)
    case .status(let statuses, let words):
      if statuses.contains(entry.status) { return true }
      guard !words.isEmpty, let status = job.status else { return false }
      return words.contains(FilterText.folded(status.wireName))
    case .health(let choices): return choices.contains { $0.accepts(job) }
    case .time(let time, let comparison, let duration):
      return time.seconds(of: job, now: now).map { comparison.holds($0, duration) } ?? false
    case .not(let inner): return !accepts(inner, entry, texts, now)
    case .all(let parts):
      for part in parts where !accepts(part, entry, texts, now) { return false }
      return true
    case .any(let parts):
      for part in parts where accepts(part, entry, texts, now) { return true }
      return false
    }
  }

  private static func hasStatus(
    _ entry: ArrangedJob, _ statuses: StatusChoice.Mask, _ needle: [UInt8]
  ) -> Bool {
    guard entry.status.contains(.init(.other)) else { return statuses.contains(entry.status) }
    return statusTexts(entry.job.status).contains { FilterText.contains(needle, in: $0) }
  }

  private static func statusTexts(_ status: JobStatus?) -> [String] {
    if case .unrecognized(let word) = status { return [FilterText.folded(word)] }
    return StatusChoice.Kind(status).searchTexts
  }

  private static func nextChange(_ step: Step, of job: TrackedJob, after now: Date) -> Date? {
    switch step {
    case .time(.age, let comparison, let duration):
      comparison.turningPoints(duration).map { job.addedAt.addingTimeInterval($0) }.filter { $0 > now }.min()
    case .not(let part): nextChange(part, of: job, after: now)
    case .all(let parts), .any(let parts):
      parts.compactMap { nextChange($0, of: job, after: now) }.min()
    default: nil
    }
  }
}

extension StatusChoice.Kind {
  /// The word of the table and the one of the service.
  fileprivate var searchTexts: [String] {
    switch self {
    case .scheduled: ["scheduled"]
    case .running: ["in progress", "in_progress"]
    case .completed: ["completed"]
    case .failed: ["failed"]
    case .other: []
    case .notKnown: ["not known"]
    }
  }
}

extension FilterTime {
  func seconds(of job: TrackedJob, now: Date) -> Double? {
    switch self {
    case .age: job.age(at: now)
    case .took: job.seconds
    }
  }
}

extension FilterComparison {
  func holds(_ seconds: Double, _ duration: FilterDuration) -> Bool {
    switch self {
    case .less: seconds < duration.seconds
    case .atMost: seconds <= duration.seconds
    case .more: seconds > duration.seconds
    case .atLeast: seconds >= duration.seconds
    case .equal: seconds >= duration.seconds && seconds < duration.seconds + duration.unit
    }
  }

  /// At which ages the answer changes, in seconds; a little later, so that it has changed by then.
  fileprivate func turningPoints(_ duration: FilterDuration) -> [Double] {
    let later = 0.001
    return self == .equal
      ? [duration.seconds + later, duration.seconds + duration.unit + later] : [duration.seconds + later]
  }
}

extension TrackedJob {
  /// How long it has been tracked, in seconds; of a finished one, how long until its end was seen.
  func age(at now: Date) -> Double {
    (isFinished ? statusSince ?? now : now).timeIntervalSince(addedAt)
  }
}

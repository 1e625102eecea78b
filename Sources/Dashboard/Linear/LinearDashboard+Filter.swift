import Foundation
import JobTracking

/// Which jobs are told of, and how they stand.
extension LinearDashboard {
  /// Tells only of jobs that a filter finds, or of all.
  mutating func tellOnly(of text: String) -> String {
    let key = state.keyMap.word(for: .filter)
    guard !text.isEmpty else {
      defer { filter = nil }
      return filter == nil
        ? "All jobs are told of; \(key) and words tells only of those that match."
        : "All jobs are told of again."
    }
    do throws(CommandMistake) {
      guard case .filter(let filter) = try Command("\(Action.filter.name) \(text)", themes: []) else {
        return ""
      }
      self.filter = filter
      return filterSentence(found(allJobs).count)
    } catch {
      return error.sentence
    }
  }

  private func filterSentence(_ count: Int) -> String {
    "Only jobs that match '\(filter?.text ?? "")' are told of, now \(count) of \(state.jobs.count); "
      + "\(state.keyMap.word(for: .filter)) alone ends that."
  }

  var allJobs: [TrackedJob] { state.jobs.keys.compactMap { state.jobs[$0] } }

  /// Those of some jobs that are told of.
  func found(_ jobs: [TrackedJob]) -> [TrackedJob] {
    filter.map { $0.filter.filtering(jobs, now: state.now) } ?? jobs
  }

  /// The jobs whose news are told: those that match before or after it. Nil when all are.
  func heard(of updates: [JobUpdate]) -> Set<JobKey>? {
    guard filter != nil else { return nil }
    let jobs = updates.flatMap { update -> [TrackedJob] in
      switch update {
      case .job(let job): [state.jobs[job.key], job].compactMap(\.self)
      case .removed(let key): [state.jobs[key]].compactMap(\.self)
      default: []
      }
    }
    return Set(found(jobs).map(\.key))
  }

  /// The most jobs that are listed one by one.
  static let mostListed = 20

  /// How many jobs stand where, and those that have not ended.
  func list() -> [String] {
    let counts = state.jobs.counts
    guard counts.all > 0 else {
      return ["No jobs are tracked yet; \(state.keyMap.word(for: .add)) and an id adds one."]
    }
    let parts = [
      (counts.scheduled, "scheduled"), (counts.inProgress, "in progress"), (counts.completed, "completed"),
      (counts.failed, "failed"), (counts.other, "of other status"), (counts.notKnown, "not known"),
    ].filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }
    let found = found(allJobs)
    let unfinished = found.filter { !$0.isFinished }
    let lines = unfinished.prefix(Self.mostListed).map { LinearReport.standing(of: $0, at: state.now) }
    let rest = unfinished.count - lines.count
    let more = rest > 0 ? ["And \(rest) more that \(rest == 1 ? "has" : "have") not ended."] : []
    let all = "\(counts.all) job\(counts.all == 1 ? "" : "s"): \(parts.joined(separator: ", "))."
    return [all] + (filter == nil ? [] : [filterSentence(found.count)]) + lines + more
  }
}

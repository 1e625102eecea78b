import Foundation
import JobAPI
import JobTracking

/// The dashboard for screen readers, terminals without a screen and files: one sentence a change, and typed lines for keys.
///
/// It is a value as ``DashboardState`` is, which it keeps up to date. No sentence ends in a line break.
package struct LinearDashboard: Sendable {
  /// What came of an event or a line: what to say, in order, and what to do outside.
  package struct Answer: Sendable {
    package var sentences: [String] = []
    package var effects: [DashboardEffect] = []
  }

  /// The most jobs that are listed one by one.
  private static let mostListed = 20

  package private(set) var state: DashboardState
  private var report: LinearReport
  private var isAddOpen = false

  package init(_ state: DashboardState) {
    self.state = state
    // There is nobody to be told again what is told in a sentence.
    self.state.notifies = false
    report = LinearReport(state.jobs)
  }

  /// What the next line is asked for with; nil when it is a command.
  package var question: String? { isAddOpen ? "Job ids: " : nil }

  /// What is said at the start.
  package func opening() -> [String] {
    ["jobwatch on \(state.profile.baseURL). Type ? and Enter for what can be typed."] + list()
  }

  /// Takes an event in.
  package mutating func take(_ event: DashboardEvent, at now: Date) -> Answer {
    var answer = Answer()
    state.notice = nil
    switch event {
    case .updates(let updates):
      let asked = state.asked
      answer.effects = state.update(event, at: now)
      answer.sentences = report.take(updates, state)
      // Who waits for an answer is told also that nothing has changed.
      let answered = asked.subtracting(state.asked)
      if !answered.isSubset(of: report.subjects) { answer.sentences += [state.notice].compactMap(\.self) }
      return answer
    case .tracked(_, let already):
      // The new ones are news of their own.
      answer.effects = state.update(.tracked([], alreadyTracked: already), at: now)
    case .trackFailed(let sentence, let ids):
      answer.sentences = ["\(sentence) Not tracked: \(ids.map(\.rawValue).joined(separator: " "))"]
      return answer
    default: answer.effects = state.update(event, at: now)
    }
    answer.sentences = [state.notice].compactMap(\.self)
    return answer
  }

  /// Does what a typed line asks for.
  package mutating func take(line: String, at now: Date) -> Answer {
    _ = state.update(.tick, at: now)
    guard !isAddOpen else {
      isAddOpen = false
      let ids = line.trimmed
      return ids.isEmpty ? Answer(sentences: ["Nothing added."]) : add(ids)
    }
    switch LinearCommand(line) {
    case .list: return Answer(sentences: list())
    case .add(nil):
      isAddOpen = true
      return Answer()
    case .add(let ids?): return add(ids)
    case .check(let name): return check(name)
    case .checkAll:
      let keys = unfinished.map(\.key)
      guard !keys.isEmpty else { return Answer(sentences: ["There is no unfinished job to check."]) }
      return Answer(sentences: ["Checking \(Self.count(keys.count)) now."], effects: [.checkNow(keys)])
    case .help: return Answer(sentences: LinearCommand.explanations)
    case .quit: return Answer(effects: [.quit])
    case .unknown(let text): return Answer(sentences: ["'\(text)' is no command; ? says what can be typed."])
    }
  }

  private mutating func add(_ text: String) -> Answer {
    let reading = state.profile.jobIDs(in: text)
    var answer = Answer()
    if let problem = reading.problem {
      let more = reading.rejected.count > 1 ? " (and \(reading.rejected.count - 1) more)" : ""
      answer.sentences.append("\(problem)\(more)")
    }
    guard !reading.ids.isEmpty else { return answer }
    answer.effects.append(
      .track(
        reading.ids.filter { !state.isTracked($0) },
        alreadyTracked: reading.ids.filter { state.isTracked($0) } + reading.repeated))
    return answer
  }

  private mutating func check(_ name: String?) -> Answer {
    guard let name else {
      guard let key = report.latest, state.jobs[key] != nil else {
        return Answer(sentences: ["No job has been told of yet; r and an id or label checks that one."])
      }
      return check([key])
    }
    let keys = state.jobs.keys.filter { $0.id.rawValue == name || state.jobs[$0]?.label == name }
    guard !keys.isEmpty else { return Answer(sentences: ["No job is called '\(name)'."]) }
    return check(keys)
  }

  private mutating func check(_ keys: [JobKey]) -> Answer {
    state.asked.formUnion(keys)
    let what = keys.count == 1 ? state.jobs[keys[0]]?.name ?? "\(keys[0].id)" : Self.count(keys.count)
    return Answer(sentences: ["Checking \(what) now."], effects: [.checkNow(keys)])
  }

  private var unfinished: [TrackedJob] {
    state.jobs.keys.compactMap { state.jobs[$0] }.filter { !$0.isFinished }
  }

  private static func count(_ jobs: Int) -> String { "\(jobs) job\(jobs == 1 ? "" : "s")" }

  /// How many jobs stand where, and those that have not ended.
  private func list() -> [String] {
    let counts = state.jobs.counts
    guard counts.all > 0 else { return ["No jobs are tracked yet; a and an id adds one."] }
    let parts = [
      (counts.scheduled, "scheduled"), (counts.inProgress, "in progress"), (counts.completed, "completed"),
      (counts.failed, "failed"), (counts.other, "of other status"), (counts.notKnown, "not known"),
    ].filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }
    let unfinished = unfinished
    let lines = unfinished.prefix(Self.mostListed).map { LinearReport.standing(of: $0, at: state.now) }
    let rest = unfinished.count - lines.count
    let more = rest > 0 ? ["And \(rest) more that \(rest == 1 ? "has" : "have") not ended."] : []
    return ["\(Self.count(counts.all)): \(parts.joined(separator: ", "))."] + lines + more
  }
}

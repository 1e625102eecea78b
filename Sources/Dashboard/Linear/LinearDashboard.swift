import Foundation
import JobAPI
import JobTracking

/// The dashboard for screen readers, terminals without a screen and files: one sentence a change, and typed lines for keys.
///
/// It is a value as ``DashboardState`` is, which it keeps up to date, and which does what lines ask for. No sentence ends in a
/// line break.
package struct LinearDashboard: Sendable {
  /// What came of an event or a line: what to say, in order, and what to do outside.
  package struct Answer: Sendable {
    package var sentences: [String] = []
    package var effects: [DashboardEffect] = []
  }

  package private(set) var state: DashboardState
  private var report: LinearReport
  private var submissions = LinearSubmissions()
  private var asking: LinearQuestion?
  /// Which jobs are told of; nil when all are.
  private var filter: DashboardState.FilterInForce?
  private var attention: Attention
  private let notifies: Bool

  /// - Parameter state: says, among others, whether there are notifications.
  package init(_ state: DashboardState) {
    self.state = state
    notifies = state.notifies
    // They are about what is told of, and nobody knows whether somebody reads it: so they come whenever jobs end.
    self.state.notifies = false
    attention = Attention(now: state.now)
    attention.focusChanged(isHere: false, at: state.now)
    report = LinearReport(state.jobs)
  }

  /// What the next line is asked for with; nil when it is a command.
  package var question: String? { asking?.text }

  /// When something is to be done because time has passed; nil when nothing is.
  package var nextTick: Date? { attention.tellAt }

  /// What is said at the start.
  package func opening() -> [String] {
    let help = state.keyMap.word(for: .help)
    return ["jobwatch on \(state.profile.baseURL). Type \(help) and Enter for what can be typed."] + list()
  }

  /// Takes an event in.
  package mutating func take(_ event: DashboardEvent, at now: Date) -> Answer {
    state.notice = nil
    var answer = react(to: event, at: now)
    if let sentence = attention.takeNotification(at: now) { answer.effects.append(.notify(sentence)) }
    return answer
  }

  private mutating func react(to event: DashboardEvent, at now: Date) -> Answer {
    var answer = Answer()
    switch event {
    case .updates(let updates): return take(updates, at: now)
    case .tracked(let keys, let already):
      // Those that are told of are news of their own.
      let told = Set(found(keys.compactMap { state.jobs[$0] }).map(\.key))
      let others = filter == nil ? [] : keys.filter { !told.contains($0) }
      answer.effects = state.update(.tracked(others, alreadyTracked: already), at: now)
    case .retracked(let jobs):
      let told = Set(found(jobs).map(\.key))
      answer.effects = state.update(.retracked(jobs.filter { !told.contains($0.key) }), at: now)
    case .trackFailed(let sentence, let ids):
      answer.sentences = ["\(sentence) Not tracked: \(ids.map(\.rawValue).joined(separator: " "))"]
      return answer
    case .submissionStage(let number, let submission):
      answer.effects = state.update(event, at: now)
      answer.sentences = submissions.take(submission, number: number)
      return answer
    case .submissionFailed(let sentence, let text, let number):
      submissions.end(number)
      answer.effects = state.update(.submissionEnded(number: number), at: now)
      let words = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      let short = words.count > Self.longestQuotation ? words.prefix(Self.longestQuotation) + "..." : words
      answer.sentences = ["\(sentence) It was: \(short)"]
      return answer
    case .submitted(_, let number), .submissionEnded(let number):
      submissions.end(number)
      answer.effects = state.update(event, at: now)
    default: answer.effects = state.update(event, at: now)
    }
    answer.sentences = [state.notice].compactMap(\.self)
    return answer
  }

  /// How many characters are said of a text that was typed.
  private static let longestQuotation = 60

  private mutating func take(_ updates: [JobUpdate], at now: Date) -> Answer {
    var answer = Answer()
    let asked = state.asked
    let untracked = Set(state.leaving.keys)
    let heard = heard(of: updates)
    answer.effects = state.update(.updates(updates), at: now)
    answer.sentences = report.take(updates, state, hearing: heard, untracked: untracked)
    // Who waits for an answer is told also that nothing has changed.
    let answered = asked.subtracting(state.asked)
    if !answered.isSubset(of: report.subjects) { answer.sentences += [state.notice].compactMap(\.self) }
    for case .ended(let jobs) in answer.effects {
      let jobs = jobs.filter { heard?.contains($0.key) ?? true }
      attention.ended(jobs, notifies: notifies, at: now)
    }
    return answer
  }

  /// Does what a typed line asks for.
  package mutating func take(line: String, at now: Date) -> Answer {
    _ = state.update(.tick, at: now)
    state.notice = nil
    if let question = asking {
      asking = nil
      return question.command(line).map { carryOut($0) } ?? Answer(sentences: [question.declined])
    }
    let command = LinearCommand(line, state.keyMap)
    if command != .command(.action(.quit)) { state.isWarnedOfLeaving = false }
    switch command {
    case .list: return Answer(sentences: list())
    case .ask(let question):
      asking = question
      return Answer()
    case .command(let command): return carryOut(command)
    case .act(let action, let names): return act(action, on: names)
    case .filter(let text): return Answer(sentences: [tellOnly(of: text)])
    case .help: return Answer(sentences: LinearCommand.explanations(state.keyMap))
    case .unknown(let text):
      return Answer(
        sentences: ["'\(text)' is no command; \(state.keyMap.word(for: .help)) says what can be typed."])
    }
  }

  /// Has the other dashboard do it, and says what it shows.
  private mutating func carryOut(_ command: Command, on named: ActionTargets? = nil) -> Answer {
    let effects = state.run(command, "", on: named)
    let problem = state.prompt?.problem
    state.prompt = nil
    return Answer(sentences: [problem, state.notice].compactMap(\.self), effects: effects)
  }

  private mutating func act(_ action: Action, on names: String?) -> Answer {
    let targets: ActionTargets
    do throws(CommandMistake) {
      targets = try names.map { names throws(CommandMistake) in try state.targets(named: names) } ?? latest
    } catch {
      return Answer(sentences: [error.sentence])
    }
    guard !targets.jobs.isEmpty else {
      let word = state.keyMap.word(for: action)
      return Answer(sentences: ["No job has been told of last; put an id or a label behind \(word)."])
    }
    let answer = carryOut(.act(action, names: names ?? ""), on: targets)
    // Whoever names several jobs waits for each of them.
    if action == .checkSelected, !answer.effects.isEmpty { state.asked.formUnion(targets.jobs.map(\.key)) }
    return answer
  }

  /// The job that was told of last, if it is tracked.
  private var latest: ActionTargets {
    let job = report.latest.flatMap { state.leaving[$0] == nil ? state.jobs[$0] : nil }
    return ActionTargets(jobs: [job].compactMap(\.self), areMarked: false, hidden: 0)
  }
}

// MARK: Which jobs are told of

extension LinearDashboard {
  /// Tells only of jobs that a filter finds, or of all.
  private mutating func tellOnly(of text: String) -> String {
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

  private var allJobs: [TrackedJob] { state.jobs.keys.compactMap { state.jobs[$0] } }

  /// Those of some jobs that are told of.
  private func found(_ jobs: [TrackedJob]) -> [TrackedJob] {
    filter.map { $0.filter.filtering(jobs, now: state.now) } ?? jobs
  }

  /// The jobs whose news are told: those that match before or after it. Nil when all are.
  private func heard(of updates: [JobUpdate]) -> Set<JobKey>? {
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
  private static let mostListed = 20

  /// How many jobs stand where, and those that have not ended.
  private func list() -> [String] {
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

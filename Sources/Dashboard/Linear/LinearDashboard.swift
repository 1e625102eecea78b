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
  /// The jobs that all is to be told of, one after the other.
  private var detailed: [JobKey] = []
  /// Which jobs are told of; nil when all are.
  var filter: DashboardState.FilterInForce?
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
    case .response(let key, let response):
      guard key == detailed.first else { return answer }
      answer.sentences = state.jobs[key].map { LinearDetail.sentences(about: $0, response, state) } ?? []
      detailed.removeFirst()
      answer.effects = detailed.first.map { [.readResponse($0)] } ?? []
      return answer
    case .commandFailed(let sentence, _):
      answer.sentences = [sentence]
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
    let (asked, waited) = (state.asked, state.waited)
    let untracked = Set(state.leaving.keys)
    let heard = heard(of: updates)
    answer.effects = state.update(.updates(updates), at: now)
    answer.sentences = report.take(updates, state, hearing: heard, untracked: untracked)
    // Who waits for an answer is told also that nothing has changed; and the end of a set, besides that of its jobs.
    let answered = asked.subtracting(state.asked)
    if !answered.isSubset(of: report.subjects) || (waited.count > 1 && waited != state.waited) {
      answer.sentences += [state.notice].compactMap(\.self)
    }
    for case .ended(let jobs) in answer.effects {
      let jobs = jobs.filter { (heard?.contains($0.key) ?? true) && !waited.contains($0.key) }
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
      return answer(question, line.trimmed)
    }
    let command = LinearCommand(line, state.keyMap)
    if command != .command(.action(.quit)) { state.isWarnedOfLeaving = false }
    switch command {
    case .list: return Answer(sentences: list())
    case .ask(let question):
      asking = question
      return Answer()
    case .command(let command): return carryOut(command)
    case .act(let action, let names):
      return about(names, key: action) { $0.act(action, on: $1) }
    case .annotate(let kind, let names):
      return about(names, key: kind == .label ? .label : .note) { dashboard, targets in
        dashboard.asking = .annotation(kind, targets.jobs.map(\.key), naming: targets.name)
        return Answer()
      }
    case .detail(let names):
      return about(names, key: .openDetail) { dashboard, targets in
        let keys = targets.jobs.prefix(Self.mostListed).map(\.key)
        defer { dashboard.detailed += keys }
        return Answer(effects: dashboard.detailed.isEmpty ? [.readResponse(keys[0])] : [])
      }
    case .figures: return Answer(sentences: LinearFigures.sentences(about: found(allJobs), state))
    case .export(let rest, let replaces): return export(rest, replaces: replaces)
    case .filter(let text): return Answer(sentences: [tellOnly(of: text)])
    case .help: return Answer(sentences: LinearCommand.explanations(state.keyMap))
    case .unknown(let text):
      return Answer(
        sentences: ["'\(text)' is no command; \(state.keyMap.word(for: .help)) says what can be typed."])
    }
  }

  /// Has the other dashboard do it, and says what it shows.
  private mutating func carryOut(_ command: Command, on named: ActionTargets? = nil) -> Answer {
    told(state.run(command, "", on: named))
  }

  /// What is to be done, with what the other dashboard shows of it.
  private mutating func told(_ effects: [DashboardEffect]) -> Answer {
    defer { state.prompt = nil }
    return Answer(sentences: [state.prompt?.problem, state.notice].compactMap(\.self), effects: effects)
  }

  private mutating func answer(_ question: LinearQuestion, _ line: String) -> Answer {
    guard !line.isEmpty else { return Answer(sentences: [question.declined]) }
    switch question {
    case .ids: return carryOut(.add(line))
    case .submission: return carryOut(.submit(line))
    case .annotation(let kind, let keys, let name):
      guard keys.contains(where: { state.jobs[$0] != nil }) else {
        return Answer(sentences: ["\(name): not tracked any more, so nothing is written. It was: \(line)"])
      }
      let effects = state.annotate(kind, keys, line == LinearQuestion.nothing ? "" : line)
      // One that cannot be written is asked for again.
      if state.prompt?.problem != nil { asking = question }
      return told(effects)
    }
  }

  /// Does something with the jobs of these names, or with the one that was told of last.
  ///
  /// - Parameter key: what was typed for it.
  private mutating func about(
    _ names: String?, key action: Action, _ act: (inout LinearDashboard, ActionTargets) -> Answer
  ) -> Answer {
    let targets: ActionTargets
    do throws(CommandMistake) {
      targets = try names.map { names throws(CommandMistake) in try state.targets(named: names) } ?? latest
    } catch {
      return Answer(sentences: [error.sentence])
    }
    guard !targets.jobs.isEmpty else {
      let word = action == .openDetail ? ":\(action.name)" : state.keyMap.word(for: action)
      return Answer(sentences: ["No job has been told of last; put an id or a label behind \(word)."])
    }
    return act(&self, targets)
  }

  private mutating func act(_ action: Action, on targets: ActionTargets) -> Answer {
    let answer = carryOut(.act(action, names: ""), on: targets)
    // Whoever names several jobs waits for each of them.
    if action == .checkSelected, !answer.effects.isEmpty { state.asked.formUnion(targets.jobs.map(\.key)) }
    return answer
  }

  /// Has the jobs that are told of written to a file.
  private mutating func export(_ rest: String, replaces: Bool) -> Answer {
    let name = replaces ? CommandSyntax.replacingExport : Action.export.name
    do throws(CommandMistake) {
      guard case .export(let format, let path, _) = try Command("\(name) \(rest)", themes: []) else {
        throw CommandMistake(
          "A format and the path of a new file stand behind it, such as :\(name) csv ~/jobs.csv.")
      }
      return told(state.export(found(allJobs), format, to: path, replaces: replaces, command: ""))
    } catch {
      return Answer(sentences: [error.sentence])
    }
  }

  /// The job that was told of last, if it is tracked.
  private var latest: ActionTargets {
    let job = report.latest.flatMap { state.leaving[$0] == nil ? state.jobs[$0] : nil }
    return ActionTargets(jobs: [job].compactMap(\.self), areMarked: false, hidden: 0)
  }
}

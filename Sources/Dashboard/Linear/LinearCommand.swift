import JobTracking
import Terminal

/// What a typed line asks a dashboard for that tells in lines: the keys of the other one, each with what it is about.
enum LinearCommand: Hashable {
  /// How all stands; an empty line.
  case list
  /// What is asked for on the next line.
  case ask(LinearQuestion)
  /// What the command line of the other dashboard does.
  case command(Command)
  /// What is done with jobs; nil means the one told of last.
  case act(Action, names: String?)
  /// What is written on jobs, which is asked for on the next line.
  case annotate(Annotation, names: String?)
  /// All that is known of jobs.
  case detail(names: String?)
  /// Figures of the jobs that are told of.
  case figures
  /// The jobs that are told of are written to a file: a format and a path.
  case export(String, replaces: Bool)
  /// Only jobs that a filter finds are told of; all when empty.
  case filter(String)
  case help
  case unknown(String)

  /// - Parameter keyMap: the keys that are typed; an action without a key is typed as `:name`.
  init(_ line: String, _ keyMap: KeyMap) {
    let line = line.trimmed
    guard let first = line.first else {
      self = .list
      return
    }
    // What is looked for may stand right behind the key.
    if keyMap.action(of: .character(first)) == .filter {
      self = .filter(String(line.dropFirst()).trimmed)
      return
    }
    let parts = CommandParts(line)
    let rest = parts.rest.isEmpty ? nil : parts.rest
    switch (Self.action(parts.name, keyMap), rest) {
    case (.add, nil): self = .ask(.ids)
    case (.add, let ids?): self = .command(.add(ids))
    case (.submit, nil): self = .ask(.submission)
    case (.submit, let text?): self = .command(.submit(text))
    case (let action?, let names) where [.checkSelected, .untrack, .waitFor].contains(action):
      self = .act(action, names: names)
    case (.label, let names): self = .annotate(.label, names: names)
    case (.note, let names): self = .annotate(.note, names: names)
    case (.openDetail, let names): self = .detail(names: names)
    case (.statistics, nil): self = .figures
    case (.export, _): self = .export(parts.rest, replaces: parts.name == Self.replacingExport)
    case (.filter, let text): self = .filter(text ?? "")
    case (.help, nil): self = .help
    case (let action?, nil) where [.checkAll, .undo, .pause, .quit].contains(action):
      self = .command(.action(action))
    default: self = .unknown(line)
    }
  }

  private static let replacingExport = ":\(CommandSyntax.replacingExport)"

  private static func action(_ word: String, _ keyMap: KeyMap) -> Action? {
    if word == replacingExport { return .export }
    if word.count > 1, word.hasPrefix(":") { return Action(name: String(word.dropFirst())) }
    return (try? KeyName.key(word)).flatMap { keyMap.action(of: $0) }
  }

  static func explanations(_ keyMap: KeyMap) -> [String] {
    let key = { (action: Action) in keyMap.word(for: action) }
    let (add, submit, check) = (key(.add), key(.submit), key(.checkSelected))
    let (untrack, filter, wait) = (key(.untrack), key(.filter), key(.waitFor))
    let (label, note) = (key(.label), key(.note))
    let (detail, export) = (":\(Action.openDetail.name)", ":\(Action.export.name)")
    return [
      "Type one of these and press Enter. JOB is an id or a label; without one it is the job told of last.",
      "Enter alone: how many jobs stand where, and those that have not ended.",
      "\(add), or \(add) ID...: add jobs by id or URL.",
      "\(submit), or \(submit) TEXT: submit a text, the path of a file or a URL, and track its job.",
      "\(detail), or \(detail) JOB...: all that is known of jobs, with their history.",
      "\(check), or \(check) JOB...: check jobs now.",
      "\(key(.checkAll)): check all jobs now that have not ended.",
      "\(wait), or \(wait) JOB...: notify once, when the last of these jobs has ended; again: not any more.",
      "\(label), or \(label) JOB...: write the label of jobs; \(note) a note.",
      "\(untrack), or \(untrack) JOB...: stop tracking jobs.",
      "\(key(.undo)): bring back what was untracked last, or take back what was written.",
      "\(filter) WORDS: tell only of jobs that match, such as status:failed; \(filter) alone: of all again.",
      "\(key(.statistics)): figures: queue and run times, ends, failures, requests.",
      "\(export) FORMAT FILE: write the jobs to a new file, as csv, json or markdown; \(export)! replaces one.",
      "\(key(.pause)): ask about no job until it is typed again.",
      "\(key(.help)): these lines.",
      "\(key(.quit)): quit; tracked jobs are kept.",
    ]
  }
}

/// What the next line is asked for.
enum LinearQuestion: Hashable, Sendable {
  case ids
  case submission
  /// What is to be written on jobs, which are called so.
  case annotation(Annotation, [JobKey], naming: String)

  var text: String {
    switch self {
    case .ids: "Job ids: "
    case .submission: "Text, file or URL: "
    case .annotation(let kind, _, let name):
      "\(kind == .label ? "Label" : "Note") of \(name), or \(Self.nothing) for none: "
    }
  }

  /// What takes a label or a note away; an empty line leaves it.
  static let nothing = "-"

  /// What is said when there is no answer.
  var declined: String {
    switch self {
    case .ids: "Nothing added."
    case .submission: "Nothing submitted."
    case .annotation(let kind, _, _): "The \(kind.rawValue) stays as it is."
    }
  }
}

extension String {
  var trimmed: String {
    var text = Substring(self)
    while text.first?.isWhitespace == true { text.removeFirst() }
    while text.last?.isWhitespace == true { text.removeLast() }
    return String(text)
  }
}

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
    case (.checkSelected, let names): self = .act(.checkSelected, names: names)
    case (.untrack, let names): self = .act(.untrack, names: names)
    case (.filter, let text): self = .filter(text ?? "")
    case (.help, nil): self = .help
    case (let action?, nil) where [.checkAll, .undo, .pause, .quit].contains(action):
      self = .command(.action(action))
    default: self = .unknown(line)
    }
  }

  private static func action(_ word: String, _ keyMap: KeyMap) -> Action? {
    if word.count > 1, word.hasPrefix(":") { return Action(name: String(word.dropFirst())) }
    return (try? KeyName.key(word)).flatMap { keyMap.action(of: $0) }
  }

  static func explanations(_ keyMap: KeyMap) -> [String] {
    let key = { (action: Action) in keyMap.word(for: action) }
    let (add, submit, check) = (key(.add), key(.submit), key(.checkSelected))
    let (untrack, filter) = (key(.untrack), key(.filter))
    return [
      "Type one of these and press Enter.",
      "Enter alone: how many jobs stand where, and those that have not ended.",
      "\(add), or \(add) ID...: add jobs by id or URL.",
      "\(submit), or \(submit) TEXT: submit a text, the path of a file or a URL, and track its job.",
      "\(check), or \(check) JOB...: check now the job told of last, or those with these ids or labels.",
      "\(key(.checkAll)): check all jobs now that have not ended.",
      "\(untrack), or \(untrack) JOB...: stop tracking the job told of last, or those with these ids or labels.",
      "\(key(.undo)): bring back what was untracked last.",
      "\(filter) WORDS: tell only of jobs that match, such as status:failed; \(filter) alone: of all again.",
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

  var text: String {
    switch self {
    case .ids: "Job ids: "
    case .submission: "Text, file or URL: "
    }
  }

  /// What is done with an answer; nil when there is none.
  func command(_ answer: String) -> Command? {
    guard !answer.trimmed.isEmpty else { return nil }
    return switch self {
    case .ids: .add(answer.trimmed)
    case .submission: .submit(answer.trimmed)
    }
  }

  /// What is said when there is no answer.
  var declined: String {
    switch self {
    case .ids: "Nothing added."
    case .submission: "Nothing submitted."
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

import JobAPI
import JobTracking
import Terminal

extension DashboardState {
  /// What a key does while something is typed at the foot of the screen.
  mutating func handleInPrompt(_ key: Key) -> [DashboardEffect] {
    guard let prompt else { return [] }
    // What is typed is no key: only those that type nothing lead to help.
    if keyMap.action(of: key) == .help, !key.isTyped {
      openHelp(.prompt(prompt.purpose))
      return []
    }
    if prompt.purpose == .filter, ![.control("z"), .control("l")].contains(key) {
      handleInFilterPrompt(key)
      return []
    }
    switch key {
    case .escape, .control("c"):
      self.prompt = nil
      return []
    case .control("z"): return [.suspend]
    case .control("l"): return [.repaint]
    case .up where prompt.purpose == .command:
      recallCommand(older: true)
      return []
    case .down where prompt.purpose == .command:
      recallCommand(older: false)
      return []
    case .tab where prompt.purpose == .command:
      return completeCommand()
    case .tab:
      if prompt.purpose == .submit, !prompt.editor.isEmpty { return [.completePath(prompt.editor.text)] }
      if prompt.editor.isEmpty, let suggestion = prompt.suggestion {
        self.prompt?.editor = LineEditor(suggestion.rawValue)
      }
      return []
    case .enter:
      let text = prompt.editor.isEmpty ? prompt.suggestion?.rawValue ?? "" : prompt.editor.text
      switch prompt.purpose {
      case .add: return add(text)
      case .submit: return submit(text)
      case .command: return runCommand(text)
      case .annotation(let kind, let keys): return annotate(kind, keys, text)
      case .filter: return []
      }
    case .paste(let text):
      // Between ids a line break is a blank like any other. In a text it stays one, whichever a terminal sends.
      let lineBreak: Character = prompt.purpose == .submit ? "\n" : " "
      self.prompt?.editor.insert(String(text.map { $0.isNewline ? lineBreak : $0 }))
      self.prompt?.problem = nil
      return []
    default:
      if self.prompt?.editor.handle(key) == true {
        self.prompt?.problem = nil
        self.prompt?.problemRange = nil
        self.prompt?.recall = nil
        self.prompt?.candidates = []
      }
      return []
    }
  }

  /// Takes the ids in a text. What is no id stays in the prompt, so that nothing typed is lost.
  mutating func add(_ text: String) -> [DashboardEffect] {
    let reading = profile.jobIDs(in: text)
    guard !reading.ids.isEmpty || !reading.rejected.isEmpty else {
      prompt?.problem = "Type or paste a job id, or press Esc."
      return []
    }
    prompt = reading.problem.map { problem in
      let taken = reading.ids.isEmpty ? "" : "\(reading.ids.count) taken. "
      let more = reading.rejected.count > 1 ? " (and \(reading.rejected.count - 1) more)" : ""
      return Prompt(
        .add, text: reading.rejected.joined(separator: " "), problem: "\(taken)\(problem)\(more)")
    }
    guard !reading.ids.isEmpty else { return [] }
    return [
      .track(
        reading.ids.filter { !isTracked($0) },
        alreadyTracked: reading.ids.filter { isTracked($0) })
    ]
  }

  func isTracked(_ id: JobID) -> Bool { jobs[JobKey(profile: profile.name, id: id)] != nil }

  mutating func submit(_ text: String) -> [DashboardEffect] {
    guard text.contains(where: { !$0.isWhitespace }) else {
      prompt?.problem = "Type a text, the path of a file or a URL, or press Esc."
      return []
    }
    prompt = nil
    notice = "Submitting..."
    submissionsMade += 1
    return [.submit(text, number: submissionsMade)]
  }

  /// Goes on with a path as far as there is only one way, unless something else stands there by now.
  mutating func complete(_ text: String, with paths: [String]) {
    guard let prompt, prompt.typedPath == text else { return }
    guard let first = paths.first else {
      self.prompt?.problem = "There is no file whose path starts so."
      return
    }
    let common = paths.dropFirst().reduce(first) { String(zip($0, $1).prefix { $0 == $1 }.map(\.0)) }
    if common.count > text.count {
      self.prompt?.editor = LineEditor(prompt.editor.text.dropLast(text.count) + common)
    }
    self.prompt?.candidates =
      paths.count > 1 ? paths.map { $0.split(separator: "/").last.map(String.init) ?? $0 } : []
    self.prompt?.problem = nil
  }
}

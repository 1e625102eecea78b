import JobTracking

extension DashboardState {
  /// Carries a command out. What cannot be read stays in the prompt, with a sentence.
  mutating func runCommand(_ text: String) -> [DashboardEffect] {
    guard text.contains(where: { !$0.isWhitespace }) else {
      prompt = nil
      return []
    }
    do throws(CommandMistake) {
      let command = try Command(text, themes: themes.names)
      let named = try targets(of: command)
      prompt = nil
      commandHistory.add(text)
      let kept: [DashboardEffect] = CommandHistory.isKept(text) ? [.rememberCommand(text)] : []
      return kept + run(command, text, on: named)
    } catch {
      prompt?.problem = error.sentence
      prompt?.problemRange = error.range
      return []
    }
  }

  /// The jobs that a command names; nil when it names none.
  private func targets(of command: Command) throws(CommandMistake) -> ActionTargets? {
    guard case .act(_, let names) = command else { return nil }
    return try targets(named: names)
  }

  /// Carries out what was read.
  ///
  /// - Parameters:
  ///   - text: as it was typed, for whoever has to mend it.
  ///   - named: the jobs that it names.
  mutating func run(
    _ command: Command, _ text: String, on named: ActionTargets?
  ) -> [DashboardEffect] {
    switch command {
    case .action(let action): return perform(action)
    case .filter(let filter):
      if let selection {
        beforeFilter = BeforeFilter(filter: filterInForce, selection: selection, firstRow: firstRow)
      }
      setFilter(filter)
    case .sort(let sort): return setSort(sort)
    case .show(let status): showStatus(status)
    case .add(let text): return add(text)
    case .act(let action, _):
      guard let named else { return [] }
      return act(action, on: named)
    case .submit(let text): return submit(text)
    case .columns(let wanted):
      columns = ColumnSettings(showing: wanted, like: columns)
      firstColumn = 0
      return [.remember(viewPreferences)]
    case .annotate(let kind, let words): return annotateTargets(kind, words)
    case .export(let format, let path, let replaces):
      return export(format, to: path, replaces: replaces, command: text)
    case .theme(let name): return useTheme(themes.named(name))
    case .mark(all: true): markAll()
    case .mark(all: false): unmarkAll()
    }
    return []
  }

  private mutating func act(_ action: Action, on named: ActionTargets) -> [DashboardEffect] {
    switch action {
    case .untrack: untrack(named)
    case .checkSelected: check(named)
    case .waitFor: toggleWaiting(named)
    default: preconditionFailure("\(action.name) takes no jobs")
    }
  }

  /// Goes on with what is typed as far as there is only one way; candidates are shown as one types anyway.
  mutating func completeCommand() -> [DashboardEffect] {
    guard let text = prompt?.editor.text else { return [] }
    prompt?.problem = nil
    prompt?.problemRange = nil
    prompt?.candidates = []
    if let completion = CommandCompletion(text, themes: themes.names) {
      prompt?.editor = LineEditor(completion.completed)
      return []
    }
    if CommandSyntax.of(text)?.argument == .jobs {
      completeJobName()
      return []
    }
    guard let path = prompt?.typedPath, !path.isEmpty else { return [] }
    return [.completePath(path)]
  }

  /// Brings back a command that was given before, one that begins as what is typed; or what was typed.
  mutating func recallCommand(older: Bool) {
    guard let prompt else { return }
    let typed = prompt.recall?.typed ?? prompt.editor.text
    let place = prompt.recall?.place ?? commandHistory.lines.count
    self.prompt?.problem = nil
    self.prompt?.problemRange = nil
    self.prompt?.candidates = []
    if let found = commandHistory.place(from: place, older: older, beginning: typed) {
      self.prompt?.editor = LineEditor(commandHistory.lines[found])
      self.prompt?.recall = Recall(place: found, typed: typed)
    } else if !older, prompt.recall != nil {
      self.prompt?.editor = LineEditor(typed)
      self.prompt?.recall = nil
    }
  }
}

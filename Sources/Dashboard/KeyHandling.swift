import JobAPI
import JobTracking
import Terminal

extension DashboardState {
  /// What one key press changes and asks for.
  mutating func handle(_ key: Key) -> [DashboardEffect] {
    if jumps(key) { return [] }
    notice = nil
    let action = KeyBinding.action(of: key)
    if action != .quit { isWarnedOfLeaving = false }
    // What cannot be seen is neither typed into nor acted on.
    guard Layout.fits(size) else {
      switch action {
      case .quit: return [.quit]
      case .suspend: return [.suspend]
      case .repaint: return [.repaint]
      default: return []
      }
    }
    if prompt != nil, page == .table { return handleInPrompt(key) }
    switch (action, page) {
    case (.quit, .help) where key == .character("q"): page = .table
    case (.quit, _): return leave()
    case (.suspend, _): return [.suspend]
    case (.repaint, _): return [.repaint]
    case (_, .tokenNeeded): break
    case (let action, .help(let line)): handleInHelp(action, firstLine: line)
    case (let action?, .table): return perform(action)
    case (nil, .table):
      if case .paste = key {
        prompt = Prompt(.add)
        return handleInPrompt(key)
      }
    }
    return []
  }

  /// Leaves, unless that would break off what is being submitted and the person was not told yet.
  private mutating func leave() -> [DashboardEffect] {
    guard !submissions.isEmpty, !isWarnedOfLeaving else { return [.quit] }
    isWarnedOfLeaving = true
    let what = submissions.count == 1 ? "A submission is" : "\(submissions.count) submissions are"
    notice = "\(what) under way; q again breaks off and quits."
    return []
  }

  private mutating func handleInHelp(_ action: Action?, firstLine: Int) {
    switch action {
    case .moveDown: page = .help(firstLine: firstLine + 1)
    case .moveUp: page = .help(firstLine: max(0, firstLine - 1))
    case .pageDown, .halfPageDown: page = .help(firstLine: firstLine + HelpView.lines(in: size))
    case .pageUp, .halfPageUp: page = .help(firstLine: max(0, firstLine - HelpView.lines(in: size)))
    case .moveToFirst: page = .help(firstLine: 0)
    case .moveToLast: page = .help(firstLine: .max)
    case .help, .back, .openDetail: page = .table
    default: break
    }
    if case .help(let line) = page { page = .help(firstLine: min(line, HelpView.lastFirstLine(in: size))) }
  }

  private mutating func perform(_ action: Action) -> [DashboardEffect] {
    if scrollDetail(action) { return [] }
    let page = max(1, Layout(self).tableRows)
    switch action {
    case .moveDown: moveSelection(by: 1)
    case .moveUp: moveSelection(by: -1)
    case .pageDown: moveSelection(by: page)
    case .pageUp: moveSelection(by: -page)
    case .halfPageDown: moveSelection(by: max(1, page / 2))
    case .halfPageUp: moveSelection(by: -max(1, page / 2))
    case .moveToFirst: moveSelection(by: -jobs.count)
    case .moveToLast: moveSelection(by: jobs.count)
    case .openDetail: openDetail()
    case .back: closeDetail()
    case .add: prompt = Prompt(.add, suggestion: suggestion)
    case .submit:
      prompt = Prompt(.submit, text: unsubmitted ?? "")
      unsubmitted = nil
    case .untrack: return untrackSelected()
    case .undo: return undo()
    case .checkSelected: return checkSelected()
    case .checkAll: return checkAll()
    case .copyID: return copyID()
    case .copyURL: return copyURL()
    case .help: self.page = .help(firstLine: 0)
    case .repaint, .suspend, .quit: break
    }
    return []
  }

  private mutating func moveSelection(by rows: Int) {
    guard !jobs.isEmpty else { return }
    let row = selectedRow ?? 0
    selection = jobs.keys[min(max(0, row + rows), jobs.count - 1)]
  }

  /// The first id on offer that is not tracked yet.
  private var suggestion: JobID? {
    offeredIDs.first { !isTracked($0) }
  }

  private mutating func untrackSelected() -> [DashboardEffect] {
    guard let job = selectedJob else { return [] }
    notice = "\(job.name): not tracked any more; u brings it back."
    leaving.insert(job.key)
    selectNeighbour(of: job.key)
    return [.untrack([job.key])]
  }

  /// Moves the cursor off a job that leaves, so that the next key finds another one.
  private mutating func selectNeighbour(of key: JobKey) {
    guard let row = jobs.row(of: key) else { return }
    let stays = { [leaving] (key: JobKey) in !leaving.contains(key) }
    selection =
      jobs.keys[row...].first(where: stays) ?? jobs.keys[..<row].last(where: stays) ?? selection
  }

  private mutating func undo() -> [DashboardEffect] {
    guard let job = untracked.popLast() else {
      notice = "There is nothing to undo."
      return []
    }
    return [.retrack([job])]
  }
}

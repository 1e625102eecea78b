import JobAPI
import JobTracking
import Terminal

extension DashboardState {
  /// What one key press changes and asks for.
  mutating func handle(_ key: Key) -> [DashboardEffect] {
    if case .mouse(let event) = key { return handle(event) }
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
    if case .columns(let cursor) = page, ![.suspend, .repaint].contains(action), key != .control("c") {
      return handleInColumns(key, cursor: cursor)
    }
    switch (action, page) {
    case (.quit, .help) where key == .character("q"): page = .table
    case (.quit, _): return leave()
    case (.suspend, _): return [.suspend]
    case (.repaint, _): return [.repaint]
    case (_, .tokenNeeded), (_, .columns): break
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
    case .moveToFirst: moveSelection(by: -rowCount)
    case .moveToLast: moveSelection(by: rowCount)
    case .openDetail: openDetail()
    case .back: stepBack()
    case .filter: openFilterPrompt()
    case .cycleStatus: cycleStatus()
    case .showAllStatuses: showStatus(nil)
    case .showScheduled: showStatus(.scheduled)
    case .showRunning: showStatus(.running)
    case .showCompleted: showStatus(.completed)
    case .showFailed: showStatus(.failed)
    case .nextSort: return moveSort(by: 1)
    case .previousSort: return moveSort(by: -1)
    case .reverseSort: return reverseSort()
    case .columns: self.page = .columns(cursor: 0)
    case .scrollLeft: scrollColumns(by: -1)
    case .scrollRight: scrollColumns(by: 1)
    case .mark: toggleMark()
    case .markRange: toggleRange()
    case .markAllShown: markAllShown()
    case .unmarkAll: unmarkAll()
    case .add: prompt = Prompt(.add, suggestion: suggestion)
    case .submit:
      prompt = Prompt(.submit, text: unsubmitted ?? "")
      unsubmitted = nil
    case .untrack: return untrackTargets()
    case .undo: return undo()
    case .checkSelected: return checkTargets()
    case .checkAll: return checkAll()
    case .copyID: return copyID()
    case .copyURL: return copyURL()
    case .toggleMouse: return toggleMouse()
    case .help: self.page = .help(firstLine: 0)
    case .repaint, .suspend, .quit: break
    }
    return []
  }

  /// One step back: what covers the table first, then what hides jobs, then marks, then the pane.
  private mutating func stepBack() {
    switch wayBack {
    case .wholeScreen, .pane, nil: closeDetail()
    case .range:
      marks = markedRange?.before ?? []
      markedRange = nil
    case .filter: clearFilter()
    case .marks: unmarkAll()
    }
  }

  /// What Esc leaves in the table.
  enum WayBack { case wholeScreen, range, filter, marks, pane }

  /// What Esc leaves next; nil when there is nothing.
  var wayBack: WayBack? {
    if isDetailFull { return .wholeScreen }
    if markedRange != nil { return .range }
    if filterInForce != nil { return .filter }
    if !marks.isEmpty { return .marks }
    return isDetailOpen ? .pane : nil
  }

  mutating func moveSelection(by rows: Int) {
    guard rowCount > 0 else { return }
    let row = selectedRow ?? 0
    selection = job(inRow: min(max(0, row + rows), rowCount - 1))?.key
    extendRange()
  }

  /// The first id on offer that is not tracked yet.
  private var suggestion: JobID? {
    offeredIDs.first { !isTracked($0) }
  }

  /// The number of the next key press that untracks.
  private var nextBatch: Int { (leaving.values.max() ?? untracked.compactMap(\.number).max() ?? 0) + 1 }

  private mutating func untrackTargets() -> [DashboardEffect] {
    let targets = targets
    guard let first = targets.jobs.first else { return nothingShownIsMarked(targets) }
    if targets.areMarked {
      let count = targets.jobs.count
      let what = count == 1 ? "1 marked job" : "\(count) marked jobs"
      notice = "\(what) not tracked any more; u brings \(count == 1 ? "it" : "them") back."
      notice? += targets.hiddenSentence
    } else {
      notice = "\(first.name): not tracked any more; u brings it back."
    }
    let number = nextBatch
    let keys = targets.jobs.map(\.key)
    for key in keys { leaving[key] = number }
    marks.subtract(keys)
    markedRange = nil
    if let selection, leaving[selection] != nil { selectNeighbour(of: selection) }
    return [.untrack(keys)]
  }

  /// Says why an action on marked jobs is about none.
  mutating func nothingShownIsMarked(_ targets: ActionTargets) -> [DashboardEffect] {
    if targets.areMarked {
      let what = targets.hidden == 1 ? "The marked job is" : "All \(targets.hidden) marked jobs are"
      notice = "\(what) hidden by the filter; Esc shows all, U takes marks away."
    }
    return []
  }

  /// Moves the cursor off a job that leaves, so that the next key finds another one.
  private mutating func selectNeighbour(of key: JobKey) {
    guard let row = row(of: key) else { return }
    let stays = { [leaving] (key: JobKey?) in key.map { leaving[$0] == nil } ?? false }
    let rows = Array(row..<rowCount) + (0..<row).reversed()
    for row in rows {
      let key = job(inRow: row)?.key
      guard stays(key) else { continue }
      selection = key
      return
    }
  }

  private mutating func undo() -> [DashboardEffect] {
    guard let batch = untracked.popLast() else {
      notice = "There is nothing to undo."
      return []
    }
    return [.retrack(batch.jobs)]
  }
}

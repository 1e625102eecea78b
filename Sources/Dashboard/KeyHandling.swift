import JobAPI
import JobTracking
import Terminal

extension DashboardState {
  /// What one key press changes and asks for.
  mutating func handle(_ key: Key) -> [DashboardEffect] {
    if case .mouse(let event) = key { return handle(event) }
    if jumps(key) { return [] }
    notice = nil
    let action = keyMap.action(of: key)
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
    if handleInHelpSearch(key) { return [] }
    if prompt != nil, page == .table { return handleInPrompt(key) }
    if case .columns = page, action == .help {
      openHelp(.columns)
      return []
    }
    if case .columns(let cursor) = page, ![.suspend, .repaint].contains(action), key != .control("c") {
      return handleInColumns(key, cursor: cursor)
    }
    switch (action, page) {
    case (.quit, .help) where key != KeyMap.alwaysQuits: page = pageBehindHelp
    case (.quit, .statistics) where key != KeyMap.alwaysQuits: page = .table
    case (.quit, _): return leave()
    case (.suspend, _): return [.suspend]
    case (.repaint, _): return [.repaint]
    case (_, .tokenNeeded), (_, .columns): break
    case (let action, .help(let line)): handleInHelp(action, firstLine: line)
    case (let action, .statistics(let line)): handleInStatistics(action, firstLine: line)
    case (let action?, .table): return perform(action)
    case (nil, .table):
      if case .paste = key {
        prompt = Prompt(.add)
        return handleInPrompt(key)
      }
    }
    return []
  }

  /// Leaves, unless something would be lost by that and the person was not told yet.
  private mutating func leave() -> [DashboardEffect] {
    guard !isWarnedOfLeaving, let warning = leavingWarning else { return [.quit] }
    isWarnedOfLeaving = true
    notice = warning
    return []
  }

  /// What is lost by leaving; nil when nothing is.
  private var leavingWarning: String? {
    let losses = [submissionLoss, savingLoss].compactMap(\.self)
    guard !losses.isEmpty else { return nil }
    let way = submissions.isEmpty ? "leaves all the same" : "breaks off and quits"
    return "\(losses.joined(separator: "; ")); \(keyMap.word(for: .quit)) again \(way)."
  }

  private var submissionLoss: String? {
    switch submissions.count {
    case 0: nil
    case 1: "A submission is under way"
    case let count: "\(count) submissions are under way"
    }
  }

  private var savingLoss: String? {
    guard let storeTrouble else { return nil }
    let changes = unsavedChanges == 1 ? "1 change is" : "\(unsavedChanges) changes are"
    if unsavedChanges > 0 { return "\(changes) not saved: \(storeTrouble.reason)" }
    guard case .gone = storeTrouble else { return nil }
    return "The jobs are not saved: \(storeTrouble.reason)"
  }

  private mutating func handleInHelp(_ action: Action?, firstLine: Int) {
    switch action {
    case .filter: helpSearch = HelpSearch()
    case .back where helpSearch != nil: helpSearch = nil
    case .help, .back, .openDetail: page = pageBehindHelp
    default:
      let (lines, last) = (HelpView.lines(in: size), HelpView.lastFirstLine(self))
      guard let line = action?.scrolled(from: firstLine, lines: lines, last: last) else { return }
      page = .help(firstLine: line)
    }
  }

  mutating func keepHelpInBounds() {
    if case .help(let line) = page { page = .help(firstLine: min(line, HelpView.lastFirstLine(self))) }
  }

  private var helpPlace: KeyContext {
    if isDetailFull { return .wholeScreen }
    if timeline != nil { return .timeline }
    return isDetailOpen ? .detail : .table
  }

  /// Shows the keys that are in force somewhere, over what is on the screen.
  mutating func openHelp(_ context: KeyContext) {
    helpContext = context
    helpSearch = nil
    pageBehindHelp = page
    page = .help(firstLine: 0)
  }

  mutating func perform(_ action: Action) -> [DashboardEffect] {
    endFollowing(for: action)
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
    case .scrollLeft: if timeline == nil { scrollColumns(by: -1) } else { scrollTimeline(by: -1) }
    case .scrollRight: if timeline == nil { scrollColumns(by: 1) } else { scrollTimeline(by: 1) }
    case .statistics: self.page = .statistics(firstLine: 0)
    case .timeline: toggleTimeline()
    case .zoomIn: zoomTimeline(by: -1)
    case .zoomOut: zoomTimeline(by: 1)
    case .fitTimeline: if timeline == nil { zoomTimeline(by: 0) } else { fitTimeline(to: jobsInView) }
    case .mark: toggleMark()
    case .markRange: toggleRange()
    case .markAllShown: markAllShown()
    case .unmarkAll: unmarkAll()
    case .add: prompt = Prompt(.add, suggestion: suggestion)
    case .submit:
      prompt = Prompt(.submit, text: unsubmitted ?? "")
      unsubmitted = nil
    case .untrack: return untrack(targets)
    case .undo: return undo()
    case .checkSelected: return checkTargets()
    case .checkAll: return checkAll()
    case .copyID: return copyID()
    case .copyURL: return copyURL()
    case .nextTheme: return useTheme(themes.next)
    case .toggleMouse: return toggleMouse()
    case .label: return openAnnotationPrompt(.label)
    case .note: return openAnnotationPrompt(.note)
    case .export: openExportPrompt()
    case .pause: return togglePause()
    case .follow: toggleFollowing()
    case .waitFor: return toggleWaiting(targets)
    case .commandLine: prompt = Prompt(.command)
    case .help: openHelp(helpPlace)
    case .repaint: return [.repaint]
    case .suspend: return [.suspend]
    case .quit: return leave()
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
    case .timeline: timeline = nil
    case .filter: clearFilter()
    case .marks: unmarkAll()
    }
  }

  /// What Esc leaves in the table.
  enum WayBack { case wholeScreen, range, timeline, filter, marks, pane }

  /// What Esc leaves next; nil when there is nothing.
  var wayBack: WayBack? {
    if isDetailFull { return .wholeScreen }
    if markedRange != nil { return .range }
    if timeline != nil { return .timeline }
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

  /// Stops tracking jobs.
  mutating func untrack(_ targets: ActionTargets) -> [DashboardEffect] {
    guard let first = targets.jobs.first else { return nothingToActOn(targets) }
    let count = targets.jobs.count
    if targets.areMarked || count > 1 {
      let what = targets.sentenceStart
      notice =
        "\(what) not tracked any more; \(keyMap.word(for: .undo)) brings \(count == 1 ? "it" : "them") back."
      notice? += targets.hiddenSentence
    } else {
      notice = "\(first.name): not tracked any more; \(keyMap.word(for: .undo)) brings it back."
    }
    leave(targets.jobs)
    let keys = targets.jobs.map(\.key)
    marks.subtract(keys)
    markedRange = nil
    if let selection, leaving[selection] != nil { selectNeighbour(of: selection) }
    return [.untrack(keys)]
  }

  /// Says why an action on jobs is about none.
  mutating func nothingToActOn(_ targets: ActionTargets) -> [DashboardEffect] {
    if !targets.areMarked {
      notice =
        jobs.isEmpty
        ? "There is no job; \(keyMap.word(for: .add)) adds one."
        : "No job is shown; \(keyMap.word(for: .back)) shows all."
    } else {
      let what = targets.hidden == 1 ? "The marked job is" : "All \(targets.hidden) marked jobs are"
      let (all, none) = (keyMap.word(for: .back), keyMap.word(for: .unmarkAll))
      notice = "\(what) hidden by the filter; \(all) shows all, \(none) takes marks away."
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
    if let effects = undoAnnotation() { return effects }
    guard let jobs = takeLastUntracked() else {
      notice = "There is nothing to undo."
      return []
    }
    return [.retrack(jobs)]
  }
}

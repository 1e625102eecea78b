import JobTracking

/// The rows from one job to the cursor, which are marked as the cursor moves.
struct MarkedRange: Hashable, Sendable {
  let start: JobKey
  /// What was marked before.
  let before: Set<JobKey>
}

extension DashboardState {
  /// Marks the selected job or takes its mark away, and goes on to the next one; ends a range that is under way.
  mutating func toggleMark() {
    guard markedRange == nil else {
      endRange()
      return
    }
    guard let selection else { return }
    if marks.remove(selection) == nil { marks.insert(selection) }
    moveSelection(by: 1)
  }

  /// Begins to mark from the selected job on, or ends that.
  mutating func toggleRange() {
    guard markedRange == nil else {
      endRange()
      return
    }
    guard let selection else { return }
    markedRange = MarkedRange(start: selection, before: marks)
    marks.insert(selection)
    let (range, mark, back) = (keyMap.word(for: .markRange), keyMap.word(for: .mark), keyMap.word(for: .back))
    notice = "Marking from here: move, then \(range) or \(mark) ends it, \(back) undoes it."
  }

  private mutating func endRange() {
    markedRange = nil
    notice = markSentence
  }

  /// Marks the rows between the beginning of the range and the cursor.
  mutating func extendRange() {
    guard let range = markedRange else { return }
    guard let start = row(of: range.start), let end = selectedRow else {
      markedRange = nil
      return
    }
    marks = range.before.union(keys(inRows: min(start, end)..<max(start, end) + 1))
  }

  /// Marks all rows; takes their marks away when all have one.
  mutating func markAllShown() {
    markedRange = nil
    let shown = keys(inRows: 0..<rowCount)
    guard !shown.isEmpty else { return }
    if marks.isSuperset(of: shown) { marks.subtract(shown) } else { marks.formUnion(shown) }
    notice = markSentence
  }

  /// Marks all rows, whether they have marks or not.
  mutating func markAll() {
    markedRange = nil
    marks.formUnion(keys(inRows: 0..<rowCount))
    notice = markSentence
  }

  mutating func unmarkAll() {
    markedRange = nil
    marks = []
    notice = markSentence
  }

  /// Says how many marked jobs others have untracked, as soon as there is a place to say it: not while something is typed.
  mutating func tellPrunedMarks() {
    guard untoldPrunedMarks > 0, prompt == nil, page == .table, Layout.fits(size) else { return }
    let what = untoldPrunedMarks == 1 ? "A marked job is" : "\(untoldPrunedMarks) marked jobs are"
    notice = [notice, "\(what) not tracked any more."].compactMap(\.self).joined(separator: " ")
    untoldPrunedMarks = 0
  }

  private var markSentence: String {
    switch marks.count {
    case 0: "No job is marked."
    case 1: "1 job is marked."
    default: "\(marks.count) jobs are marked."
    }
  }
}

/// The jobs that an action is about.
struct ActionTargets {
  /// In the order of the rows.
  let jobs: [TrackedJob]
  /// Whether they are the marked ones, not the one under the cursor.
  let areMarked: Bool
  /// Marked jobs that are left alone because the filter hides them: what cannot be seen is not acted on.
  let hidden: Int

  /// `3 marked jobs`
  var sentenceStart: String {
    "\(jobs.count) \(areMarked ? "marked " : "")job\(jobs.count == 1 ? "" : "s")"
  }

  /// The name of a job that is alone; else how many there are.
  var name: String { jobs.count == 1 ? jobs[0].name : sentenceStart }

  /// What to add to a sentence about the action.
  var hiddenSentence: String {
    switch hidden {
    case 0: ""
    case 1: " A marked job that the filter hides is left alone."
    default: " \(hidden) marked jobs that the filter hides are left alone."
    }
  }
}

extension DashboardState {
  /// The marked jobs that are shown, or the one under the cursor when none is marked.
  var targets: ActionTargets {
    guard !marks.isEmpty else {
      return ActionTargets(jobs: [selectedJob].compactMap(\.self), areMarked: false, hidden: 0)
    }
    // Few marks are looked up, many are met on the way through the rows.
    let rows =
      marks.count < rowCount / 16
      ? marks.compactMap { row(of: $0) }.sorted()
      : (0..<rowCount).filter { row in job(inRow: row).map { marks.contains($0.key) } ?? false }
    let jobs = rows.compactMap { job(inRow: $0) }
    return ActionTargets(jobs: jobs, areMarked: true, hidden: marks.count - jobs.count)
  }
}

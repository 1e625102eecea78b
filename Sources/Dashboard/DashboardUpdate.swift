import Foundation
import JobAPI
import JobTracking
import Terminal

extension DashboardState {
  /// Takes an event in.
  ///
  /// - Parameter now: when the event happened; running times are shown as of then.
  /// - Returns: what is to be done outside, in order.
  package mutating func update(_ event: DashboardEvent, at now: Date) -> [DashboardEffect] {
    self.now = now
    let (selectedBefore, sizeBefore, columnsBefore) = (selection, size, columns)
    let isNews = if case .updates = event { true } else { false }
    var effects: [DashboardEffect] = []
    switch event {
    case .keys(let keys):
      attention.keyPressed(at: now)
      for key in keys { effects += handle(key) }
      tellPrunedMarks()
      showReturnNews()
    case .focusChanged(let isHere):
      attention.focusChanged(isHere: isHere, at: now)
      if !attention.returnNews.isEmpty, notice != unseenTrouble { notice = nil }
      showReturnNews()
    case .resized(let size):
      self.size = size
      keepHelpInBounds()
      tellPrunedMarks()
    case .updates(let updates): take(updates)
    case .tick: break
    case .tracked(let keys, let already): tracked(keys, alreadyTracked: already)
    case .retracked(let jobs):
      retracked(jobs)
    case .submissionStage(let number, let submission): submissions[number] = submission
    case .submissionEnded(let number): submissions[number] = nil
    case .pathCompletions(let text, let paths): complete(text, with: paths)
    case .submitted(let key, let number):
      submissions[number] = nil
      select(key)
      notice = "Submitted; its job is \(key.id)."
    case .conversation(let key, let result): take(result, of: key)
    case .response(let key, let response): take(response, of: key)
    case .told(let sentence): notice = sentence
    case .endingTrouble(let sentence):
      notice = sentence
      unseenTrouble = sentence
    case .effectFailed(let sentence):
      stay()
      notice = sentence
    case .done(let sentence): notice = sentence
    case .commandFailed(let sentence, let command): commandFailed(sentence, command)
    case .trackFailed(let sentence, let ids):
      let words = ids.map(\.rawValue).joined(separator: " ")
      if let typed = prompt?.editor.text, prompt?.purpose == .add {
        prompt = Prompt(.add, text: "\(words) \(typed)", problem: sentence)
      } else if prompt == nil {
        prompt = Prompt(.add, text: words, problem: sentence)
      } else {
        notice = "\(sentence) Not tracked: \(words)"
      }
    case .retrackFailed(let sentence, let jobs):
      untracked.append(UntrackedBatch(number: nil, jobs: jobs))
      notice = sentence
    case .submissionFailed(let sentence, let text, let number):
      submissions[number] = nil
      // The text goes back to where it was typed, unless something else is being typed there by now.
      if prompt == nil {
        prompt = Prompt(.submit, text: text, problem: sentence)
      } else {
        unsubmitted = text
        prompt?.problem = "\(sentence) \(keyMap.word(for: .submit)) brings the text back."
      }
    }
    settleRows()
    keepSelectionInView()
    settleWidths(isAnew: size != sizeBefore || columns != columnsBefore || effects.contains(.repaint))
    settleStatistics(isNews: isNews)
    return effects + settleDetail(selectedBefore: selectedBefore) + settleAttention()
  }

  private mutating func take(_ updates: [JobUpdate]) {
    var changes: [JobKey: ArrangedJobs.Change] = [:]
    var waitedGone = 0
    var followed: [JobKey] = []
    var broughtBack: Set<JobKey> = []
    var newEstimates: [String?: DurationEstimate]?
    keepingScroll { state in
      var moved: Set<JobKey> = []
      var isSelectionGone = false
      for update in updates {
        switch update {
        case .job(let job):
          state.forgetConversations(outdatedBy: job)
          state.tellAnswer(about: job)
          state.noteEnd(of: job)
          if job.key == state.selection { state.isResponseOld = true }
          if state.isChange(job) { followed.append(job.key) }
          if !state.untracked.isEmpty, state.jobs[job.key] == nil { broughtBack.insert(job.key) }
          if !state.formerlyWaited.isEmpty { state.waitAgain(for: job) }
          if state.arranged != nil {
            let old = state.jobs[job.key]
            changes[job.key, default: .init(old: old)].new = job
            if let old, RowRank(old, state.sort).order(RowRank(job, state.sort)) != 0 {
              moved.insert(job.key)
            }
          }
          state.jobs.put(job)
        case .removed(let key):
          guard let job = state.jobs[key] else { break }
          if state.arranged != nil { changes[key, default: .init(old: job)].new = nil }
          if state.marks.contains(key), state.leaving[key] == nil { state.untoldPrunedMarks += 1 }
          if state.waited.remove(key) {
            state.formerlyWaited.insert(key)
            waitedGone += 1
          }
          isSelectionGone = state.remove(job) || isSelectionGone
        case .service(let health): state.serviceHealth = health
        case .hold(let hold): state.hold = hold
        case .storeTrouble(let trouble): state.storeTrouble = trouble
        case .unsaved(let count): state.unsavedChanges = count
        case .estimates(let estimates): newEstimates = estimates
        case .traffic(let traffic): state.traffic = traffic
        }
      }
      if isSelectionGone { state.selectNearestLeft() }
      state.arranged?.take(changes.values, in: state.jobs, now: state.now)
      state.follow(followed)
      return moved
    }
    forgetUntracked(broughtBack)
    if let newEstimates { take(newEstimates) }
    tellPrunedMarks()
    tellNoLongerWaited(waitedGone)
  }

  /// Forgets a job.
  ///
  /// - Returns: whether the cursor was on it, and has to be put elsewhere.
  private mutating func remove(_ job: TrackedJob) -> Bool {
    let key = job.key
    let row = jobs.row(of: key)
    conversations[key] = nil
    asked.remove(key)
    marks.remove(key)
    noteUntracked(job)
    jobs.remove(key)
    guard selection == key, let row else { return false }
    guard arranged == nil else { return true }
    selection = jobs.isEmpty ? nil : jobs.keys[min(row, jobs.count - 1)]
    return false
  }

  /// Puts the cursor on the job below the one that is gone, or else above. To be called while the rows are as they were.
  private mutating func selectNearestLeft() {
    guard let arranged, let gone = selection else { return }
    // The job itself is gone from the list, so that its row has to be searched for.
    let rows = arranged.shown
    guard let row = rows.firstIndex(where: { $0.job.key == gone }) else { return }
    let isLeft = { [jobs] (entry: ArrangedJob) in jobs[entry.job.key] != nil }
    selection = (rows[row...].first(where: isLeft) ?? rows[..<row].last(where: isLeft))?.job.key
  }

  private mutating func retracked(_ jobs: [TrackedJob]) {
    guard let first = jobs.first else { return }
    select(first.key)
    let waiting = jobs.count { waited.contains($0.key) || formerlyWaited.contains($0.key) }
    notice = jobs.count == 1 ? "Tracking \(first.name) again" : "Tracking \(jobs.count) jobs again"
    notice? +=
      waiting == 0 ? "." : jobs.count == 1 ? ", and waiting for it." : ", and waiting for \(waiting) of them."
  }

  private mutating func tracked(_ keys: [JobKey], alreadyTracked: [JobID]) {
    if let key = keys.first ?? alreadyTracked.first.map({ JobKey(profile: profile.name, id: $0) }) {
      select(key)
    }
    forgetUntracked(Set(keys))
    let added: String? =
      switch keys.count {
      case 0: nil
      case 1: "Tracking \(keys[0].id)."
      default: "Tracking \(keys.count) more jobs."
      }
    let already: String? =
      switch alreadyTracked.count {
      case 0: nil
      case 1: "\(alreadyTracked[0]) was tracked already."
      default: "\(alreadyTracked.count) of them were tracked already."
      }
    let sentences = [added, already].compactMap(\.self)
    if !sentences.isEmpty { notice = sentences.joined(separator: " ") }
  }

  /// Selects a job, even one whose update has not come yet.
  private mutating func select(_ key: JobKey) { selection = key }

  /// Scrolls by as little as it takes to have the selected job on the screen.
  private mutating func keepSelectionInView() {
    if selection == nil { selection = job(inRow: 0)?.key }
    let visible = Layout(self).tableRows
    // While the detail pane covers the table, the row kept at its top must still be there.
    guard visible > 0 else {
      firstRow = min(firstRow, max(0, rowCount - 1))
      return
    }
    if let row = selectedRow {
      firstRow = min(max(firstRow, row - visible + 1), row)
    }
    firstRow = min(firstRow, max(0, rowCount - visible))
  }
}

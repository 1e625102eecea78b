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
    let selectedBefore = selection
    var effects: [DashboardEffect] = []
    switch event {
    case .keys(let keys):
      attention.keyPressed(at: now)
      for key in keys { effects += handle(key) }
      showReturnNews()
    case .focusChanged(let isHere):
      attention.focusChanged(isHere: isHere, at: now)
      if !attention.returnNews.isEmpty, notice != unseenTrouble { notice = nil }
      showReturnNews()
    case .resized(let size):
      self.size = size
      if case .help(let line) = page { page = .help(firstLine: min(line, HelpView.lastFirstLine(in: size))) }
    case .updates(let updates): take(updates)
    case .tick: break
    case .tracked(let keys, let already): tracked(keys, alreadyTracked: already)
    case .retracked(let jobs):
      if let job = jobs.first {
        select(job.key)
        notice = "Tracking \(job.name) again."
      }
    case .submissionStage(let number, let submission): submissions[number] = submission
    case .submissionEnded(let number): submissions[number] = nil
    case .pathCompletions(let text, let paths): complete(text, with: paths)
    case .submitted(let key, let number):
      submissions[number] = nil
      select(key)
      notice = "Submitted; its job is \(key.id)."
    case .conversation(let key, let result): take(result, of: key)
    case .told(let sentence): notice = sentence
    case .endingTrouble(let sentence):
      notice = sentence
      unseenTrouble = sentence
    case .effectFailed(let sentence):
      leaving = []
      notice = sentence
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
      untracked += jobs
      notice = sentence
    case .submissionFailed(let sentence, let text, let number):
      submissions[number] = nil
      // The text goes back to where it was typed, unless something else is being typed there by now.
      if prompt == nil {
        prompt = Prompt(.submit, text: text, problem: sentence)
      } else {
        unsubmitted = text
        prompt?.problem = "\(sentence) A brings the text back."
      }
    }
    keepSelectionInView()
    return effects + settleDetail(selectedBefore: selectedBefore) + settleAttention()
  }

  private mutating func take(_ updates: [JobUpdate]) {
    // What is at the top of the table stays there, whatever comes or goes above it.
    let top = firstRow > 0 && firstRow < jobs.count ? jobs.keys[firstRow] : nil
    for update in updates {
      switch update {
      case .job(let job):
        forgetConversations(outdatedBy: job)
        tellAnswer(about: job)
        noteEnd(of: job)
        jobs.put(job)
      case .removed(let key): remove(key)
      case .service(let health): serviceHealth = health
      case .hold(let hold): self.hold = hold
      case .storeTrouble(let trouble): storeTrouble = trouble
      }
    }
    if let row = top.flatMap(jobs.row(of:)) { firstRow = row }
  }

  private mutating func remove(_ key: JobKey) {
    leaving.remove(key)
    conversations[key] = nil
    askedAgain.remove(key)
    guard let job = jobs[key], let row = jobs.row(of: key) else { return }
    jobs.remove(key)
    untracked.append(job)
    guard selection == key else { return }
    selection = jobs.isEmpty ? nil : jobs.keys[min(row, jobs.count - 1)]
  }

  private mutating func tracked(_ keys: [JobKey], alreadyTracked: [JobID]) {
    if let key = keys.first ?? alreadyTracked.first.map({ JobKey(profile: profile.name, id: $0) }) {
      select(key)
    }
    untracked.removeAll { keys.contains($0.key) }
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
    if selection == nil { selection = jobs.keys.first }
    let visible = Layout(self).tableRows
    // While the detail pane covers the table, the row kept at its top must still be there.
    guard visible > 0 else {
      firstRow = min(firstRow, max(0, jobs.count - 1))
      return
    }
    if let row = selectedRow {
      firstRow = min(max(firstRow, row - visible + 1), row)
    }
    firstRow = min(firstRow, max(0, jobs.count - visible))
  }
}

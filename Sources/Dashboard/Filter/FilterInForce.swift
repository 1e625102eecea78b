import JobTracking
import Terminal

extension DashboardState {
  /// Which jobs are looked for, and how that was typed.
  struct FilterInForce: Hashable, Sendable {
    let text: String
    let filter: JobFilter
  }

  /// How things were before somebody began to type a filter, for Esc.
  struct BeforeFilter: Hashable, Sendable {
    let filter: FilterInForce?
    let selection: JobKey?
    let firstRow: Int
  }

  /// What is looked for; nil when all jobs are shown.
  var filter: JobFilter? { filterInForce?.filter }

  /// What is looked for, as it was typed; nil when all jobs are shown.
  package var filterText: String? { filterInForce?.text }

  /// Asks for a filter, the present one to begin with.
  mutating func openFilterPrompt() {
    beforeFilter = BeforeFilter(filter: filterInForce, selection: selection, firstRow: firstRow)
    prompt = Prompt(.filter, text: filterInForce?.text ?? "")
    if arranged == nil { arrange() }  // so that the first key has less to do
  }

  /// What a key does while a filter is typed.
  mutating func handleInFilterPrompt(_ key: Key) {
    switch key {
    case .escape, .control("c"):
      prompt = nil
      filterInForce = beforeFilter?.filter
      arrange()
      if let selection = beforeFilter?.selection, jobs[selection] != nil { self.selection = selection }
      firstRow = beforeFilter?.firstRow ?? 0
    case .enter:
      guard prompt?.problemRange == nil else { return }
      filterAsTyped(isWhole: true)
      prompt = nil
      if filterInForce == nil { arrange() }
    case .up: moveSelection(by: -1)
    case .down: moveSelection(by: 1)
    case .pageUp: moveSelection(by: -max(1, Layout(self).tableRows))
    case .pageDown: moveSelection(by: max(1, Layout(self).tableRows))
    case .paste(let text):
      prompt?.editor.insert(String(text.map { $0.isNewline ? " " : $0 }))
      filterAsTyped()
    default:
      let before = prompt?.editor.text
      guard prompt?.editor.handle(key) == true, prompt?.editor.text != before else { return }
      filterAsTyped()
    }
  }

  /// Filters by what the prompt holds. What cannot be read leaves the last filter that could, and so does the beginning of a
  /// key that no job has in it as a text: else the table would be empty on the way to `status:failed`.
  ///
  /// - Parameter isWhole: whether nothing more will be typed.
  private mutating func filterAsTyped(isWhole: Bool = false) {
    guard let text = prompt?.editor.text else { return }
    prompt?.problem = nil
    prompt?.problemRange = nil
    do throws(FilterMistake) {
      let isBlank = text.allSatisfy(\.isWhitespace)
      let last = filterInForce
      setFilter(isBlank ? nil : FilterInForce(text: text, filter: try JobFilter(text)))
      guard !isWhole, rowCount == 0, !jobs.isEmpty, let begun = FilterParser.begunKey(text) else { return }
      setFilter(last)
      prompt?.problem =
        "No job has '\(begun.word)' in it; did you mean '\(begun.meant)'? Enter looks for the text."
    } catch {
      prompt?.problem = error.sentence
      prompt?.problemRange = error.range
    }
  }

  /// Looks for something else. The cursor stays on its job, or on the one that it had before the filter was typed; where
  /// that is hidden it goes to the nearest one that is not.
  mutating func setFilter(_ filter: FilterInForce?) {
    guard filter != filterInForce else { return }
    filterInForce = filter
    arrange()
    let before = beforeFilter?.selection
    let wanted = (prompt?.purpose == .filter ? before : nil) ?? selection ?? before
    guard let job = wanted.flatMap({ jobs[$0] }) else { return }
    guard let arranged else {
      selection = job.key
      return
    }
    selection = arranged.nearestRow(to: job).map { arranged.shown[$0].job.key }
  }

  /// Shows all jobs again. The cursor stays on its job.
  mutating func clearFilter() {
    filterInForce = nil
    let hidden = beforeFilter?.selection
    arrange()
    if selection == nil, let hidden, jobs[hidden] != nil { selection = hidden }
  }
}

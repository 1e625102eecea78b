import JobTracking

extension DashboardState {
  /// Sorts by another column than now, the columns being taken as they are shown.
  ///
  /// - Parameter step: how many columns to the right, to the left when negative. Beyond the ends there is no sorting.
  mutating func moveSort(by step: Int) -> [DashboardEffect] {
    let shown = columns.shown
    guard let sort, let place = shown.firstIndex(of: sort.column) else {
      return setSort(JobSort(step > 0 ? shown[0] : shown[shown.count - 1]))
    }
    let next = place + step
    return setSort(shown.indices.contains(next) ? JobSort(shown[next]) : nil)
  }

  mutating func reverseSort() -> [DashboardEffect] {
    guard var sort else {
      notice = "Sort by a column first: s chooses one."
      return []
    }
    sort.isReversed.toggle()
    return setSort(sort)
  }

  /// Sorts, and has it remembered.
  mutating func setSort(_ sort: JobSort?) -> [DashboardEffect] {
    self.sort = sort
    noteMedians()
    arrange()
    if let sort {
      let order = sort.isReversed ? sort.column.order.backwards : sort.column.order.forwards
      notice = "Sorted by \(sort.column.title), \(order); \(keyMap.word(for: .reverseSort)) reverses."
    } else {
      notice = "Not sorted: as added, the newest first."
    }
    return [.remember(viewPreferences)]
  }

  /// Has the rows sorted by what is expected now; whether that changes anything is seen when they are arranged.
  private mutating func noteMedians() {
    guard sort?.column == .expected else { return }
    sort?.medians = estimates.mapValues(\.median)
  }

  /// Takes over how long jobs take.
  mutating func take(_ estimates: [String?: DurationEstimate]) {
    self.estimates = estimates
    guard sort?.column == .expected else { return }
    keepingScroll { state in
      state.noteMedians()
      state.arrange()
      return []
    }
  }

  /// What is remembered from one run to the next.
  package var viewPreferences: ViewPreferences {
    ViewPreferences(sort: sort, columns: columns, theme: themes.remembered)
  }
}

import JobTracking
import Terminal

extension DashboardState {
  /// Opens the pane on the selected job, or goes on to the whole screen, or back from there.
  mutating func openDetail() {
    guard selection != nil else { return }
    if isDetailOpen {
      detailTop = detailTop == nil ? .top : nil
    } else {
      isDetailOpen = true
    }
  }

  /// One step back: from the whole screen to the pane, from the pane to the table.
  mutating func closeDetail() {
    if isDetailFull {
      detailTop = nil
    } else {
      isDetailOpen = false
    }
  }

  /// Scrolls the pane when it has the whole screen.
  ///
  /// - Returns: whether the action was one that scrolls.
  mutating func scrollDetail(_ action: Action) -> Bool {
    guard isDetailFull, let top = detailTop, let job = selectedJob else { return false }
    let document = DetailDocument(job, self)
    let room = DetailView.room(in: Layout(self).detail)
    let half = max(1, room / 2)
    let lines: Int
    switch action {
    case .moveDown: lines = 1
    case .moveUp: lines = -1
    case .pageDown: lines = room
    case .pageUp: lines = -room
    case .halfPageDown: lines = half
    case .halfPageUp: lines = -half
    case .moveToFirst:
      detailTop = .top
      return true
    case .moveToLast:
      detailTop = document.lastPlace(room: room)
      return true
    default: return false
    }
    detailTop = document.place(lines, below: top, room: room)
    return true
  }

  /// What an event means for the pane: another job is read from its top, its conversation is asked for when it is wanted,
  /// and so is what the service said last.
  mutating func settleDetail(selectedBefore: JobKey?) -> [DashboardEffect] {
    if !isDetailOpen || selection == nil {
      detailTop = nil
    } else if selection != selectedBefore, detailTop != nil {
      detailTop = .top
    }
    return conversationsToRead() + responseToRead()
  }
}

import JobTracking

/// The keys that filter by one status, beside whatever else is looked for.
extension DashboardState {
  private static let cycle: [StatusChoice.Kind?] = [nil, .scheduled, .running, .completed, .failed]

  /// Shows the jobs of the next status, and after the last one those of all.
  mutating func cycleStatus() {
    let now = Self.cycle.firstIndex(of: filterInForce?.filter.expression.onlyStatus) ?? 0
    showStatus(Self.cycle[(now + 1) % Self.cycle.count])
  }

  /// Shows the jobs of one status, or of all when nil. What else is looked for stays.
  mutating func showStatus(_ kind: StatusChoice.Kind?) {
    let others = filterInForce?.filter.expression.withoutOnlyStatus
    let status = kind.map { FilterExpression.term(.status(StatusChoice(kinds: [$0]))) }
    let parts = [others, status].compactMap(\.self)
    if let selection {
      beforeFilter = BeforeFilter(filter: filterInForce, selection: selection, firstRow: firstRow)
    }
    guard !parts.isEmpty else {
      clearFilter()
      return
    }
    let filter = JobFilter(.joining(all: parts))
    setFilter(FilterInForce(text: filter.description, filter: filter))
  }
}

extension FilterExpression {
  /// The status that the last part asks for, when it asks for one alone.
  fileprivate var onlyStatus: StatusChoice.Kind? {
    switch self {
    case .term(.status(let choice)) where choice.words.isEmpty && choice.kinds.count == 1: choice.kinds.first
    case .all(let parts): parts.last?.onlyStatus
    default: nil
    }
  }

  /// All but that part; nil when nothing is left.
  fileprivate var withoutOnlyStatus: FilterExpression? {
    guard onlyStatus != nil else { return self }
    if case .all(let parts) = self { return .joining(all: parts.dropLast()) }
    return nil
  }
}

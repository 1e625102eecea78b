import JobTracking
import Terminal

/// The columns that fit a screen, and how wide each is.
struct TableColumns {
  struct Column {
    let column: JobColumn
    let start: Int
    let width: Int
  }

  /// What the widths follow from.
  struct Wishes {
    /// Of the screen, 40 or more.
    let width: Int
    /// The texts that decide how the room is shared.
    let texts: TextWidths
    let settings: ColumnSettings
    let sort: JobSort?
  }

  /// Room at the left for the marks of a job.
  static let gutter = 2
  static let gap = 2
  /// Wide enough for the known statuses; unknown ones get up to a quarter of the screen.
  private static let statusWidth = 13
  /// A short bar, a blank, and how long it may still take.
  static let expectedWidth = expectedBarWidth + 1 + 9
  static let expectedBarWidth = 5
  /// Wide enough for a time of day, and for `59m ago`.
  static let checkedWidth = 9
  private static let leastIDWidth = 11
  private static let leastLabelWidth = 10
  /// The label width that a whole id may not cut into.
  private static let readableLabelWidth = 24
  /// The label width that columns give way to once there is no room for ids.
  private static let roomyLabelWidth = 21

  let columns: [Column]
  /// Whether there are columns that are shown and have no room, to the left and to the right.
  let isCutLeft: Bool
  let isCutRight: Bool
  /// How wide the ids are shown; 0 where there is no room for them.
  private let idWidth: Int

  /// - Parameter first: how many columns behind the first one are scrolled out to the left; the first one stays.
  init(_ wishes: Wishes, first: Int) {
    let sizes = Sizes(wishes)
    var shown = wishes.settings.shown
    // A column of empty labels takes no room from the ids.
    if sizes.longestLabel == 0, shown.contains(.id), sizes.wanted[.label] == nil {
      shown.removeAll { $0 == .label }
    }
    var list = shown
    if wishes.settings.isAsAtFirst { sizes.dropLeastImportant(of: &list) } else { sizes.cutRight(&list) }
    let isScrolled = first > 0 && list.count < shown.count
    if isScrolled {
      list = [shown[0]] + shown.dropFirst(1 + min(first, shown.count - 2))
      sizes.cutRight(&list)
    }
    isCutLeft = isScrolled
    isCutRight = isScrolled ? list.last != shown.last : list.count < shown.count

    var start = Self.gutter
    var columns: [Column] = []
    for (column, width) in zip(list, sizes.widths(of: list, free: isCutRight ? Self.gap : 0)) {
      columns.append(Column(column: column, start: start, width: width))
      start += width + Self.gap
    }
    self.columns = columns
    idWidth = columns.first { $0.column == .id }?.width ?? 0
  }

  /// Where that ends which tells what job a row is about: so far it is shown to be the selected one. What stands behind keeps
  /// its colours, as it tells of trouble by them, and is not sent twice when the cursor moves on.
  var namesEnd: Int {
    let last = columns.last { [.status, .label, .id].contains($0.column) } ?? columns.first
    return last.map { $0.start + $0.width } ?? Self.gutter
  }

  /// How wide columns are, and what they need.
  private struct Sizes {
    let width: Int
    let wanted: [JobColumn: Int]
    let longestLabel: Int
    private let longestID: Int
    private let fixed: [JobColumn: Int]

    init(_ wishes: Wishes) {
      let width = wishes.width
      let texts = wishes.texts
      func between(_ least: Int, _ most: Int, _ width: Int) -> Int {
        min(max(least, width), max(least, most))
      }
      self.width = width
      wanted = wishes.settings.widths
      longestLabel = texts.label
      longestID = max(TableColumns.leastIDWidth, texts.id)
      var fixed: [JobColumn: Int] = [
        .status: between(TableColumns.statusWidth, width / 4, texts.status),
        .age: 6, .inStatus: 9, .expected: TableColumns.expectedWidth, .checked: TableColumns.checkedWidth,
        .took: 6,
        .kind: between(5, 12, texts.kind), .conversation: between(12, 20, texts.conversation),
        .service: between(7, 30, texts.service),
      ]
      if let sorted = wishes.sort?.column, let least = fixed[sorted] {
        fixed[sorted] = max(least, sorted.title.columns + 1)  // the arrow
      }
      for (column, width) in wanted { fixed[column] = min(width, wishes.width - TableColumns.gutter) }
      self.fixed = fixed
    }

    /// The least width of a column, among others.
    private func least(_ column: JobColumn, in list: [JobColumn]) -> Int {
      fixed[column] ?? (column == .id ? TableColumns.leastIDWidth : TableColumns.leastLabelWidth)
    }

    private func needs(_ list: [JobColumn]) -> Int {
      list.reduce(TableColumns.gutter - TableColumns.gap) { $0 + least($1, in: list) + TableColumns.gap }
    }

    /// Leaves out what can best be done without, until the rest fits.
    func dropLeastImportant(of list: inout [JobColumn]) {
      for column in [JobColumn.expected, .age, .id, .checked] where list.count > 1 {
        // An age is left out before it cuts into the labels, and so is the last check once there are no ids.
        let isTight =
          switch column {
          case .expected: needs(list) + TableColumns.roomyLabelWidth - TableColumns.leastLabelWidth > width
          case .age: needs(list) + 4 > width
          case .checked where list.contains(.label) && !list.contains(.id) && fixed[.label] == nil:
            needs(list) - TableColumns.leastLabelWidth + TableColumns.roomyLabelWidth > width
          default: needs(list) > width
          }
        if isTight, column != .id || list.contains(.label) { list.removeAll { $0 == column } }
      }
      cutRight(&list)
    }

    /// Leaves out at the right what does not fit; one column stays in any case.
    func cutRight(_ list: inout [JobColumn]) {
      while list.count > 1, needs(list) > width { list.removeLast() }
    }

    /// The widths of columns that fit: labels and ids share what the others leave.
    ///
    /// - Parameter free: room to be left at the right, if labels or ids can give it: for the sign that there is more.
    func widths(of list: [JobColumn], free: Int) -> [Int] {
      let others = list.reduce(0) { $0 + (fixed[$1] ?? 0) }
      let room = max(0, width - TableColumns.gutter - others - (list.count - 1) * TableColumns.gap - free)
      let isFree = { (column: JobColumn) in list.contains(column) && fixed[column] == nil }
      var (label, id) = (min(room, max(longestLabel, TableColumns.leastLabelWidth)), min(room, longestID))
      if isFree(.label), !list.contains(.id) { label = room }
      if isFree(.label), isFree(.id) {
        // An id is of use whole, to be compared and copied, or else only as a short reminder: then labels get the room.
        let wholeIDFits = room - longestID >= min(longestLabel, TableColumns.readableLabelWidth)
        id = wholeIDFits ? longestID : min(longestID, max(TableColumns.leastIDWidth, room - longestLabel))
        label = min(label, room - id)
      }
      return list.map { column in
        fixed[column].map { min($0, width - TableColumns.gutter) } ?? (column == .id ? id : label)
      }
    }
  }
}

extension TableColumns {
  /// What stands under LABEL: an id in place of a missing label, unless it is whole in the column beside.
  func label(of job: TrackedJob) -> String {
    job.label.isEmpty && job.key.id.rawValue.columns <= idWidth ? "" : job.name
  }
}

extension DashboardState {
  /// The columns as they are on the screen now.
  var tableColumns: TableColumns {
    let wishes = TableColumns.Wishes(width: size.columns, texts: textWidths, settings: columns, sort: sort)
    return TableColumns(wishes, first: firstColumn)
  }

  /// The jobs in view, from the top of the table down.
  var jobsInView: [TrackedJob] {
    (firstRow..<max(firstRow, min(rowCount, firstRow + Layout(self).tableRows))).compactMap { job(inRow: $0) }
  }

  /// Scrolls by a column, as far as there are any out of view.
  mutating func scrollColumns(by step: Int) {
    let columns = tableColumns
    if step < 0 {
      firstColumn = columns.isCutLeft ? firstColumn - 1 : 0
    } else if columns.isCutRight {
      firstColumn = columns.isCutLeft ? firstColumn + 1 : 1
    }
  }
}

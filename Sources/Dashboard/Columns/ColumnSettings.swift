/// One column as a person wants it.
package struct ColumnSetting: Hashable, Sendable {
  package let column: JobColumn
  package internal(set) var isShown: Bool
  /// In columns of the terminal; nil lets the width follow from what there is to show.
  package internal(set) var width: Int?

  /// The widths that can be wanted.
  static let widths = 3...120

  package init(column: JobColumn, isShown: Bool, width: Int? = nil) {
    self.column = column
    self.isShown = isShown
    self.width = width.map { min(max($0, Self.widths.lowerBound), Self.widths.upperBound) }
  }
}

/// The columns of the table in their order, the hidden ones too. Each is there once, and one is shown at least.
package struct ColumnSettings: Hashable, Sendable {
  package private(set) var all: [ColumnSetting]

  private static let hiddenAtFirst: Set<JobColumn> = [.took, .kind, .conversation, .service]

  /// - Parameter wanted: what is not named in it comes last, as it is at first.
  package init(_ wanted: [ColumnSetting] = []) {
    var seen: Set<JobColumn> = []
    all = wanted.filter { seen.insert($0.column).inserted }
    for column in JobColumn.allCases where !seen.contains(column) {
      all.append(
        ColumnSetting(column: column, isShown: wanted.isEmpty && !Self.hiddenAtFirst.contains(column)))
    }
    if !all.contains(where: \.isShown) { all[0].isShown = true }
  }

  /// Some columns and no others, in their order, with the widths of other settings; as at first when none are named.
  init(showing columns: [JobColumn], like other: ColumnSettings) {
    guard !columns.isEmpty else {
      self.init()
      return
    }
    let hidden = other.all.map(\.column).filter { !columns.contains($0) }
    let widths = other.widths
    self.init(
      (columns + hidden).map { column in
        ColumnSetting(column: column, isShown: columns.contains(column), width: widths[column])
      })
  }

  /// The columns that are shown, from the left to the right.
  package var shown: [JobColumn] { all.filter(\.isShown).map(\.column) }

  /// The widths that are wanted.
  var widths: [JobColumn: Int] {
    Dictionary(uniqueKeysWithValues: all.compactMap { setting in setting.width.map { (setting.column, $0) } })
  }

  /// Whether the columns are in their first order, none hidden or shown by a person.
  var isAsAtFirst: Bool {
    all.map(\.column) == JobColumn.allCases
      && all.allSatisfy { $0.isShown != Self.hiddenAtFirst.contains($0.column) }
  }

  /// Shows a column, or hides it.
  ///
  /// - Returns: false when it is the only one that is shown, and so has to stay.
  mutating func toggle(_ index: Int) -> Bool {
    if all[index].isShown, shown.count == 1 { return false }
    all[index].isShown.toggle()
    return true
  }

  /// Moves a column by one place to the left or the right, the ends staying ends.
  ///
  /// - Returns: where it is then.
  mutating func move(_ index: Int, by step: Int) -> Int {
    let target = min(max(0, index + step), all.count - 1)
    all.insert(all.remove(at: index), at: target)
    return target
  }

  /// Wants a width for a column; nil lets it follow from what there is to show.
  mutating func size(_ index: Int, to width: Int?) {
    all[index] = ColumnSetting(column: all[index].column, isShown: all[index].isShown, width: width)
  }
}

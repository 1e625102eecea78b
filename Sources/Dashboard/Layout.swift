import Terminal

/// Which rows of the screen belong to what.
struct Layout {
  /// The smallest screen that is drawn on.
  static let smallest = Size(columns: 40, rows: 10)

  static func fits(_ size: Size) -> Bool {
    size.columns >= smallest.columns && size.rows >= smallest.rows
  }

  /// Header and counts.
  static let headerRows = 2
  /// Notice or prompt, and key hints.
  static let footerRows = 2
  /// The least height of a body that holds table and detail one above the other.
  private static let leastSplitBody = 14

  /// Rows between header and footer that table and detail share.
  let body: Range<Int>
  /// The rows about submissions under way, below the body.
  let submissions: Range<Int>
  /// The row of the column titles and the rows of jobs; empty when the detail pane takes the whole body.
  let table: Range<Int>
  /// The detail pane with its title; empty when it is closed.
  let detail: Range<Int>

  init(_ state: DashboardState) {
    let end = max(Self.headerRows, state.size.rows - Self.footerRows)
    submissions = end - min(state.submissions.count, SubmissionsView.mostRows)..<end
    body = Self.headerRows..<submissions.lowerBound
    guard state.isDetailOpen, state.selection != nil else {
      table = body
      detail = body.upperBound..<body.upperBound
      return
    }
    let isAlone = state.isDetailFull || body.count < Self.leastSplitBody
    let detailRows = isAlone ? body.count : max(7, body.count / 2)
    let border = body.upperBound - detailRows
    table = body.lowerBound..<border
    detail = border..<body.upperBound
  }

  /// How many jobs the table shows at the same time.
  var tableRows: Int { max(0, table.count - 1) }
}

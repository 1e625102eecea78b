import Foundation

/// A table of text, printed with its columns below each other: the first one to the left, the others to the right.
struct TextTable {
  private var rows: [[String]]

  init(_ titles: String...) { rows = [titles] }

  mutating func add(_ cells: String...) { rows.append(cells) }

  func print() {
    let columns = rows.map(\.count).max() ?? 0
    let widths = (0..<columns).map { column in
      rows.map { $0.count > column ? $0[column].count : 0 }.max() ?? 0
    }
    for row in rows {
      let cells = zip(row, widths).enumerated().map { column, cell in
        let blanks = String(repeating: " ", count: cell.1 - cell.0.count)
        return column == 0 ? cell.0 + blanks : blanks + cell.0
      }
      Swift.print("  " + cells.joined(separator: "  "))
    }
  }
}

extension Double {
  /// The number with so many digits after the point.
  func text(_ digits: Int) -> String { String(format: "%.\(digits)f", self) }
}

/// A headline above what a benchmark prints.
func printTitle(_ title: String) { print("\n\(title)\n" + String(repeating: "-", count: title.count)) }

/// Says whether a target is met.
func printTarget(_ what: String, _ isMet: Bool) { print("  \(isMet ? "met:   " : "MISSED:") \(what)") }

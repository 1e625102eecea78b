/// What a terminal shows, with colours, as read from `tmux capture-pane -e`.
struct Screenshot: CustomStringConvertible {
  struct Cell {
    let character: Character
    /// 0...7 as in SGR 30...37, 16...255 as in SGR 38;5, above that 0x1000000 and more for 38;2; nil is the default colour.
    let color: Int?
    let background: Int?
    let isReverse: Bool
  }

  static let (red, green, yellow, magenta, cyan) = (1, 2, 3, 5, 6)

  let rows: [[Cell]]

  init(capture: String) {
    var rows: [[Cell]] = []
    var row: [Cell] = []
    var color: Int?
    var background: Int?
    var isReverse = false
    var rest = capture[...]
    while let character = rest.popFirst() {
      switch character {
      case "\n":
        rows.append(row)
        row = []
      case "\u{1B}":
        // tmux writes SGR sequences only: ESC [ numbers m.
        let sequence = rest.prefix { $0 != "m" }
        rest = rest.dropFirst(sequence.count + 1)
        var numbers = sequence.dropFirst().split(separator: ";").map { Int($0) ?? 0 }[...]
        while let number = numbers.popFirst() {
          switch number {
          case 0: (color, background, isReverse) = (nil, nil, false)
          case 7: isReverse = true
          case 27: isReverse = false
          case 30...37: color = number - 30
          case 38: color = Self.extended(&numbers)
          case 39: color = nil
          case 40...47: background = number - 40
          case 48: background = Self.extended(&numbers)
          case 49: background = nil
          case 90...97: color = number - 90 + 8
          default: break
          }
        }
        if sequence == "[" { (color, background, isReverse) = (nil, nil, false) }
      default:
        row.append(Cell(character: character, color: color, background: background, isReverse: isReverse))
      }
    }
    self.rows = rows + [row]
  }

  /// What follows 38 or 48: 5 and a number, or 2 and three parts.
  private static func extended(_ numbers: inout ArraySlice<Int>) -> Int? {
    switch numbers.popFirst() {
    case 5: return numbers.popFirst()
    case 2: return (0..<3).reduce(1) { number, _ in number << 8 | (numbers.popFirst() ?? 0) }
    default: return nil
    }
  }

  func text(_ row: Int) -> String { String(rows[row].map(\.character)) }

  var description: String { rows.indices.map(text).joined(separator: "\n") }

  func contains(_ text: String) -> Bool { description.contains(text) }

  /// The first row that holds a text.
  func row(of text: String) -> Int? { rows.indices.first { self.text($0).contains(text) } }

  /// The colour of a word in the first row that holds `text` besides.
  func color(of word: String, inRowOf text: String) -> Int? {
    for row in rows.indices where self.text(row).contains(text) {
      let line = self.text(row)
      guard let range = line.range(of: word) else { continue }
      return rows[row][line.distance(from: line.startIndex, to: range.lowerBound)].color
    }
    return nil
  }

  /// The row under the dashboard's cursor.
  var selectedRow: String? {
    // It begins beside the marks of jobs. White behind it is as good, where colours cannot be reversed.
    rows.indices.first { rows[$0].dropFirst(2).first.map { $0.isReverse || $0.background == 7 } == true }
      .map(text)
  }
}

/// A line of the detail document, by what it belongs to: whatever comes before it, it stays the same line.
package struct DetailPlace: Hashable, Sendable {
  /// The part of the document.
  let section: DetailDocument.Section
  /// The paragraph of the part. In the background it counts from the last one, as the latest change comes first there.
  let paragraph: Int
  /// The line of the paragraph.
  let line: Int

  package static let top = DetailPlace(section: .essentials, paragraph: 0, line: 0)
}

extension DetailDocument {
  /// A line by numbers alone: the paragraph counted through all parts, and the line in it.
  private struct Position: Comparable {
    var paragraph: Int
    var line: Int

    static func < (left: Position, right: Position) -> Bool {
      (left.paragraph, left.line) < (right.paragraph, right.line)
    }
  }

  /// The lines to be seen from a place on, as many as there is room for.
  ///
  /// Complexity: in the lines shown.
  func lines(from place: DetailPlace, room: Int) -> [Line] {
    var position = position(of: place, room: room)
    var lines: [Line] = []
    while position.paragraph < total, lines.count < room {
      lines += self.lines(position.paragraph).dropFirst(position.line)
      position = Position(paragraph: position.paragraph + 1, line: 0)
    }
    return Array(lines.prefix(room))
  }

  /// The place so many lines further down, or up when negative; never beyond what fills the room.
  func place(_ lines: Int, below place: DetailPlace, room: Int) -> DetailPlace {
    var position = position(of: place, room: room)
    var left = abs(lines)
    while left > 0 {
      if lines > 0 {
        let rest = self.lines(position.paragraph).count - position.line
        if left < rest {
          position.line += left
          break
        }
        left -= rest
        guard position.paragraph + 1 < total else { break }
        position = Position(paragraph: position.paragraph + 1, line: 0)
      } else {
        if left <= position.line {
          position.line -= left
          break
        }
        left -= position.line + 1
        guard position.paragraph > 0 else {
          position.line = 0
          break
        }
        let above = position.paragraph - 1
        position = Position(paragraph: above, line: self.lines(above).count - 1)
      }
    }
    return self.place(of: min(position, last(room: room)))
  }

  /// The place from which the last line is at the bottom.
  func lastPlace(room: Int) -> DetailPlace { place(of: last(room: room)) }

  private var total: Int { Section.allCases.reduce(0) { $0 + count($1) } }

  private func lines(_ paragraph: Int) -> [Line] {
    let (section, index) = part(of: paragraph)
    return lines(section, index)
  }

  private func part(of paragraph: Int) -> (Section, Int) {
    var index = paragraph
    for section in Section.allCases {
      if index < count(section) { return (section, index) }
      index -= count(section)
    }
    return (.background, count(.background) - 1)
  }

  /// Where a place is now; what is there no more, or further down than fills the room, counts as the nearest that is.
  private func position(of place: DetailPlace, room: Int) -> Position {
    let before = Section.allCases.prefix { $0 != place.section }.reduce(0) { $0 + count($1) }
    let last = max(0, count(place.section) - 1)
    let index =
      place.section == .background ? max(0, last - place.paragraph) : min(place.paragraph, last)
    let paragraph = min(before + index, total - 1)
    let line = min(place.line, lines(paragraph).count - 1)
    return min(Position(paragraph: paragraph, line: line), self.last(room: room))
  }

  private func place(of position: Position) -> DetailPlace {
    let (section, index) = part(of: position.paragraph)
    return DetailPlace(
      section: section, paragraph: section == .background ? count(.background) - 1 - index : index,
      line: position.line)
  }

  /// From the last line up, as far as the room goes.
  private func last(room: Int) -> Position {
    var paragraph = total
    var left = max(1, room)
    while paragraph > 0 {
      paragraph -= 1
      let count = lines(paragraph).count
      if count >= left { return Position(paragraph: paragraph, line: count - left) }
      left -= count
    }
    return Position(paragraph: 0, line: 0)
  }
}

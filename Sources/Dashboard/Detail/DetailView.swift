import JobTracking
import Terminal

/// The pane about the selected job: who it is, what it has brought, and every status it was seen in.
enum DetailView {
  /// How many lines the pane has below its title.
  static func room(in rows: Range<Int>) -> Int { max(0, rows.count - 1) }

  static func draw(_ state: DashboardState, in rows: Range<Int>, on canvas: inout Canvas) {
    guard !rows.isEmpty, let job = state.selectedJob else { return }
    let width = canvas.size.columns
    canvas.write(
      String(repeating: state.glyphs.rule, count: width), at: Position(column: 0, row: rows.lowerBound),
      style: .faint)
    canvas.write(
      Glyph.glyphs(of: " \(job.name) ").fitted(to: width - 4, ellipsis: state.glyphs.ellipsis),
      at: Position(column: 2, row: rows.lowerBound), style: .heading)

    let document = DetailDocument(job, state)
    let room = room(in: rows)
    let lines = state.detailTop.map { document.lines(from: $0, room: room) } ?? paneLines(document, room)
    for (offset, line) in lines.enumerated() {
      canvas.write(
        Glyph.glyphs(of: line.text).fitted(to: width - 1, ellipsis: state.glyphs.ellipsis),
        at: Position(column: 1, row: rows.lowerBound + 1 + offset), style: line.style)
    }
  }

  /// What a pane beside the table has room for. The latest change comes before what is said of a result that is not
  /// there yet.
  private static func paneLines(_ document: DetailDocument, _ room: Int) -> [DetailDocument.Line] {
    guard !document.hasConversation else { return document.lines(from: .top, room: room) }
    let essentials = lines(document, .essentials)
    let result = lines(document, .result)
    let background = document.background(room: room - essentials.count - result.count)
    return Array((essentials + result + background).prefix(room))
  }

  private static func lines(
    _ document: DetailDocument, _ section: DetailDocument.Section
  ) -> [DetailDocument.Line] {
    (0..<document.count(section)).flatMap { document.lines(section, $0) }
  }
}

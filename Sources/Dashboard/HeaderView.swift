import JobAPI
import JobTracking
import Terminal

/// The two top rows: what is watched, how it answers, and whether what is seen is kept; how many jobs stand where.
enum HeaderView {
  static func draw(_ state: DashboardState, on canvas: inout Canvas) {
    let (health, healthStyle) = state.isPaused ? paused(state) : health(state)
    let healthColumn = max(0, canvas.size.columns - health.columns)
    var nameEnd = canvas.write("jobwatch", at: Position(column: 0, row: 0), style: .heading)
    if state.storeTrouble != nil {
      nameEnd = canvas.write(
        "! not saved", at: Position(column: nameEnd + 2, row: 0), style: .warning)
    }
    if state.isFollowing {
      nameEnd = canvas.write(
        "following", at: Position(column: nameEnd + 2, row: 0), style: Style(.accent, .bold))
    }
    let room = healthColumn - nameEnd - 3
    let (name, url) = (state.profile.name, state.profile.baseURL)
    let service = Glyph.glyphs(of: name == url ? url : "\(name)  \(url)")
      .fitted(to: room, ellipsis: state.glyphs.ellipsis)
    canvas.write(service, at: Position(column: nameEnd + 2, row: 0))
    canvas.write(health, at: Position(column: healthColumn, row: 0), style: healthStyle)
    drawCounts(state, on: &canvas)
  }

  private static func paused(_ state: DashboardState) -> (String, Style) {
    ("paused; \(state.keyMap.word(for: .pause)) goes on", Style.warning)
  }

  private static func health(_ state: DashboardState) -> (String, Style) {
    switch state.serviceHealth {
    case .unknown where isAskedToWait(state), .answering where isAskedToWait(state):
      ("API: ! asked to wait", Style.warning)
    case .unknown: ("API: not asked yet", .plain)
    case .trouble(let error) where error.needsSigningIn:
      ("! not authorized: \(state.signInAdvice)", Style.warning)
    case .answering where state.jobs.counts.troubled > state.jobs.counts.notFound:
      ("API: ! \(state.jobs.counts.troubled) in trouble", Style.warning)
    case .answering where state.jobs.counts.notFound > 0:
      ("API: ! \(state.jobs.counts.notFound) not found", Style.warning)
    case .answering(seconds: 0):
      ("API: ok" + (latency(state).map { " \($0)" } ?? ""), Style(.completed))
    case .answering(let seconds): ("API: slow, \(seconds) s", Style(.warning))
    case .trouble(let error): ("API: ! \(error.shortName)", Style.warning)
    }
  }

  private static func isAskedToWait(_ state: DashboardState) -> Bool {
    if case .asked(let until) = state.hold { until > state.now } else { false }
  }

  /// How long the last answer took, where there is room for it.
  private static func latency(_ state: DashboardState) -> String? {
    guard state.size.columns >= 60, state.hold != .elsewhere else { return nil }
    return state.traffic?.latency.map(LatencyText.coarse)
  }

  private typealias Part = (count: Int, mark: String, word: String, style: Style)

  /// The four documented statuses are always counted; what else there is only when there is any.
  private static func parts(of counts: StatusCounts, _ glyphs: GlyphSet) -> [Part] {
    func part(_ count: Int, _ status: JobStatus?) -> Part {
      let look = StatusAppearance(status, glyphs)
      return (count, look.mark, look.word, count > 0 ? look.style : Style.faint)
    }
    let always = [
      part(counts.scheduled, .scheduled), part(counts.inProgress, .inProgress),
      part(counts.completed, .completed), part(counts.failed, .failed),
    ]
    let others: [Part] = [
      part(counts.other, .unrecognized("other")), part(counts.notKnown, nil),
      (counts.odd, "!", "odd", Style.warning),
    ]
    return always + others.filter { $0.count > 0 }
  }

  private static func drawCounts(_ state: DashboardState, on canvas: inout Canvas) {
    let parts = parts(of: state.jobs.counts, state.glyphs)
    let wayOut = wayOut(state)
    let end = canvas.size.columns - (wayOut.isEmpty ? 0 : wayOut.columns + 2)
    canvas.write(wayOut, at: Position(column: end + 2, row: 1), style: .heading)
    // Words as well as marks where there is room for both.
    let all = total(state)
    let long = parts.map { "\($0.mark) \($0.count) \($0.word)" }
    let short = parts.map { "\($0.mark)\($0.count)" }
    let hasRoom = all.columns + long.reduce(0) { $0 + $1.columns + 3 } <= end
    var column = canvas.write(all, at: Position(column: 0, row: 1), style: .heading)
    // Beside a filter there are the counts of all, or none.
    if !wayOut.isEmpty, all.columns + short.reduce(0, { $0 + $1.columns + 2 }) > end { return }
    for part in parts {
      let place = Position(column: column + (hasRoom ? 3 : 2), row: 1)
      column = canvas.write(hasRoom ? "\(part.mark) " : part.mark, at: place, style: part.style)
      // Only the number changes: without a colour it takes fewer bytes to the terminal.
      let numberStyle = part.count > 0 ? Style.plain : part.style
      column = canvas.write("\(part.count)", at: Position(column: column, row: 1), style: numberStyle)
      guard hasRoom else { continue }
      column = canvas.write(" \(part.word)", at: Position(column: column, row: 1), style: part.style)
    }
  }

  /// How many jobs are shown, marked and waited for, and by what they are sorted where no arrow over the table says it.
  private static func total(_ state: DashboardState) -> String {
    let all = state.jobs.count
    let isFiltered = state.filterText != nil
    var text = isFiltered ? "\(state.rowCount) of \(all)" : "\(all)"
    text += all == 1 ? " job" : " jobs"
    if !state.marks.isEmpty { text += ", \(state.marks.count) marked" }
    if state.waited.unfinished > 0 { text += ", waiting for \(state.waited.unfinished)" }
    if let sort = state.sort, !isSortShown(sort, state) {
      text += ", by \(sort.column.title)\(state.glyphs.sortArrow(isReversed: sort.isReversed))"
    }
    return text
  }

  private static func isSortShown(_ sort: JobSort, _ state: DashboardState) -> Bool {
    state.timeline == nil && state.tableColumns.columns.contains { $0.column == sort.column }
  }

  /// How all jobs come to be shown again; empty when they are.
  private static func wayOut(_ state: DashboardState) -> String {
    guard state.filterText != nil else { return "" }
    if state.prompt?.purpose == .filter {
      return state.beforeFilter?.filter == nil ? "Esc shows all" : "Esc: as before"
    }
    let back = state.keyMap.word(for: .back)
    // What is open over the table is closed first.
    let covers =
      [
        state.page != .table, state.page != .table && state.helpSearch != nil, state.prompt != nil,
        state.isDetailFull, state.markedRange != nil, state.timeline != nil,
      ].count { $0 }
    return String(repeating: "\(back) ", count: covers + 1) + "shows all"
  }
}

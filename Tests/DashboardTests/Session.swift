import Dashboard
import Foundation
import JobAPI
import JobTracking
import Terminal

/// A person at a dashboard: keys and news go in, effects and the screen come out.
struct Session {
  var state: DashboardState
  var now = testNow
  /// The jobs whose last responses were asked for, in order.
  private(set) var responsesAskedFor: [String] = []

  init(
    _ jobs: [TrackedJob] = [], size: Size = roomy, offering: [String] = [], glyphs: GlyphSet = .unicode,
    page: DashboardState.Page = .table, preferences: ViewPreferences = ViewPreferences(),
    themes: ThemeChoice = ThemeChoice(),
    keyMap: KeyMap = .standard, commandHistory: [String] = [],
    localTime: @escaping @Sendable (Date) -> LocalTime = utc
  ) {
    state = DashboardState(
      profile: .symbl, jobs: jobs, size: size, now: testNow, glyphs: glyphs, offeredIDs: offering.map(jobID),
      page: page, preferences: preferences, themes: themes, keyMap: keyMap, commandHistory: commandHistory,
      localTime: localTime)
  }

  /// Lets something happen and returns what is to be done about it, apart from ``responsesAskedFor``.
  @discardableResult mutating func send(_ event: DashboardEvent) -> [DashboardEffect] {
    state.update(event, at: now).filter { effect in
      guard case .readResponse(let key) = effect else { return true }
      responsesAskedFor.append(key.id.rawValue)
      return false
    }
  }

  @discardableResult mutating func press(_ keys: Key...) -> [DashboardEffect] { send(.keys(keys)) }

  @discardableResult mutating func press(_ key: Key, times: Int) -> [DashboardEffect] {
    send(.keys(Array(repeating: key, count: times)))
  }

  @discardableResult mutating func type(_ text: String) -> [DashboardEffect] {
    send(.keys(text.map { .character($0) }))
  }

  mutating func receive(_ updates: JobUpdate...) { send(.updates(updates)) }

  var screen: ScreenText { ScreenText(canvas: state.view()) }

  var selected: String? { state.selection?.id.rawValue }
}

/// What a person reads on a screen.
struct ScreenText {
  let canvas: Canvas

  var rows: [String] { canvas.rows.indices.map { canvas.text(row: $0) } }

  /// The row where prompt or news stand, and the one of the key hints.
  var newsRow: String { rows[rows.count - 2] }
  var hintsRow: String { rows[rows.count - 1] }

  func contains(_ text: String) -> Bool { rows.contains { $0.contains(text) } }

  /// The first row with a text in it, whole.
  func row(with text: String) -> String? { rows.first { $0.contains(text) } }

  /// How the first place that shows a text shows it.
  func style(of text: String, inRowWith other: String = "") -> Style? {
    for (index, cells) in canvas.rows.enumerated()
    where canvas.text(row: index).contains(other) || other.isEmpty {
      let texts = cells.map { $0.glyph?.text ?? "" }
      for column in texts.indices where !texts[column].isEmpty {
        if texts[column...].joined().hasPrefix(text) { return cells[column].style }
      }
    }
    return nil
  }

  /// The text of the row under the cursor bar.
  var selectedRow: String? {
    // It begins beside the marks of jobs.
    canvas.rows.firstIndex { $0.dropFirst(2).first?.style.attributes.contains(.reverse) == true }
      .map { canvas.text(row: $0) }
  }
}

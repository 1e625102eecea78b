import Dashboard
import Foundation
import JobAPI
import JobTracking
import Terminal
import TestTools
import Testing

/// Whatever happens, and in whatever order, the cursor moves only when a person or the loss of its job moves it.
@Suite struct SelectionPropertyTests {
  private static let movements: Set<Action> = [
    .moveDown, .moveUp, .moveToFirst, .moveToLast, .pageDown, .pageUp, .halfPageDown, .halfPageUp,
    .untrack,  // it moves off the job that is to go
    .mark,  // it goes on to the next one
    // These hide jobs.
    .cycleStatus, .showAllStatuses, .showScheduled, .showRunning, .showCompleted, .showFailed,
  ]

  @Test(
    "the selected job changes only by a movement key, by untracking, by its removal, or by adding",
    arguments: 1...12 as ClosedRange<UInt64>)
  func selection(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    var session = Session(manyJobs(Int.random(in: 0...60, using: &generator)))
    for step in 0..<300 {
      let before = session.state
      let event = Self.event(before, &generator)
      session.now = session.now.addingTimeInterval(0.1)
      session.send(event)
      try Self.expectSound(session.state, after: event, before, "seed \(seed), step \(step), \(event)")
    }
  }

  private static func expectSound(
    _ state: DashboardState, after event: DashboardEvent, _ before: DashboardState, _ place: String
  ) throws {
    let comment = Comment(rawValue: place)
    switch event {
    case .tracked(let keys, let already):
      let wanted = keys.first ?? already.first.map { JobKey(profile: before.profile.name, id: $0) }
      #expect(state.selection == wanted, comment)
    case .submitted(let key, _):
      #expect(state.selection == key, comment)
    case .keys(let keys) where keys.contains { moves($0, before) }: break
    default:
      if before.isFollowing, case .updates = event {
        #expect((state.selection == nil) == (state.rowCount == 0), comment)
      } else if let selected = before.selection, state.jobs[selected] != nil {
        #expect(state.selection == selected, comment)
      } else {
        #expect((state.selection == nil) == (state.rowCount == 0), comment)
      }
    }
    if case .keys = event {} else { expectUndisturbed(state, before, comment) }
    if let selected = state.selection {
      #expect(state.row(of: selected) != nil, comment)
      #expect(state.jobs[selected] != nil, comment)
    }
    #expect(state.marks.allSatisfy { state.jobs[$0] != nil }, comment)
    try #require(state.firstRow == 0 || state.firstRow < state.rowCount, comment)
    try Self.expectRowsAsInModel(state, comment)
    let screen = ScreenText(canvas: state.view())
    // On the smallest screens the open pane covers the table, and everywhere when it has the whole screen.
    let coversTable = state.isDetailFull || (state.isDetailOpen && state.size.rows < 18)
    if state.page == .table, state.size.rows >= 10, state.size.columns >= 40, !coversTable {
      #expect((screen.selectedRow != nil) == (state.selection != nil), comment)
    }
    _ = state.nextTick
  }

  /// News, the clock and another size leave everything that the person has arranged or begun to type.
  private static func expectUndisturbed(
    _ state: DashboardState, _ before: DashboardState, _ comment: Comment
  ) {
    #expect(state.filterText == before.filterText, comment)
    #expect(state.sort == before.sort, comment)
    #expect(state.columns == before.columns, comment)
    #expect((state.timeline == nil) == (before.timeline == nil), comment)
    #expect(state.isDetailOpen == before.isDetailOpen, comment)
    if let prompt = before.prompt { #expect(state.prompt?.editor == prompt.editor, comment) }
    #expect(state.marks == before.marks.filter { state.jobs[$0] != nil }, comment)
  }

  /// The rows are those that are looked for, and the selected one; by rank, and those alike as without sorting.
  private static func expectRowsAsInModel(_ state: DashboardState, _ comment: Comment) throws {
    let all = state.jobs.keys.compactMap { state.jobs[$0] }
    var expected = all
    if let text = state.filterText {
      let found = try Set(JobFilter(text).filtering(all, now: state.now).map(\.key))
      expected = all.filter { found.contains($0.key) || $0.key == state.selection }
    }
    if let sort = state.sort { expected = SortModel.sorted(expected, sort) }
    #expect(state.keys(inRows: 0..<state.rowCount) == expected.map(\.key), comment)
  }

  private static func moves(_ key: Key, _ before: DashboardState) -> Bool {
    if [.filter, .command].contains(before.prompt?.purpose) { return true }  // what is typed hides jobs
    guard before.page == .table, before.prompt == nil, let action = KeyMap.standard.action(of: key) else {
      return false
    }
    return movements.contains(action)
  }

  private static func event(_ state: DashboardState, _ generator: inout SeededGenerator) -> DashboardEvent {
    let known = state.jobs.keys.randomElement(using: &generator)
    switch Int.random(in: 0..<20, using: &generator) {
    case 0..<8: return .keys([key(&generator)])
    case 8..<10:
      return .resized(
        Size(
          columns: [0, 39, 40, 60, 80, 130].randomElement(using: &generator) ?? 80,
          rows: Int.random(in: 0...30, using: &generator)))
    case 10..<12: return .updates([.removed(known ?? jobKey("other"))])
    case 12:
      return .updates(state.jobs.keys.prefix(Int.random(in: 0...40, using: &generator)).map { .removed($0) })
    case 13..<16:
      return .updates(
        (0..<Int.random(in: 1...4, using: &generator)).map { _ in .job(news(state, &generator)) })
    case 16:
      guard let known else { return .tick }
      return .conversation(known, .success(.init(talk(messages: 5))))
    case 17:
      guard let known else { return .tick }
      return Bool.random(using: &generator)
        ? .tracked([known], alreadyTracked: []) : .tracked([], alreadyTracked: [known.id])
    case 18: return known.map { .submitted($0, number: 1) } ?? .tick
    default:
      return [
        .tick, .effectFailed("It failed."), .submissionFailed("It failed.", text: "text", number: 1),
        .updates([.service(.trouble(.timedOut))]), .updates([.storeTrouble(.cannotWrite(reason: "full"))]),
      ].randomElement(using: &generator) ?? .tick
    }
  }

  private static func key(_ generator: inout SeededGenerator) -> Key {
    let keys =
      KeyBinding.all.flatMap(\.keys) + [
        .escape, .escape, .escape, .paste("x y"), .character("é"), .left, .tab, .paste("status:running,f"),
        .paste("-1"), .paste("age>10m or 3"), .paste("/[5-9]$/"), .paste("mark all"),
        .paste("sort id reversed"), .paste("show failed"), .character("/"), .character("/"), .enter,
      ]
    return keys.randomElement(using: &generator) ?? .escape
  }

  /// A new job anywhere in the table, or something new about one that is there.
  private static func news(_ state: DashboardState, _ generator: inout SeededGenerator) -> TrackedJob {
    let number = Int.random(in: 0..<120, using: &generator)
    let status = allStatuses.randomElement(using: &generator) ?? nil
    guard let known = state.jobs[jobKey("job-\(number)")] else {
      return job("job-\(number)", status, addedAgo: 600 + Double(number))
    }
    return status.map { known.seeing($0) } ?? known.troubled(.timedOut)
  }
}

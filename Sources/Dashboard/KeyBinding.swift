import Terminal

/// What a key does in the table. The command line and the configuration know it by its ``name``.
package enum Action: String, Hashable, Sendable, CaseIterable {
  case moveDown, moveUp, moveToFirst, moveToLast, pageDown, pageUp, halfPageDown, halfPageUp
  case openDetail = "detail"
  case back
  case add, submit, untrack, undo
  case checkSelected = "check"
  case checkAll
  case copyID = "copyId"
  case copyURL = "copyUrl"
  case filter, cycleStatus
  case showAllStatuses = "showAll"
  case showScheduled, showRunning, showCompleted, showFailed
  case nextSort, previousSort, reverseSort, columns, scrollLeft, scrollRight
  case mark, markRange
  case markAllShown = "markAll"
  case unmarkAll
  case statistics, timeline, zoomIn, zoomOut, fitTimeline
  case label, note, export, pause, follow, waitFor
  case nextTheme = "theme"
  case toggleMouse = "mouse"
  case commandLine, help, repaint, suspend, quit

  /// Lower case words with hyphens between them, such as `check-all`.
  package var name: String {
    rawValue.map { $0.isUppercase ? "-\($0.lowercased())" : String($0) }.joined()
  }

  package init?(name: String) {
    guard let action = Self.named[name] else { return nil }
    self = action
  }

  private static let named = Dictionary(uniqueKeysWithValues: allCases.map { ($0.name, $0) })
}

/// The keys of one action at first: what ``KeyMap``, help and footer are made from.
package struct KeyBinding: Sendable {
  package let action: Action
  package let keys: [Key]
  package let explanation: String
  /// The word beside the key in the footer; nil keeps it out.
  package let hint: String?

  package static let all: [KeyBinding] = [
    .init(
      .add, [.character("a")], "add jobs by id or URL; several at once, pasted lists too", hint: "add"),
    .init(.submit, [.character("A")], "submit a text, file or URL and track its job", hint: "submit"),
    .init(
      .openDetail, [.enter], "show the selected job and its result; again: the whole screen",
      hint: "detail"
    ),
    .init(.back, [.escape], "one step back: prompt, page, filter, marks, detail"),
    .init(
      .filter, [.character("/")], "filter as you type: words, status:failed, age>1h", hint: "filter"),
    .init(.cycleStatus, [.character("f")], "show one status after the other"),
    .init(.showAllStatuses, [.character("0")], "show all statuses"),
    .init(.showScheduled, [.character("1")], "show scheduled jobs only"),
    .init(.showRunning, [.character("2")], "show those in progress only"),
    .init(.showCompleted, [.character("3")], "show completed jobs only"),
    .init(.showFailed, [.character("4")], "show failed jobs only"),
    .init(.untrack, [.character("d")], "stop tracking the selected job, or the marked ones"),
    .init(
      .undo, [.character("u")], "bring back what was untracked, or take back what was written"),
    .init(
      .checkSelected, [.character("r")], "check it, or the marked ones, now; read its conversation again"
    ),
    .init(.checkAll, [.character("R")], "check all unfinished jobs now"),
    .init(.copyID, [.character("y")], "copy the id of the selected job, or the ids of the marked ones"),
    .init(.copyURL, [.character("Y")], "copy its URL, or theirs"),
    .init(.moveDown, [.character("j"), .down], "one job down"),
    .init(.moveUp, [.character("k"), .up], "one job up"),
    .init(.moveToFirst, [.character("g"), .home], "first job"),
    .init(.moveToLast, [.character("G"), .end], "last job"),
    .init(.pageDown, [.pageDown, .control("f")], "a page down"),
    .init(.pageUp, [.pageUp, .control("b")], "a page up"),
    .init(.halfPageDown, [.control("d")], "half a page down"),
    .init(.halfPageUp, [.control("u")], "half a page up"),
    .init(.nextSort, [.character("s"), .character(">")], "sort by the next column"),
    .init(.previousSort, [.character("<")], "sort by the column before"),
    .init(.reverseSort, [.character("S")], "sort the other way round"),
    .init(.columns, [.character("C")], "show, hide, move and size columns"),
    .init(.scrollLeft, [.character("h"), .left], "columns to the left"),
    .init(.scrollRight, [.character("l"), .right], "columns to the right"),
    .init(.timeline, [.character("t")], "the jobs as bars in time"),
    .init(.zoomIn, [.character("+")], "less time on the timeline, in more detail"),
    .init(.zoomOut, [.character("-")], "more time on the timeline"),
    .init(.fitTimeline, [.character("=")], "as much time on the timeline as all jobs in view need"),
    .init(.statistics, [.character("#")], "figures: queue and run times, ends, failures, requests"),
    .init(.mark, [.character(" ")], "mark the job and go on; actions are about marked ones"),
    .init(.markRange, [.character("v")], "mark from here to where you move; again: done"),
    .init(.markAllShown, [.character("*")], "mark all that are shown, or none of them"),
    .init(.unmarkAll, [.character("U")], "take all marks away"),
    .init(
      .label, [.character("L"), .character("e")], "write the label of the job, or of the marked ones"),
    .init(.note, [.character("N")], "write a note on the job, or on the marked ones"),
    .init(.export, [.control("s")], "export what is shown, or what is marked, to a file"),
    .init(.pause, [.character("p")], "ask about no job until it is pressed again"),
    .init(.follow, [.character("F")], "have the cursor go to the job that changes last"),
    .init(
      .waitFor, [.character("w")],
      "notify once, when it, or the last of the marked ones, has ended"),
    .init(.commandLine, [.character(":")], "type a command: any of these by its name, and more"),
    .init(.nextTheme, [.character("T")], "the next theme of colours, or the one of that name"),
    .init(.toggleMouse, [.character("%")], "mouse on or off: click, double click, wheel, titles"),
    .init(.help, [.character("?"), .function(1)], "the keys that are in force here", hint: "help"),
    .init(.repaint, [.control("l")], "draw the screen anew"),
    .init(.suspend, [.control("z")], "back to the shell; fg returns"),
    .init(.quit, [.character("q"), .control("c")], "quit; tracked jobs are kept", hint: "quit"),
  ]

  private init(_ action: Action, _ keys: [Key], _ explanation: String, hint: String? = nil) {
    self.action = action
    self.keys = keys
    self.explanation = explanation
    self.hint = hint
  }
}

extension Action {
  /// The name that somebody may have meant who misspelt one.
  package static func suggestion(for name: String) -> String? {
    Spelling.suggestion(for: name, among: allCases.map(\.name))
  }
}

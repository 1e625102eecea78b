import Terminal

/// What a key does in the table, by the name people would look for.
package enum Action: Hashable, Sendable, CaseIterable {
  case moveDown, moveUp, moveToFirst, moveToLast, pageDown, pageUp, halfPageDown, halfPageUp
  case openDetail, back
  case add, submit, untrack, undo, checkSelected, checkAll, copyID, copyURL
  case filter, cycleStatus, showAllStatuses, showScheduled, showRunning, showCompleted, showFailed
  case nextSort, previousSort, reverseSort, columns, scrollLeft, scrollRight
  case mark, markRange, markAllShown, unmarkAll
  case toggleMouse, help, repaint, suspend, quit
}

/// The keys of one action: the one place that key handling, help and footer are made from.
package struct KeyBinding: Sendable {
  package let action: Action
  package let keys: [Key]
  /// The keys as people write them.
  package let label: String
  package let explanation: String
  /// The word beside the key in the footer; nil keeps it out.
  package let hint: String?

  package static let all: [KeyBinding] = [
    .init(
      .add, [.character("a")], "a", "add jobs by id or URL; several at once, pasted lists too", hint: "add"),
    .init(.submit, [.character("A")], "A", "submit a text, file or URL and track its job", hint: "submit"),
    .init(
      .openDetail, [.enter], "Enter",
      "show the selected job and its result; again: the whole screen",
      hint: detailHint
    ),
    .init(.back, [.escape], "Esc", "one step back: prompt, page, filter, marks, detail"),
    .init(
      .filter, [.character("/")], "/", "filter as you type: words, status:failed, age>1h", hint: "filter"),
    .init(.cycleStatus, [.character("f")], "f", "show one status after the other"),
    .init(.showAllStatuses, [.character("0")], "0", "show all statuses"),
    .init(.showScheduled, [.character("1")], "1", "show scheduled jobs only"),
    .init(.showRunning, [.character("2")], "2", "show those in progress only"),
    .init(.showCompleted, [.character("3")], "3", "show completed jobs only"),
    .init(.showFailed, [.character("4")], "4", "show failed jobs only"),
    .init(.untrack, [.character("d")], "d", "stop tracking the selected job, or the marked ones"),
    .init(.undo, [.character("u")], "u", "track again what was untracked last"),
    .init(
      .checkSelected, [.character("r")], "r",
      "check it, or the marked ones, now; read its conversation again"
    ),
    .init(.checkAll, [.character("R")], "R", "check all unfinished jobs now"),
    .init(.copyID, [.character("y")], "y", "copy the id of the selected job"),
    .init(.copyURL, [.character("Y")], "Y", "copy its URL"),
    .init(.moveDown, [.character("j"), .down], "j ↓", "one job down; a line, on the whole screen"),
    .init(.moveUp, [.character("k"), .up], "k ↑", "one job up; a line, on the whole screen"),
    .init(.moveToFirst, [.character("g"), .home], "g Home", "first job; the top"),
    .init(.moveToLast, [.character("G"), .end], "G End", "last job; the end"),
    .init(.pageDown, [.pageDown, .control("f")], "PgDn ^F", "a page down"),
    .init(.pageUp, [.pageUp, .control("b")], "PgUp ^B", "a page up"),
    .init(.halfPageDown, [.control("d")], "^D", "half a page down"),
    .init(.halfPageUp, [.control("u")], "^U", "half a page up"),
    .init(.nextSort, [.character("s"), .character(">")], "s >", "sort by the next column"),
    .init(.previousSort, [.character("<")], "<", "sort by the column before"),
    .init(.reverseSort, [.character("S")], "S", "sort the other way round"),
    .init(.columns, [.character("C")], "C", "show, hide, move and size columns"),
    .init(.scrollLeft, [.character("h"), .left], "h ←", "columns to the left"),
    .init(.scrollRight, [.character("l"), .right], "l →", "columns to the right"),
    .init(.mark, [.character(" ")], "Space", "mark the job and go on; d and r are about marked ones"),
    .init(.markRange, [.character("v")], "v", "mark from here to where you move; again: done"),
    .init(.markAllShown, [.character("*")], "*", "mark all that are shown, or none of them"),
    .init(.unmarkAll, [.character("U")], "U", "take all marks away"),
    .init(.toggleMouse, [.character("%")], "%", "mouse on or off: click, double click, wheel, titles"),
    .init(.help, [.character("?"), .function(1)], "? F1", "this page", hint: "help"),
    .init(.repaint, [.control("l")], "^L", "draw the screen anew"),
    .init(.suspend, [.control("z")], "^Z", "back to the shell; fg returns"),
    .init(.quit, [.character("q"), .control("c")], "q ^C", "quit; tracked jobs are kept", hint: "quit"),
  ]

  /// The word beside the key that opens the detail pane.
  static let detailHint = "detail"

  /// The bindings of the footer, the ones that newcomers need first.
  package static let hints: [(key: String, word: String)] =
    [Action.add, .openDetail, .help, .quit, .filter, .submit].compactMap { action in
      all.first { $0.action == action }.flatMap { binding in binding.hint.map { (binding.label, $0) } }
    }

  /// What a key does.
  package static func action(of key: Key) -> Action? { actions[key] }

  private static let actions: [Key: Action] = Dictionary(
    uniqueKeysWithValues: all.flatMap { binding in binding.keys.map { ($0, binding.action) } })

  private init(_ action: Action, _ keys: [Key], _ label: String, _ explanation: String, hint: String? = nil) {
    self.action = action
    self.keys = keys
    self.label = label
    self.explanation = explanation
    self.hint = hint
  }
}

import Terminal

/// What a key does in the table, by the name people would look for.
package enum Action: Hashable, Sendable, CaseIterable {
  case moveDown, moveUp, moveToFirst, moveToLast, pageDown, pageUp, halfPageDown, halfPageUp
  case openDetail, back
  case add, submit, untrack, undo, checkSelected, checkAll, copyID, copyURL
  case help, repaint, suspend, quit
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
    .init(.back, [.escape], "Esc", "one step back: prompt, help, whole screen, detail"),
    .init(.untrack, [.character("d")], "d", "stop tracking the selected job", hint: "untrack"),
    .init(.undo, [.character("u")], "u", "track the last untracked job again"),
    .init(
      .checkSelected, [.character("r")], "r",
      "check the selected job now, ended or not; reread its conversation"),
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
    .init(.help, [.character("?"), .function(1)], "? F1", "this page", hint: "help"),
    .init(.repaint, [.control("l")], "^L", "draw the screen anew"),
    .init(.suspend, [.control("z")], "^Z", "back to the shell; fg returns"),
    .init(.quit, [.character("q"), .control("c")], "q ^C", "quit; tracked jobs are kept", hint: "quit"),
  ]

  /// The word beside the key that opens the detail pane.
  static let detailHint = "detail"

  /// The bindings of the footer, the ones that newcomers need first.
  package static let hints: [(key: String, word: String)] =
    [Action.add, .openDetail, .help, .quit, .submit, .untrack].compactMap { action in
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

import Terminal

/// Where keys have a meaning of their own, and so a page of help.
package enum KeyContext: Hashable, Sendable {
  case table, timeline, detail, wholeScreen, columns
  case prompt(Prompt.Kind)

  /// What the page is about.
  var title: String {
    switch self {
    case .table: "Keys in the table"
    case .timeline: "Keys on the timeline"
    case .detail: "Keys in the table, with the detail pane open"
    case .wholeScreen: "Keys where a job has the whole screen"
    case .columns: "Keys where columns are chosen"
    case .prompt(.add): "Keys where ids are typed"
    case .prompt(.submit): "Keys where a text, a file or a URL is typed"
    case .prompt(.filter): "Keys where a filter is typed"
    case .prompt(.command): "Keys of the command line"
    case .prompt(.annotation(let kind, _)): "Keys where a \(kind.rawValue) is typed"
    }
  }
}

/// One line of help: the keys, the name of what they do where it has one, and what that is.
struct KeyHelp {
  let keys: String
  var name = ""
  let explanation: String

  init(_ keys: String, _ explanation: String) {
    self.keys = keys
    self.explanation = explanation
  }

  private init(_ action: Action, _ keyMap: KeyMap, _ explanation: String) {
    keys = keyMap.label(of: action)
    name = action.name
    self.explanation = explanation
  }

  /// All lines about a place, made from the keys that are in force.
  static func lines(on context: KeyContext, _ keyMap: KeyMap) -> [KeyHelp] {
    switch context {
    case .table: bindings(keyMap, [:]) + remarks
    case .timeline: bindings(keyMap, onTimeline) + remarks
    case .detail: bindings(keyMap, [.openDetail: "show the job on the whole screen"]) + remarks
    case .wholeScreen: bindings(keyMap, whereScrolled)
    case .columns: columns + always(keyMap)
    case .prompt(let kind): prompt(kind) + editing + always(keyMap)
    }
  }

  private static func bindings(_ keyMap: KeyMap, _ others: [Action: String]) -> [KeyHelp] {
    KeyBinding.all.map { KeyHelp($0.action, keyMap, others[$0.action] ?? $0.explanation) }
  }

  /// What movement keys do where a job has the whole screen.
  private static let whereScrolled: [Action: String] = [
    .moveDown: "a line down", .moveUp: "a line up", .moveToFirst: "the top", .moveToLast: "the end",
    .openDetail: "back to the pane beside the table", .back: "back to the pane beside the table",
  ]

  private static let onTimeline: [Action: String] = [
    .scrollLeft: "earlier", .scrollRight: "later", .timeline: "back to the table",
    .zoomIn: "less time, in more detail", .zoomOut: "more time",
    .fitTimeline: "as much time as all jobs in view need",
  ]

  private static let remarks = [
    KeyHelp("", ""),
    KeyHelp(
      "in /",
      "words \"two words\" status:failed label:x note:x id:x profile:x health:bad age>1h took<5m "
        + "/regex/, joined by and, or, not, -, ( )"),
    KeyHelp("!", "before a job: it could not be asked about; its last known status stands"),
    KeyHelp("AGE", "since it was added; of an ended job, how long until its end was seen"),
  ]

  private static let columns = [
    KeyHelp("j ↓", "the next column"), KeyHelp("k ↑", "the one before"), KeyHelp("g Home", "the first one"),
    KeyHelp("G End", "the last one"), KeyHelp("Space", "show it, or hide it"),
    KeyHelp("J K", "move it to the right, to the left"), KeyHelp("+ l →", "wider"),
    KeyHelp("- h ←", "narrower"), KeyHelp("=", "as wide as the jobs need"),
    KeyHelp("s", "sort by it; again: the other way round"), KeyHelp("0", "all columns as at first"),
    KeyHelp("Enter", "done; Esc, C and q too"),
  ]

  private static func prompt(_ kind: Prompt.Kind) -> [KeyHelp] {
    switch kind {
    case .add: [KeyHelp("Enter", "track the jobs; what is no id stays to be mended")]
    case .submit: [KeyHelp("Enter", "submit it"), KeyHelp("Tab", "complete the path of a file")]
    case .filter:
      [KeyHelp("Enter", "keep the filter"), KeyHelp("↑ ↓", "a job up, down"), KeyHelp("PgUp PgDn", "a page")]
    case .annotation: [KeyHelp("Enter", "write it; when nothing stands there, take it away")]
    case .command:
      [
        KeyHelp("Enter", "carry the command out"), KeyHelp("Tab", "complete a command, a word or a path"),
        KeyHelp("↑ ↓", "commands given before; those that begin as what is typed"),
      ]
    }
  }

  /// See ``LineEditor``.
  private static let editing = [
    KeyHelp("Esc ^C", "leave it; a filter is as before"),
    KeyHelp("^A Home", "to the beginning"), KeyHelp("^E End", "to the end"),
    KeyHelp("← ^B", "a character back"), KeyHelp("→ ^F", "a character on"),
    KeyHelp("Alt-b", "a word back"), KeyHelp("Alt-f", "a word on"),
    KeyHelp("Delete ^D", "delete the character under the cursor"),
    KeyHelp("^W", "delete back to a blank"), KeyHelp("Alt-d", "delete the rest of the word"),
    KeyHelp("^U", "delete all before the cursor"), KeyHelp("^K", "delete all behind it"),
  ]

  private static func always(_ keyMap: KeyMap) -> [KeyHelp] {
    [Action.help, .repaint, .suspend, .quit].compactMap { action in
      let keys = keyMap.keys(of: action).filter { if case .character = $0 { false } else { true } }
      guard !keys.isEmpty, action != .quit else { return nil }
      let explanation = KeyBinding.all.first { $0.action == action }?.explanation ?? ""
      return KeyHelp(keys.map(KeyName.label).joined(separator: " "), explanation)
    }
  }
}

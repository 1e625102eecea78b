import JobTracking

/// What can be typed into the command line: a name, and what may or has to stand behind it.
struct CommandSyntax {
  /// What stands behind a name.
  enum Argument: Hashable {
    case none
    /// Jobs that are tracked.
    case jobs
    case filter, ids, submission, sort, columns, marks, status, label, note, export, theme
  }

  let name: String
  let argument: Argument
  /// What stands behind the name, as help shows it; empty when nothing does.
  let form: String
  let explanation: String

  /// How it is written, and what it does.
  var usage: String { "\(name)\(form.isEmpty ? "" : " \(form)"): \(explanation)" }

  /// All commands: the actions that keys do, and those of the command line alone.
  static let all: [CommandSyntax] =
    KeyBinding.all.map { binding in
      let (argument, form) = arguments[binding.action] ?? (.none, "")
      return CommandSyntax(
        name: binding.action.name, argument: argument, form: form, explanation: binding.explanation)
    } + [
      CommandSyntax(
        name: "sort", argument: .sort, form: "COLUMN [reversed]", explanation: "sort by a column, or by none"),
      CommandSyntax(
        name: "show", argument: .status, form: "STATUS", explanation: "show jobs of one status, or all"),
      CommandSyntax(
        name: replacingExport, argument: .export, form: "csv, json or markdown, and a PATH",
        explanation: "as export, and replace a file that is there"),
    ]

  /// The command that exports and replaces a file.
  static let replacingExport = Action.export.name + "!"

  private static let arguments: [Action: (Argument, form: String)] = [
    .filter: (.filter, "[WORDS]"), .add: (.ids, "[ID ...]"), .submit: (.submission, "[TEXT, FILE or URL]"),
    .untrack: (.jobs, "[ID or LABEL ...]"), .checkSelected: (.jobs, "[ID or LABEL ...]"),
    .waitFor: (.jobs, "[ID or LABEL ...]"), .label: (.label, "[TEXT]"), .note: (.note, "[TEXT]"),
    .export: (.export, "csv, json or markdown, and the PATH of a new file"),
    .columns: (.columns, "[COLUMN ...]"), .mark: (.marks, "[all or none]"), .nextTheme: (.theme, "[NAME]"),
  ]

  /// The command that a line is about, once its name is whole and something may follow.
  static func of(_ line: String) -> CommandSyntax? {
    let line = CommandParts(line)
    return all.first { $0.name == line.name }
  }

  /// The command of a name, or of the beginning of one.
  static func named(_ word: String) throws(CommandMistake) -> CommandSyntax {
    let name = word.lowercased()
    if let exact = all.first(where: { $0.name == name }) { return exact }
    // As the editors that have such a line know it.
    if name == "q!" || name == "q", let quit = all.first(where: { $0.name == Action.quit.name }) {
      return quit
    }
    let begun = all.filter { $0.name.hasPrefix(name) }
    // `export!` is not meant by whoever does not write it out.
    if begun.count == 1 || begun.map(\.name) == [Action.export.name, replacingExport] { return begun[0] }
    guard begun.isEmpty else {
      throw CommandMistake("'\(word)' may be \(begun.map(\.name).joined(separator: ", ")); type more of it.")
    }
    let meant = Spelling.suggestion(for: name, among: all.map(\.name))
    throw CommandMistake(
      "There is no command '\(word)'\(meant.map { "; did you mean '\($0)'?" } ?? "; Tab shows all.")")
  }

  /// The path that stands at the end of a line; nil where none can stand.
  static func typedPath(in line: String) -> String? {
    let words = CommandParts(line)
    switch of(line)?.argument {
    case .submission: return words.rest
    case .export where words.words.count > 1 || line.last?.isWhitespace == true:
      return CommandParts(words.rest).rest
    default: return nil
    }
  }
}

/// A line of the command line, taken apart: the name, and what stands behind it.
struct CommandParts {
  let name: String
  /// Without the blanks around it.
  let rest: String
  /// Where the rest begins, in characters of the line.
  let restStart: Int

  init(_ line: String) {
    let characters = Array(line)
    let start = characters.firstIndex { !$0.isWhitespace } ?? characters.count
    let end = characters[start...].firstIndex(where: \.isWhitespace) ?? characters.count
    name = String(characters[start..<end])
    restStart = characters[end...].firstIndex { !$0.isWhitespace } ?? characters.count
    let last = characters.lastIndex { !$0.isWhitespace } ?? -1
    rest = restStart <= last ? String(characters[restStart...last]) : ""
  }

  var words: [String] { rest.split(whereSeparator: \.isWhitespace).map(String.init) }
}

/// What is wrong with a command that was typed.
struct CommandMistake: Error, Hashable {
  /// A sentence for people that says what to do. What was typed is in it as it came.
  let sentence: String
  /// Where, in characters; nil when it is the whole.
  var range: Range<Int>?

  init(_ sentence: String, range: Range<Int>? = nil) {
    self.sentence = sentence
    self.range = range
  }
}

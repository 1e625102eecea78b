import JobTracking

/// A command as it was typed, ready to be carried out.
enum Command: Hashable {
  /// What a key does.
  case action(Action)
  case filter(DashboardState.FilterInForce?)
  /// By no column when nil.
  case sort(JobSort?)
  /// All when nil.
  case show(StatusChoice.Kind?)
  case add(String)
  /// What a key does with the selected job, done with those that are named.
  case act(Action, names: String)
  case submit(String)
  /// As at first when empty.
  case columns([JobColumn])
  case mark(all: Bool)
  case theme(String)
  case annotate(Annotation, String)
  case export(ExportFormat, path: String, replaces: Bool)

  /// Reads a command. A filter or a text is read as it stands, with no regard to quotes.
  ///
  /// - Parameter themes: the names of those there are.
  /// - Throws: ``CommandMistake``
  init(_ line: String, themes: [String]) throws(CommandMistake) {
    let words = CommandParts(line)
    let syntax = try CommandSyntax.named(words.name)
    let action = Action(name: syntax.name)
    if words.rest.isEmpty, let action {
      self = .action(action)
      return
    }
    switch syntax.argument {
    case .none: throw CommandMistake("'\(syntax.name)' takes nothing behind it.")
    case .filter: self = .filter(try Self.filter(words))
    case .ids: self = .add(words.rest)
    case .jobs:
      guard let action else { preconditionFailure("a command about jobs is no action") }
      self = .act(action, names: words.rest)
    case .submission: self = .submit(words.rest)
    case .sort: self = .sort(try Self.sort(words))
    case .status: self = .show(try Self.status(words.words))
    case .columns: self = .columns(try Self.columns(words.words))
    case .label: self = .annotate(.label, words.rest)
    case .note: self = .annotate(.note, words.rest)
    case .export: self = try Self.export(words, replaces: syntax.name == CommandSyntax.replacingExport)
    case .theme: self = .theme(try Self.choice(words.words, of: themes, "theme", naming: true))
    case .marks:
      let isAll = try Self.choice(words.words, of: ["all", "none"], "mark") == "all"
      self = .mark(all: isAll)
    }
  }

  private static func filter(_ words: CommandParts) throws(CommandMistake) -> DashboardState.FilterInForce {
    do throws(FilterMistake) {
      return DashboardState.FilterInForce(text: words.rest, filter: try JobFilter(words.rest))
    } catch {
      let range = error.range.lowerBound + words.restStart..<error.range.upperBound + words.restStart
      throw CommandMistake(error.sentence, range: range)
    }
  }

  /// What may stand behind a column to sort by.
  static let reversed = "reversed"

  private static func sort(_ words: CommandParts) throws(CommandMistake) -> JobSort? {
    guard let first = words.words.first else {
      throw CommandMistake(
        "'sort' wants a column: \(CommandSyntax.columnNames.joined(separator: ", ")), or none.")
    }
    let name = try choice([first], of: CommandSyntax.columnNames + ["none"], "sort")
    let parts = CommandParts(words.rest)
    let column = JobColumn(rawValue: name)
    guard !parts.rest.isEmpty else { return column.map { JobSort($0) } }
    guard let column, reversed.hasPrefix(parts.rest.lowercased()) else {
      let start = words.restStart + parts.restStart
      throw CommandMistake(
        column == nil
          ? "'\(parts.rest)' is too much: nothing stands behind 'sort none'."
          : "'\(parts.rest)' is too much: behind 'sort \(name)' there may stand '\(reversed)', and nothing else.",
        range: start..<start + parts.rest.count)
    }
    return JobSort(column, isReversed: true)
  }

  private static func export(_ words: CommandParts, replaces: Bool) throws(CommandMistake) -> Command {
    let names = ExportFormat.allCases.map(\.rawValue)
    let parts = CommandParts(words.rest)
    guard let format = ExportFormat(rawValue: try choice([parts.name], of: names, "export")) else {
      preconditionFailure("a format has a name that is none")
    }
    guard !parts.rest.isEmpty else {
      throw CommandMistake(
        "'export \(format.rawValue)' wants the path of a file behind it, such as ~/jobs.\(format.rawValue).")
    }
    guard parts.rest != "-" else {
      throw CommandMistake("Standard output is the dashboard's own; give the path of a file.")
    }
    return .export(format, path: parts.rest, replaces: replaces)
  }

  private static func status(_ words: [String]) throws(CommandMistake) -> StatusChoice.Kind? {
    StatusChoice.Kind(rawValue: try choice(words, of: CommandSyntax.statusNames, "show"))
  }

  private static func columns(_ words: [String]) throws(CommandMistake) -> [JobColumn] {
    if words.map({ $0.lowercased() }) == ["reset"] { return [] }
    var columns: [JobColumn] = []
    for word in words {
      let name = try choice([word], of: CommandSyntax.columnNames, "columns")
      if let column = JobColumn(rawValue: name), !columns.contains(column) { columns.append(column) }
    }
    return columns
  }

  /// One of some names, or the beginning of only one of them.
  ///
  /// - Parameter naming: whether a mistake names all of them, even where it can be guessed what was meant.
  private static func choice(
    _ words: [String], of names: [String], _ command: String, naming: Bool = false
  ) throws(CommandMistake) -> String {
    let wanted = "'\(command)' wants one of \(names.joined(separator: ", "))"
    guard words.count == 1, let word = words.first?.lowercased() else { throw CommandMistake("\(wanted).") }
    let begun = names.filter { $0.hasPrefix(word) }
    if names.contains(word) { return word }
    if begun.count == 1 { return begun[0] }
    guard let meant = Spelling.suggestion(for: word, among: names) else { throw CommandMistake("\(wanted).") }
    let all = naming ? " There are \(names.joined(separator: ", "))." : ""
    throw CommandMistake("'\(command)' knows no '\(word)'; did you mean '\(meant)'?\(all)")
  }
}

extension CommandSyntax {
  static let columnNames = JobColumn.allCases.map(\.rawValue)
  static let statusNames = ["all"] + StatusChoice.Kind.allCases.map(\.rawValue)
}

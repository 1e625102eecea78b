/// What the word at the end of a command line may go on to.
struct CommandCompletion {
  /// All of them, whole; never empty.
  let candidates: [String]
  /// The part of it that is typed.
  private let word: String
  private let line: String
  /// Whether more may follow once the word is whole.
  private let takesMore: Bool

  /// - Parameter themes: the names of those there are.
  /// - Returns: nil where nothing is known that might follow: a text, a path, an id.
  init?(_ line: String, themes: [String]) {
    let words = CommandParts(line)
    let isAtName = words.restStart == line.count && line.last?.isWhitespace != true
    let names: [String]
    if isAtName {
      names = CommandSyntax.all.map(\.name).sorted()
      takesMore = true
      word = words.name
    } else {
      guard let syntax = CommandSyntax.of(line) else { return nil }
      let isBetween = line.last?.isWhitespace == true
      let before = words.words.count - (isBetween ? 0 : 1)
      names = Self.names(syntax.argument, at: before, themes)
      takesMore = [.columns, .export].contains(syntax.argument)
      word = isBetween ? "" : words.words.last ?? ""
    }
    let typed = word.lowercased()
    candidates = names.filter { $0.hasPrefix(typed) }
    guard !candidates.isEmpty, candidates != [typed] else { return nil }
    self.line = line
  }

  private static func names(_ argument: CommandSyntax.Argument, at place: Int, _ themes: [String]) -> [String]
  {
    switch (argument, place) {
    case (.sort, 0): CommandSyntax.columnNames + ["none"]
    case (.sort, 1): [Command.reversed]
    case (.columns, 0): CommandSyntax.columnNames + ["reset"]
    case (.columns, _): CommandSyntax.columnNames
    case (.marks, 0): ["all", "none"]
    case (.export, 0): ExportFormat.allCases.map(\.rawValue)
    case (.status, 0): CommandSyntax.statusNames
    case (.theme, 0): themes
    default: []
    }
  }

  /// The line, gone on with as far as there is only one way.
  var completed: String {
    let common = candidates.dropFirst().reduce(candidates[0]) {
      String(zip($0, $1).prefix { $0 == $1 }.map(\.0))
    }
    let before = line.dropLast(word.count)
    guard candidates.count == 1 else { return before + common }
    let hasArgument = CommandSyntax.of(before + common)?.argument != CommandSyntax.Argument.none
    return before + common + (takesMore && hasArgument ? " " : "")
  }
}

import Terminal

/// Records as a table of GitHub Flavored Markdown. Texts are texts and nothing else: all that would mark them up is escaped.
enum MarkdownTable {
  static func text(of records: [ExportRecord]) -> String {
    let titles = ExportRecord.fields.map { $0.replacing("_", with: " ") }
    let rows = [titles, titles.map { _ in "---" }] + records.map { $0.values.map(cell) }
    return rows.map { "| \($0.joined(separator: " | ")) |\n" }.joined()
  }

  private static func cell(_ value: ExportValue) -> String {
    switch value {
    case .text(let text): escaped(text.visible)
    case .date(let date): ExportValue.written(date)
    case .seconds(let seconds): ExportValue.written(seconds: seconds)
    case .nothing: ""
    }
  }

  private static func escaped(_ text: String) -> String {
    var escaped = ""
    for character in text {
      if "\\`*_[]<>#|~&$".contains(character) { escaped.append("\\") }
      escaped.append(character)
    }
    return escaped
  }
}
